"""外观环检: the car from five sides with its marks, the list of the marks, and what was not damaged."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.language import _, mark
from app.order.checkin.choices import LETTERS, WORDS, DamageKind, View
from app.paper.blocks import Block, Gap, Solid, Stack
from app.paper.car_drawing import HEIGHT, CarDrawing, MarkPlace
from app.paper.grid import NOTE, Align, Face, Ink, Style
from app.paper.labels import dash, joined
from app.paper.pen import Pen
from app.paper.pieces import CheckBox, DamagePill, Run, Words, draw, fold, ticked
from app.paper.sections import section
from app.paper.table import Column, Row, Table

# The place of the list in the drawing, from its upper left corner; five short marks fit there.
LIST_AT, LIST_TOP, LIST_ROOM, LIST_HIGH = 114.0, 28.1, 68.0, 31.4
COLUMNS = (
    Column(mark("Mark"), 9.6),
    Column(mark("Kind and place"), 41.4, style=NOTE),
    Column(mark("Severity"), 8.0, Align.CENTRE, style=NOTE),
    Column(mark("Photo"), 9.0, Align.RIGHT, style=NOTE),
)
WIDE_COLUMNS = (
    Column(mark("Mark"), 12.0),
    Column(mark("View"), 20.0, style=NOTE),
    Column(mark("Kind and place"), 116.0, style=NOTE),
    Column(mark("Severity"), 20.0, style=NOTE),
    Column(mark("Photo"), 14.0, Align.RIGHT, style=NOTE),
)
SEVERITY_WORDS: dict[str, str] = {"light": mark("Light"), "medium": mark("Medium"), "heavy": mark("Heavy")}
LETTER = Style(Face.BOLD, 8.0)
KIND = Style(size=8.0)


@dataclass(frozen=True, slots=True)
class DamageItem:
    """One mark on the outline; x and y in 10000ths of the view; `photo` is the number of its picture."""

    number: int
    view: View
    x: int
    y: int
    kind: DamageKind
    severity: str = ""
    remark: str = ""
    photo: str = ""


def walk_around(damages: Sequence[DamageItem], *, has_no_visible_damage: bool) -> Stack:
    """The section; a list that is too long for its place in the drawing follows under it."""
    beside = _list(damages)
    is_long = beside.height(LIST_ROOM) > LIST_HIGH
    drawing = _Drawing(tuple(damages), None if is_long else beside, has_no_visible_damage, keeps=is_long)
    below: tuple[Block, ...] = (Gap(1.0), _wide_list(damages)) if is_long else ()
    remark = _("Outline is not this very car; mark = number + kind")
    return section(mark("Walk-around"), Gap(4.8), drawing, *below, remark=remark)


def _list(damages: Sequence[DamageItem]) -> Table:
    rows = (
        Row((_pill(item), _what(item), Words(dash(severity_word(item.severity)), NOTE), Words(dash(item.photo), NOTE)))
        for item in damages
    )
    return Table(COLUMNS, tuple(rows), pitch=5.1)


def _wide_list(damages: Sequence[DamageItem]) -> Table:
    rows = (
        Row((_pill(item), _(WORDS[item.view]), _what(item), dash(severity_word(item.severity)), dash(item.photo)))
        for item in damages
    )
    return Table(WIDE_COLUMNS, tuple(rows), pitch=5.5)


def _pill(item: DamageItem) -> Run:
    return (DamagePill(item.number, LETTERS[item.kind]),)


def severity_word(severity: str) -> str:
    """Say a code in words; anything else as it was typed."""
    known = SEVERITY_WORDS.get(severity)
    return _(known) if known else severity


def _what(item: DamageItem) -> str:
    return joined(_(WORDS[item.kind]), item.remark)


@dataclass(frozen=True)
class _Drawing(Solid):
    damages: tuple[DamageItem, ...]
    beside: Table | None
    is_undamaged: bool
    keeps: bool = False

    def height(self, width: float) -> float:
        return HEIGHT + 4.4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        places = [MarkPlace(item.number, LETTERS[item.kind], item.view, item.x, item.y) for item in self.damages]
        CarDrawing(places).draw(pen, x, y, width)
        below = y + LIST_TOP
        if self.beside is not None and self.damages:
            self.beside.draw(pen, x + LIST_AT, below, LIST_ROOM)
            below += self.beside.height(LIST_ROOM)
        self._draw_boxes(pen, x + LIST_AT, below + 4.7)
        self._draw_key(pen, x, y + HEIGHT + 4.2)

    def _draw_boxes(self, pen: Pen, x: float, y: float) -> None:
        """An explicit word on what was not found: an empty list alone proves nothing."""
        none, rest = _("No visible damage"), _("No further visible damage")
        draw(pen, x, y, ticked(none, self.is_undamaged, NOTE, lead=4.2))
        wide = draw_width(none)
        at = x + max(30.0, wide + 4.0)
        for index, line in enumerate(fold(Words(rest, NOTE.weighing(Face.MEDIUM)), x + LIST_ROOM - at - 4.2)):
            lead: Run = (CheckBox(bool(self.damages), 4.2),) if index == 0 else ()
            draw(pen, at + (0 if lead else 4.2), y + 4.0 * index, (*lead, *line))

    def _draw_key(self, pen: Pen, x: float, y: float) -> None:
        at = x + pen.text(x, y, _("Kind"), Style(size=7.2, ink=Ink.MUTED)) + 2.4
        for kind in DamageKind:
            at += pen.text(at, y, LETTERS[kind], LETTER) + 0.9
            at += pen.text(at, y, _(WORDS[kind]), KIND) + 3.5


def draw_width(word: str) -> float:
    """The width of a box with its word."""
    return 4.2 + Words(word, NOTE).wide
