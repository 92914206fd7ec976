"""The lines of a bill: labour and parts apart, each with its head, its rows and its subtotal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _, mark
from app.kernel.money import FULL_BP
from app.kernel.quantity import hours, quantity
from app.order.quote.queries import LineRow
from app.order.settlement.queries import BillRow
from app.records.catalogue.categories import LineKind, word
from app.records.catalogue.units import unit_words
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width

SIDE, CODE_WIDTH, SUBTOTAL = 16, 94, 33
COUNT_RIGHT, PRICE_RIGHT, COLUMN = 250, 130, 110
CODES_FROM = 700  # narrower, the name needs the room more


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of lines: its words, how a quantity is written, the lines, the sum in fen."""

    kind: LineKind
    lines: tuple[LineRow, ...]
    sum_fen: int

    @property
    def height(self) -> int:
        """In px, with head and subtotal."""
        return Size.TABLE_HEAD + 1 + len(self.lines) * Size.ROW + SUBTOTAL


HEADS: dict[LineKind, tuple[str, str, str]] = {
    LineKind.LABOUR: (mark("Labour charges"), mark("Hours"), mark("Labour subtotal")),
    LineKind.PART: (mark("Parts charges"), mark("Quantity"), mark("Parts subtotal")),
    LineKind.OTHER: (mark("Other charges"), mark("Quantity"), mark("Other subtotal")),
}
COUNTS: dict[LineKind, Callable[[LineRow], str]] = {
    LineKind.LABOUR: lambda line: hours(line.quantity_milli // 10),
    LineKind.PART: lambda line: f"{quantity(line.quantity_milli)} {unit_words(line.unit)}".strip(),
    LineKind.OTHER: lambda line: f"{quantity(line.quantity_milli)} {unit_words(line.unit)}".strip(),
}


class BillLines(QWidget):
    """Painted, for nothing in it can be changed: a bill follows from what was signed."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "settlement.lines", _("Lines of the bill"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sections: tuple[Section, ...] = ()

    def show_bill(self, bill: BillRow | None) -> None:
        """Show one payer's lines; kinds without a line are left out."""
        self._sections = sections_of(bill) if bill is not None else ()
        self.setFixedHeight(sum(section.height for section in self._sections))
        self.setAccessibleDescription("; ".join(_spoken(section) for section in self._sections))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, top = drawn.painter_on(self), 0.0
        for section in self._sections:
            self._draw_section(painter, section, top)
            top += section.height

    def _draw_section(self, painter: QPainter, section: Section, top: float) -> None:
        title, count, subtotal = HEADS[section.kind]
        head = QRectF(0, top, self.width(), Size.TABLE_HEAD)
        drawn.box(painter, head.adjusted(0, 0, 0, 1), fill="hover", radius=0)
        drawn.line(painter, 0, head.bottom(), self.width(), head.bottom(), "line")
        drawn.text(painter, head.adjusted(SIDE, 0, 0, 0), _(title), weight=Type.BOLD)
        self._draw_figures(painter, head, (_(count), _("Unit price"), _("Amount")), size=Type.LABEL, tone="muted")
        for number, line in enumerate(section.lines):
            row = QRectF(0, head.bottom() + 1 + number * Size.ROW, self.width(), Size.ROW - 1)
            self._draw_line(painter, row, line)
        foot = QRectF(0, top + section.height - SUBTOTAL, self.width(), SUBTOTAL)
        words = foot.adjusted(0, 0, -SIDE - PRICE_RIGHT, 0)
        drawn.text(painter, words, _(subtotal), size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        total = foot.adjusted(0, 0, -SIDE, 0)
        drawn.text(painter, total, formats.amount(section.sum_fen), weight=Type.BOLD, align=drawn.RIGHT)

    def _draw_line(self, painter: QPainter, row: QRectF, line: LineRow) -> None:
        left = row.left() + SIDE
        if self.width() >= CODES_FROM:
            code = QRectF(left, row.top(), CODE_WIDTH - 8, row.height())
            drawn.text(painter, code, line.code, size=Type.LABEL, tone="muted")
            left += CODE_WIDTH
        marks = _marks(line)
        room = row.width() - COUNT_RIGHT - COLUMN - left - sum(pill_width(mark) + 8 for mark in marks)
        name = QRectF(left, row.top(), room, row.height())
        at = name.left() + drawn.text(painter, name, formats.item_name(line.name_zh, line.name_en), weight=Type.MEDIUM)
        for tag in marks:
            at += 8 + draw_pill(painter, tag, left=at + 8, middle=row.center().y())
        figures = (COUNTS[line.kind](line), formats.amount(line.unit_price_fen), formats.amount(line.net_fen))
        self._draw_figures(painter, row, figures)
        drawn.line(painter, SIDE, row.bottom(), self.width() - SIDE, row.bottom())

    def _draw_figures(
        self, painter: QPainter, row: QRectF, words: Sequence[str], *, size: int = Type.DATA, tone: str = "ink"
    ) -> None:
        for at, (right, text) in enumerate(zip((COUNT_RIGHT, PRICE_RIGHT, 0), words, strict=True)):
            area = QRectF(row.right() - SIDE - right - COLUMN, row.top(), COLUMN, row.height())
            weight = Type.MEDIUM if size == Type.LABEL else Type.BOLD if at == len(words) - 1 else Type.REGULAR
            drawn.text(painter, area, text, size=size, weight=weight, tone=tone, align=drawn.RIGHT)


def sections_of(bill: BillRow) -> tuple[Section, ...]:
    """The kinds of lines a bill has."""
    sums = {LineKind.LABOUR: bill.labour_fen, LineKind.PART: bill.parts_fen, LineKind.OTHER: bill.other_fen}
    every = (Section(kind, bill.of_kind(kind), sums[kind]) for kind in LineKind)
    return tuple(section for section in every if section.lines)


def _marks(line: LineRow) -> tuple[Mark, ...]:
    quality = (Mark(word(line.quality_class)),) if line.quality_class else ()
    if line.payable_bp == FULL_BP:
        return quality
    off = quantity((FULL_BP - line.payable_bp) * 10)
    return (*quality, Mark(_("{percent} % off").format(percent=off), kind=Kind.INFO))


def _spoken(section: Section) -> str:
    rows = (f"{formats.item_name(line.name_zh, line.name_en)} {formats.money(line.net_fen)}" for line in section.lines)
    return f"{_(HEADS[section.kind][0])} {formats.money(section.sum_fen)}: " + ", ".join(rows)
