"""What can stand in a line: words, check boxes, result marks, damage pills, gauges; and how a line folds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.paper import text as lines_of
from app.paper.grid import CELL, Align, Face, Ink, Style
from app.paper.pen import Pen


class Piece(Protocol):
    """Something with a width that is drawn on a baseline."""

    @property
    def wide(self) -> float: ...

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it with its left edge at `x` on the baseline `y`."""


Run = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Text in one style; the only piece that may be divided."""

    text: str
    style: Style = CELL

    @property
    def wide(self) -> float:
        return lines_of.width(self.text, self.style)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.text(x, y, self.text, self.style)


@dataclass(frozen=True, slots=True)
class Space:
    """White between two pieces; a line may turn there if it `breaks`."""

    wide: float
    breaks: bool = False

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Nothing is drawn."""


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A drawn box, ticked or empty; an unseen ✓ or □ tells it to a reader of the text."""

    is_ticked: bool
    wide: float = 3.9

    def draw(self, pen: Pen, x: float, y: float) -> None:
        top = y - 2.75
        pen.box((x, top), (3.0, 3.0), weight=0.6)
        pen.unseen(x, y, "✓" if self.is_ticked else "□")
        if self.is_ticked:
            tick = (("M", ((x + 0.6, top + 1.6),)), ("L", ((x + 1.25, top + 2.25),)), ("L", ((x + 2.45, top + 0.8),)))
            pen.path(tick, weight=1.3)


class Result(StrEnum):
    """The verdict on a checked item; each has another shape and its word."""

    OK = "ok"
    ATTENTION = "attention"
    REPLACE = "replace"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, slots=True)
class ResultMark:
    """The shape of a verdict: tick, triangle with stroke, black square with white cross, dash."""

    result: Result
    wide: float = 4.2

    def draw(self, pen: Pen, x: float, y: float) -> None:
        _SHAPES[self.result](pen, x, y)


def _tick(pen: Pen, x: float, y: float) -> None:
    points = ((x + 0.45, y - 1.1), (x + 1.3, y - 0.3), (x + 2.7, y - 2.0))
    pen.path((("M", points[:1]), ("L", points[1:2]), ("L", points[2:])), weight=1.2)


def _triangle(pen: Pen, x: float, y: float) -> None:
    corners = ((x + 1.55, y - 2.6), (x + 3.05, y + 0.1), (x + 0.05, y + 0.1))
    pen.path((("M", corners[:1]), ("L", corners[1:2]), ("L", corners[2:]), ("Z", ())), weight=0.9)
    pen.line((x + 1.55, y - 1.8), (x + 1.55, y - 0.85), weight=0.8, ink=Ink.BLACK)
    pen.circle((x + 1.55, y - 0.38), 0.17, fill=Ink.BLACK)


def _cross(pen: Pen, x: float, y: float) -> None:
    pen.box((x + 0.1, y - 2.7), (2.9, 2.9), fill=Ink.BLACK, radius=0.4)
    for start, end in (((0.9, -1.9), (2.2, -0.6)), ((0.9, -0.6), (2.2, -1.9))):
        steps = (("M", ((x + start[0], y + start[1]),)), ("L", ((x + end[0], y + end[1]),)))
        pen.path(steps, weight=1.1, ink=Ink.WHITE)


def _stroke(pen: Pen, x: float, y: float) -> None:
    pen.line((x + 0.5, y - 1.25), (x + 2.6, y - 1.25), weight=0.9, ink=Ink.BLACK)


_SHAPES = {Result.OK: _tick, Result.ATTENTION: _triangle, Result.REPLACE: _cross, Result.NOT_APPLICABLE: _stroke}


@dataclass(frozen=True, slots=True)
class DamagePill:
    """A damage mark: black half with its number, white half with the letter of its kind, a white halo."""

    number: int
    letter: str
    wide: float = 9.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.draw_at(pen, x, y - 2.8)

    def draw_at(self, pen: Pen, left: float, top: float) -> None:
        """Draw it by its upper left corner; it is 6.4 × 3.7 mm."""
        pen.box((left - 0.35, top - 0.35), (7.1, 4.4), fill=Ink.WHITE, radius=1.2)
        pen.box((left, top), (6.4, 3.7), fill=Ink.WHITE, radius=0.9)
        pen.box((left, top), (3.2, 3.7), fill=Ink.BLACK, radius=0.9)
        pen.box((left + 1.6, top), (1.6, 3.7), fill=Ink.BLACK)
        pen.box((left, top), (6.4, 3.7), weight=0.8, radius=0.9)
        style = Style(Face.MEDIUM, 8.0 if self.number < 10 else 7.0, Ink.WHITE)
        pen.text(left + 1.65, top + 2.83, str(self.number), style, align=Align.CENTRE)
        pen.text(left + 4.75, top + 2.83, self.letter, Style(Face.MEDIUM, 8.0), align=Align.CENTRE)


@dataclass(frozen=True, slots=True)
class FuelCells:
    """The fuel gauge as eight cells."""

    eighths: int
    wide: float = 23.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for index in range(8):
            corner = (x + index * 2.7, y - 2.9)
            pen.box(corner, (2.1, 3.1), fill=Ink.BLACK if index < self.eighths else None, weight=0.5)


@dataclass(frozen=True, slots=True)
class ChargeBar:
    """The charge of the traction battery as a bar."""

    percent: int
    wide: float = 18.6

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.box((x, y - 2.9), (16.2, 3.1), weight=0.5)
        pen.box((x, y - 2.9), (16.2 * min(max(self.percent, 0), 100) / 100, 3.1), fill=Ink.BLACK)
        pen.box((x + 16.2, y - 1.9), (0.6, 1.1), fill=Ink.BLACK)


Cell = str | Words | Run


def choice(options: Iterable[tuple[str, bool]], style: Style = CELL, *, gap: float = 2.2) -> Run:
    """All options with their boxes; the chosen word is Medium."""
    run: list[Piece] = []
    for word, is_chosen in options:
        if run:
            run.append(Space(gap, breaks=True))
        run += ticked(word, is_chosen, style)
    return tuple(run)


def ticked(word: str, is_ticked: bool, style: Style = CELL, *, lead: float = 3.9) -> Run:
    """A box and its word."""
    return CheckBox(is_ticked, lead), Words(word, style.weighing(Face.MEDIUM) if is_ticked else style)


def wide(run: Run) -> float:
    """The width of a run in millimetres."""
    return sum(piece.wide for piece in run)


def draw(pen: Pen, x: float, y: float, run: Run, *, align: Align = Align.LEFT) -> None:
    """Draw a run from its left edge, centre or right edge on."""
    at = x - {Align.LEFT: 0.0, Align.CENTRE: wide(run) / 2, Align.RIGHT: wide(run)}[align]
    for piece in run:
        piece.draw(pen, at, y)
        at += piece.wide


def fold(cell: Cell, room: float, style: Style = CELL) -> tuple[Run, ...]:
    """The lines of a cell in `room` millimetres; plain text takes `style`. Nothing is ever cut off."""
    if isinstance(cell, str):
        return tuple((Words(line, style),) for line in lines_of.wrap(cell, room, style))
    if isinstance(cell, Words):
        return tuple((Words(line, cell.style),) for line in lines_of.wrap(cell.text, room, cell.style))
    return _folded(cell, room)


def _folded(run: Run, room: float) -> tuple[Run, ...]:
    lines: list[list[Piece]] = [[]]
    for group in _groups(run):
        if lines[-1] and wide((*lines[-1], *group)) > room + 0.01 and _can_turn_before(group):
            lines.append([])
            group = group[1:]
        for piece in group:
            _append(lines, piece, room)
    return tuple(tuple(line) for line in lines)


def _groups(run: Run) -> list[Run]:
    groups: list[list[Piece]] = [[]]
    for piece in run:
        if isinstance(piece, Space) and piece.breaks:
            groups.append([])
        groups[-1].append(piece)
    return [tuple(group) for group in groups if group]


def _can_turn_before(group: Run) -> bool:
    return isinstance(group[0], Space) and group[0].breaks


def _append(lines: list[list[Piece]], piece: Piece, room: float) -> None:
    """Add a piece to the last line, or, if it is words that do not fit, the lines they fold into."""
    used = wide(tuple(lines[-1]))
    if not isinstance(piece, Words) or (used + piece.wide <= room + 0.01 and "\n" not in piece.text):
        lines[-1].append(piece)
        return
    first, *others = lines_of.wrap(piece.text, room, piece.style, indent=used)
    if first:
        lines[-1].append(Words(first, piece.style))
    lines += [[Words(line, piece.style)] for line in others]
