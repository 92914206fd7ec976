"""Tables: no verticals, no boxes; the header comes again on each page, a subtotal never stands alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.kernel.language import _
from app.paper import text as lines_of
from app.paper.blocks import Block
from app.paper.grid import CELL, HEADER, STRONG, Align, Face, Ink, Style
from app.paper.pen import Pen
from app.paper.pieces import Cell, Run, Words, draw, fold, wide

LEADING = 4.4


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header (source text), its share of the width, how its cells stand and look.

    Figures shrink rather than turn; a column of single words grows at the cost of the widest text column.
    `lead` is white before a left-aligned column that stands beside figures; `tail` sets the header of a
    right-aligned column back by the room that its marks take after the figures.
    """

    title: str
    share: float
    align: Align = Align.LEFT
    style: Style = CELL
    is_figure: bool = False
    is_word: bool = False
    lead: float = 0.0
    tail: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One cell for each column; a strong row is Medium throughout."""

    cells: tuple[Cell, ...]
    is_strong: bool = False


def words(title: str, share: float, align: Align = Align.LEFT, style: Style = CELL) -> Column:
    """A column of single words, wide enough for each in either language."""
    return Column(title, share, align, style, is_word=True)


def figures(title: str, share: float, style: Style = CELL) -> Column:
    """A column of figures: right-aligned, shrinking rather than turning."""
    return Column(title, share, Align.RIGHT, style, is_figure=True)


@dataclass(frozen=True)
class Table:
    """Header, rows and, if there is one, a subtotal; `pitch` is the height of a row of one line."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    subtotal: tuple[Cell, ...] | None = None
    pitch: float = 6.0
    has_header: bool = True
    keeps: bool = False
    _memo: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def height(self, width: float) -> float:
        rows = sum(self._row_height(row, width) for row in self.rows)
        return self._header_height(width) + rows + (5.8 if self.subtotal else 0.0)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between two rows, or in a long one; the subtotal takes the last row along."""
        used, count = self._header_height(width), 0
        for row in self.rows:
            high = self._row_height(row, width)
            if used + high > room + 0.01:
                break
            used, count = used + high, count + 1
        above, below = self.rows[:count], self.rows[count:]
        parts = self._divided(below[0], width, room - used) if below else None
        if parts is not None:
            above, below = (*above, parts[0]), (parts[1], *below[1:])
        elif not below:
            above, below = self.rows[:-1], self.rows[-1:]
        if not above:
            return None
        whole = replace(self, columns=self._as_set(width))
        return replace(whole, rows=above, subtotal=None), replace(whole, rows=below)

    def _divided(self, row: Row, width: float, room: float) -> tuple[Row, Row] | None:
        """A row divided by its lines; only one of more than ten lines, and at least three of them stand above."""
        cells = self._cells(row, width)
        longest = max(len(lines) for lines in cells)
        fitting = int((room - self.pitch) / LEADING) + 1
        if longest <= 10 or fitting < 3 or fitting >= longest:
            return None
        above, below = (
            Row(tuple(_again(part) for part in parts))
            for parts in zip(*((lines[:fitting], lines[fitting:]) for lines in cells), strict=True)
        )
        return above, below

    def _as_set(self, width: float) -> tuple[Column, ...]:
        """The columns as wide as all rows made them, so that they stand alike on every page."""
        return tuple(replace(column, share=each) for (_at, each), column in self._pairs(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        y = self._draw_header(pen, x, y, width)
        for row in self.rows:
            high = self._row_height(row, width)
            self._draw_cells(pen, x, y + self.pitch / 2 + 1.15, self._cells(row, width), width)
            y += high
            pen.rule(x, x + width, y)
        if self.subtotal:
            pen.rule(x, x + width, y, STRONG, Ink.BLACK)
            cells = self._cells(Row(self.subtotal, is_strong=True), width)
            self._draw_cells(pen, x, y + 4.1, cells, width)

    def _draw_header(self, pen: Pen, x: float, y: float, width: float) -> float:
        if not self.has_header:
            return y
        titles = self._titles(width)
        most = max(len(lines) for lines in titles)
        for (at, each), column, lines in zip(self._places(width), self.columns, titles, strict=True):
            for index, line in enumerate(lines):
                # Titles of one line stand on the lowest line of the header.
                baseline = y + 3.9 + 3.2 * (index + most - len(lines))
                draw(pen, x + _edge(at, each, column) - column.tail, baseline, line, align=column.align)
        y += self._header_height(width)
        pen.rule(x, x + width, y, STRONG, Ink.BLACK)
        return y

    def _draw_cells(self, pen: Pen, x: float, y: float, cells: Sequence[tuple[Run, ...]], width: float) -> None:
        for (at, each), column, lines in zip(self._places(width), self.columns, cells, strict=True):
            for index, line in enumerate(lines):
                draw(pen, x + _edge(at, each, column), y + index * LEADING, line, align=column.align)

    def _places(self, width: float) -> list[tuple[float, float]]:
        """Offset and width of each column."""
        if width not in self._memo:
            shares, at, places = self._shares(width), 0.0, list[tuple[float, float]]()
            for share in shares:
                places.append((at, share))
                at += share
            self._memo[width] = places
        found: list[tuple[float, float]] = self._memo[width]
        return found

    def _shares(self, width: float) -> list[float]:
        scale = width / sum(column.share for column in self.columns)
        shares = [column.share * scale for column in self.columns]
        texts = [at for at, column in enumerate(self.columns) if not column.is_word and not column.is_figure]
        for at, column in enumerate(self.columns):
            if column.is_word and texts:
                widest = max(texts, key=lambda text: shares[text])
                lack = min(max(self._needed(at) - shares[at], 0.0), shares[widest] / 3)
                shares[at], shares[widest] = shares[at] + lack, shares[widest] - lack
        return shares

    def _needed(self, at: int) -> float:
        """How wide a column of words must be."""
        style, gap = self.columns[at].style, 0.0 if at + 1 == len(self.columns) else 2.4 + self.columns[at].lead
        cells = [row.cells[at] for row in self.rows]
        return max((_wide(cell, style) for cell in cells), default=0.0) + gap

    def _rooms(self, width: float) -> list[float]:
        """What a cell may fill: left-aligned text keeps clear of its neighbour, the last column need not."""
        rooms = [each - _margin(column) for (_at, each), column in self._pairs(width)]
        if self.columns[-1].align is Align.LEFT:
            rooms[-1] += 2.0
        return rooms

    def _pairs(self, width: float) -> list[tuple[tuple[float, float], Column]]:
        return list(zip(self._places(width), self.columns, strict=True))

    def _titles(self, width: float) -> list[tuple[Run, ...]]:
        return [
            fold(_(column.title), room, lines_of.fitted(_(column.title), room, HEADER, least=6.4))
            for column, room in zip(self.columns, self._rooms(width), strict=True)
        ]

    def _header_height(self, width: float) -> float:
        return 5.4 + 3.2 * (max(len(lines) for lines in self._titles(width)) - 1) if self.has_header else 0.0

    def _row_height(self, row: Row, width: float) -> float:
        return self.pitch + LEADING * (max(len(lines) for lines in self._cells(row, width)) - 1)

    def _cells(self, row: Row, width: float) -> list[tuple[Run, ...]]:
        """The folded cells of a row; asked for when it is measured, divided and drawn, folded once."""
        key = (id(row), width)
        if key not in self._memo:
            places = zip(row.cells, self.columns, self._rooms(width), strict=True)
            # The row is kept beside its cells: an id is only good while its object lives.
            self._memo[key] = row, [_set(cell, column, room, row.is_strong) for cell, column, room in places]
        cells: list[tuple[Run, ...]] = self._memo[key][1]
        return cells


def _wide(cell: Cell, style: Style) -> float:
    if isinstance(cell, str):
        return lines_of.width(cell, style)
    return cell.wide if isinstance(cell, Words) else wide(cell)


def _set(cell: Cell, column: Column, room: float, is_strong: bool) -> tuple[Run, ...]:
    style = column.style.weighing(Face.MEDIUM) if is_strong else column.style
    if isinstance(cell, Words) and is_strong:
        return ((cell,),)
    if column.is_figure and isinstance(cell, str | Words):
        figure = Words(cell, style) if isinstance(cell, str) else cell
        return ((Words(figure.text, lines_of.fitted(figure.text, room, figure.style, least=4.0)),),)
    if not isinstance(cell, str):
        return fold(cell, room, style)
    if is_strong:
        # The words of a subtotal run over the empty cells beside them.
        return ((Words(cell, style),),)
    least = style.size - (1.5 if column.is_word else 0.5)
    return fold(cell, room, lines_of.fitted(cell, room, style, least=least))


def _again(lines: tuple[Run, ...]) -> Cell:
    """Lines that were already folded, as a cell that folds into the same lines."""
    words = [piece for line in lines for piece in line if isinstance(piece, Words)]
    return Words("\n".join(word.text for word in words), words[0].style) if words else ""


def _margin(column: Column) -> float:
    return column.lead + 2.0 if column.align is Align.LEFT else 1.0


def _edge(at: float, each: float, column: Column) -> float:
    return at + {Align.LEFT: column.lead, Align.CENTRE: each / 2, Align.RIGHT: each}[column.align]
