"""The counts at the head of an inspection report, the key of its marks, and the list of every item."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.language import _, counted, mark
from app.order.inspection.measured_paper import CheckedItem, name, verdict_run
from app.paper import text as lines_of
from app.paper.blocks import Block, Columns, Solid, Stack
from app.paper.grid import HEADER, NOTE, Align, Face, Ink, Style, columns
from app.paper.labels import EMPTY
from app.paper.pen import Pen
from app.paper.pieces import Piece, Result, ResultMark, Run, Space, Words, draw, fold, wide
from app.records.checklists.limits import WORDS, Verdict

SHOWN = (Verdict.OK, Verdict.ATTENTION, Verdict.REPLACE, Verdict.NA)
MEANINGS: dict[Verdict, str] = {
    Verdict.OK: mark("within limits, works"),
    Verdict.ATTENTION: mark("past the attention limit or first signs; see to it or check again"),
    Verdict.REPLACE: mark("past the replace limit or unsafe"),
    Verdict.NA: mark("not for this car"),
}
FIGURE = Style(Face.MEDIUM, 22.0)
WORD = Style(Face.MEDIUM, 10.0)
ITEM = Style(size=8.8)
PITCH, WHOLE = 5.7, 180.0
# Number before the name, mark with its word after it.
NAME_AT, RESULT_ROOM = 5.2, 18.0


@dataclass(frozen=True)
class Counts(Solid):
    """How many items came to which verdict, large; the same item at four wheels counts four times."""

    verdicts: tuple[Verdict, ...]

    def height(self, width: float) -> float:
        return 13.8

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for verdict, (at, _each) in zip(SHOWN, columns(4, width), strict=True):
            if at:
                pen.line((x + at - 3.0, y + 4.4), (x + at - 3.0, y + 13.0))
            count = pen.text(x + at, y + 11.6, str(self.verdicts.count(verdict)), FIGURE)
            run = (ResultMark(Result(verdict.value)), Words(_(WORDS[verdict]), WORD))
            draw(pen, x + at + count + 3.0, y + 11.4, run)
        whole = counted("{count} item", "{count} items", len(self.verdicts))
        pen.text(x + width, y + 6.8, whole, Style(size=7.5, ink=Ink.MUTED), align=Align.RIGHT)


class Legend(Solid):
    """What the four marks mean."""

    def height(self, width: float) -> float:
        return 2.4 + 4.2 * len(self._lines(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for index, line in enumerate(self._lines(width)):
            draw(pen, x, y + 5.0 + 4.2 * index, line)

    def _lines(self, width: float) -> tuple[Run, ...]:
        pieces: list[Piece] = []
        for verdict in SHOWN:
            if pieces:
                pieces.append(Space(5.0, breaks=True))
            word = Words(_(WORDS[verdict]) + " ", Style(Face.MEDIUM, 8.0))
            pieces += [ResultMark(Result(verdict.value)), word, Words(_(MEANINGS[verdict]), Style(size=8.0))]
        return fold(tuple(pieces), width)


@dataclass(frozen=True)
class _Item(Solid):
    number: int
    item: CheckedItem

    def height(self, width: float) -> float:
        return PITCH + 4.0 * (len(self._lines(width)) - 1)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.text(x, y + 3.95, f"{self.number:02d}", HEADER)
        for index, line in enumerate(self._lines(width)):
            pen.text(x + NAME_AT, y + 3.95 + 4.0 * index, line, self._style(width))
        run = verdict_run(self.item.verdict, NOTE)
        draw(pen, x + min(width - RESULT_ROOM + 3.7, width - wide(run)), y + 4.0, run)
        pen.rule(x, x + width, y + self.height(width))

    def _style(self, width: float) -> Style:
        style = ITEM.weighing(Face.MEDIUM) if self.item.is_finding else ITEM
        return lines_of.fitted(name(self.item), self._room(width), style, least=8.0)

    def _room(self, width: float) -> float:
        return width - NAME_AT - max(RESULT_ROOM - 3.7, wide(verdict_run(self.item.verdict, NOTE)) + 1.0)

    def _lines(self, width: float) -> tuple[str, ...]:
        return lines_of.wrap(name(self.item) or EMPTY, self._room(width), self._style(width))


@dataclass(frozen=True)
class _ItemColumns(Columns):
    """Numbered down each column: parted between two pages it could not be read in order, and would leave a few rows."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return None if self.height(width) <= WHOLE else super().split(width, room)


def item_columns(items: Sequence[CheckedItem]) -> Columns:
    """The items in three columns, numbered down each; one piece where a page holds it and the signatures."""
    numbered = [_Item(number, item) for number, item in enumerate(items, start=1)]
    each = -(-len(numbered) // 3)
    return _ItemColumns(tuple(Stack(tuple(numbered[at * each : (at + 1) * each])) for at in range(3)))
