"""Section bars, key facts, paragraphs, bullet points, the total: the blocks that every paper is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.language import _
from app.paper import text as lines_of
from app.paper.blocks import Block, Solid, Stack
from app.paper.grid import CELL, HEAVY, LABEL, REMARK, SECTION, VALUE, Align, Face, Ink, Style, columns
from app.paper.labels import english, label
from app.paper.pen import Pen
from app.paper.pieces import Cell, CheckBox, Run, Words, draw, fold


@dataclass(frozen=True)
class Bar(Solid):
    """The bar above a section: its title (source text), small English, a remark at the right."""

    title: str
    remark: str = ""
    above: float = 3.4
    keeps = True

    def height(self, width: float) -> float:
        return self.above + 5.2

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y + self.above
        pen.box((x, top), (width, 5.2), fill=Ink.TINT)
        pen.box((x, top), (1.0, 5.2), fill=Ink.ACCENT)
        at = x + 2.8 + pen.text(x + 2.8, top + 3.72, _(self.title), SECTION)
        room = x + width - 1.8 - at
        if self.remark:
            style = lines_of.fitted(self.remark, room - 2.0, REMARK, least=5.5)
            room -= pen.text(x + width - 1.8, top + 3.72, self.remark, style, align=Align.RIGHT)
        aside = english(self.title)
        if aside and 1.8 + lines_of.width(aside, LABEL) < room:
            pen.text(at + 1.8, top + 3.72, aside, LABEL)


def section(title: str, *blocks: Block, remark: str = "") -> Stack:
    """A bar and what stands under it."""
    return Stack((Bar(title, remark), *blocks))


@dataclass(frozen=True, slots=True)
class Fact:
    """A label (source text) above its value; `span` columns wide."""

    label: str
    value: Cell
    style: Style = VALUE
    span: int = 1


@dataclass(frozen=True)
class _FactRow(Solid):
    facts: tuple[Fact, ...]
    count: int
    pitch: float
    is_ruled: bool

    def height(self, width: float) -> float:
        extra = max(len(lines) for _fact, _x, _room, lines in self._set(width)) - 1
        return self.pitch + extra * 4.3

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for fact, at, room, lines in self._set(width):
            pen.text(x + at, y + 3.5, _short(fact.label, room), LABEL)
            for index, line in enumerate(lines):
                draw(pen, x + at, y + 7.7 + index * 4.3, line)
        if self.is_ruled:
            pen.rule(x, x + width, y + self.height(width))

    def _set(self, width: float) -> Iterable[tuple[Fact, float, float, tuple[Run, ...]]]:
        grid, at = columns(self.count, width), 0
        for fact in self.facts:
            room = grid[at + fact.span - 1][0] + grid[at + fact.span - 1][1] - grid[at][0]
            yield fact, grid[at][0], room, set_value(fact.value, room, fact.style)
            at += fact.span


def set_value(value: Cell, room: float, style: Style) -> tuple[Run, ...]:
    """A value in one line if it can be, up to one point smaller; else in as many lines as it needs."""
    if isinstance(value, str):
        return fold(value, room, lines_of.fitted(value, room, style, least=style.size - 1))
    if isinstance(value, Words):
        return fold(Words(value.text, lines_of.fitted(value.text, room, value.style, least=value.style.size - 1)), room)
    return fold(value, room)


def _short(text: str, room: float) -> str:
    both = label(text)
    return both if lines_of.width(both, LABEL) <= room else _(text)


def facts(*items: Fact, count: int = 4, pitch: float = 9.4, is_ruled: bool = True) -> Stack:
    """Key facts on `count` columns, row after row, a hairline under each row."""
    rows: list[list[Fact]] = [[]]
    for item in items:
        if sum(fact.span for fact in rows[-1]) + item.span > count:
            rows.append([])
        rows[-1].append(item)
    return Stack(tuple(_FactRow(tuple(row), count, pitch, is_ruled) for row in rows))


@dataclass(frozen=True)
class Paragraph:
    """Running text, flush on both sides where it is Chinese; divided between its lines."""

    lines: tuple[Run, ...]
    room: float
    step: float
    above: float
    below: float
    is_flush: bool
    keeps: bool = False

    def height(self, width: float) -> float:
        return self.above + self.step * len(self.lines) + self.below

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between its lines, two of them left on either side."""
        fitting = int((room - self.above) / self.step)
        fitting = min(fitting, len(self.lines) - 2)
        if fitting < 2:
            return None
        first = Paragraph(self.lines[:fitting], self.room, self.step, self.above, 0.0, self.is_flush)
        rest = Paragraph(self.lines[fitting:], self.room, self.step, 0.0, self.below, self.is_flush)
        return first, rest

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for index, line in enumerate(self.lines):
            baseline = y + self.above + self.step * (index + 1) - self.step * 0.28
            last = index + 1 == len(self.lines)
            if self.is_flush and not last and len(line) == 1 and isinstance(line[0], Words):
                words = line[0]
                spread = lines_of.spread(words.text, self.room, words.style)
                pen.text(x, baseline, words.text, words.style, tracking=spread)
            else:
                draw(pen, x, baseline, line)


def paragraph(
    text: Cell,
    style: Style = CELL,
    *,
    room: float,
    step: float = 5.0,
    above: float = 0.0,
    below: float = 0.0,
    is_flush: bool = True,
) -> Paragraph:
    """Running text in `room` millimetres, `step` from line to line."""
    return Paragraph(fold(text, room, style), room, step, above, below, is_flush)


def led(lead: str, text: str, style: Style, *, room: float, step: float = 4.6, above: float = 0.0) -> Paragraph:
    """A paragraph that begins with a word in Medium and a gap."""
    run = (Words(lead + "　", style.weighing(Face.MEDIUM)), Words(text, style))
    return paragraph(run, style, room=room, step=step, above=above)


@dataclass(frozen=True)
class Bullet(Solid):
    """One point of a list."""

    text: str
    room: float
    step: float = 5.0
    style: Style = VALUE

    def height(self, width: float) -> float:
        return self.step * len(self._lines()) + 0.6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.circle((x + 1.1, y + self.step - 2.4), 0.5, fill=Ink.ACCENT)
        for index, line in enumerate(self._lines()):
            pen.text(x + 4.0, y + self.step * (index + 1) - 1.2, line, self.style)

    def _lines(self) -> tuple[str, ...]:
        return lines_of.wrap(self.text, self.room - 4.0, self.style)


LINE_LABEL = Style(size=8.0, ink=Ink.MUTED)


@dataclass(frozen=True)
class Line(Solid):
    """One label at the left and its value beside it, on `at` millimetres; a rule below if wanted."""

    label: str
    value: Cell
    room: float
    at: float = 14.0
    style: Style = CELL
    pitch: float = 6.4
    is_ruled: bool = False
    keeps: bool = False
    label_style: Style = LINE_LABEL

    def height(self, width: float) -> float:
        return self.pitch + 4.4 * (len(self._lines()) - 1)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        style = lines_of.fitted(self.label, self.at - 1.0, self.label_style, least=6.0)
        pen.text(x, y + 4.0, self.label, style)
        for index, line in enumerate(self._lines()):
            draw(pen, x + self.at, y + 4.0 + 4.4 * index, line)
        if self.is_ruled:
            pen.rule(x, x + width, y + self.height(width))

    def _lines(self) -> tuple[Run, ...]:
        return set_value(self.value, self.room - self.at, self.style)


@dataclass(frozen=True)
class Boxes(Solid):
    """Ticked and empty boxes with their words, on `count` columns of the width."""

    items: tuple[tuple[str, bool], ...]
    count: int
    style: Style = CELL
    pitch: float = 6.0
    above: float = 2.0
    has_strong_choice: bool = False

    def height(self, width: float) -> float:
        return self.above + sum(self._heights(width)) + 0.6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y + self.above
        for row, high in zip(self._rows(), self._heights(width), strict=True):
            for index, (word, is_ticked) in enumerate(row):
                for number, line in enumerate(self._lines(word, is_ticked, width)):
                    draw(pen, x + index * self._pitch(width) + (4.2 if number else 0), top + 4.0 + number * 4.2, line)
            top += high

    def _pitch(self, width: float) -> float:
        return width / self.count

    def _rows(self) -> list[tuple[tuple[str, bool], ...]]:
        return [self.items[at : at + self.count] for at in range(0, len(self.items), self.count)]

    def _heights(self, width: float) -> list[float]:
        most = [max(len(self._lines(word, on, width)) for word, on in row) for row in self._rows()]
        return [self.pitch + 4.2 * (lines - 1) for lines in most]

    def _lines(self, word: str, is_ticked: bool, width: float) -> tuple[Run, ...]:
        room = self._pitch(width) - 4.2 - 0.8
        style = lines_of.fitted(word, room, self.style, least=self.style.size - 1)
        first, *others = lines_of.wrap(word, room, style)
        # In a list of things to be seen to nothing is chosen against another: the words stay Regular.
        if self.has_strong_choice and is_ticked:
            style = style.weighing(Face.MEDIUM)
        head = (CheckBox(is_ticked, 4.2), Words(first, style))
        return head, *((Words(line, style),) for line in others)


@dataclass(frozen=True)
class Total(Solid):
    """The one total of a paper: what it is, in capitals, and large at the right margin."""

    title: str
    capitals: str
    amount: str
    note: str = ""

    def height(self, width: float) -> float:
        return 10.6 + (self._extra(width) * 4.6) + (3.4 if self.note else 0)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.rule(x, x + width, y, HEAVY, Ink.ACCENT)
        pen.text(x + width, y + 7.7, self.amount, Style(Face.BOLD, 15.0), align=Align.RIGHT)
        for index, line in enumerate(self._lines(width)):
            draw(pen, x, y + 7.4 + index * 4.6, line)
        if self.note:
            pen.text(x, y + self.height(width) - 2.0, self.note, Style(size=8.0, ink=Ink.MUTED))
        pen.rule(x, x + width, y + self.height(width))

    def _lines(self, width: float) -> tuple[Run, ...]:
        style = Style(Face.MEDIUM, 10.0)
        amount = lines_of.width(self.amount, Style(Face.BOLD, 15.0))
        return fold((Words(self.title + "　", style), Words(self.capitals, style)), width - amount - 6.0)

    def _extra(self, width: float) -> int:
        return len(self._lines(width)) - 1
