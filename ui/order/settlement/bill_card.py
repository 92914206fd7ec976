"""The bill in front: who pays, the lines, what belongs to them, and the total in figures and in capitals."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.kernel.capitals import capitals
from app.kernel.language import _, counted
from app.order.checkin.choices import WORDS as CHOICE_WORDS
from app.order.settlement.counter import Counter, Promised
from app.order.settlement.queries import BillRow
from app.records.catalogue.categories import LineKind
from ui import formats
from ui.order.settlement.bill_lines import BillLines
from ui.order.settlement.payer_tabs import PayerTabs
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.icon import Icon
from ui.widgets.money import Money
from ui.widgets.named import named
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text

FOOT, FACTS, ROUNDING_WIDTH = 75, 68, 96


class BillCard(Card):
    """The left card of the settlement."""

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.tabs, self.lines, self.facts, self.foot = PayerTabs(), BillLines(), Facts(), BillFoot()
        self.paper = Text(size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        self.column.setContentsMargins(1, 0, 1, 1)
        head = QHBoxLayout()
        head.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.paper)
        self.column.addLayout(head)
        self.add(_Rule())
        self.add(self._scrolled(), 1)
        self.add(self.foot)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lines)
        column.addWidget(self.facts)
        column.addStretch(1)
        return scrolled(inside)

    def show_counter(self, counter: Counter, bill: BillRow | None, *, can_round: bool) -> None:
        """Show one bill of the order."""
        kept = counter.paper.number if counter.paper else _("draft")
        self.paper.setText(formats.joined(_("Settlement list"), kept))
        self.paper.updateGeometry()
        self.lines.show_bill(bill)
        self.facts.show_counter(counter, bill)
        self.foot.show_bill(
            bill, vat_fen=counter.vat_fen(bill) if bill else 0, vat_bp=counter.vat_bp, can_round=can_round
        )


class Facts(QWidget):
    """Old parts, guarantee, certificate: what goes with the bill."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(FACTS)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.CARD_PADDING + 2, 0, Size.CARD_PADDING, 0)
        row.setSpacing(16)
        self.old_parts = Fact("box", _("Old parts"))
        self.guarantee = Fact("shield", _("Guarantee"))
        self.certificate = Fact("doc", _("Certificate"))
        for fact in (self.old_parts, self.guarantee, self.certificate):
            row.addWidget(fact)
        row.addStretch(1)

    def show_counter(self, counter: Counter, bill: BillRow | None) -> None:
        """Say what was promised on this bill's lines."""
        parts = len(bill.of_kind(LineKind.PART)) if bill else 0
        count = counted("{count} part", "{count} parts", parts) if parts else ""
        self.old_parts.say(formats.joined(_(CHOICE_WORDS[counter.old_parts]), count))
        self.guarantee.say(promised_words(counter.promised))
        self.certificate.say(counter.certificate_number or certificate_words(needed=counter.needs_certificate))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), Size.CARD_PADDING, 0, self.width() - Size.CARD_PADDING, 0)


def promised_words(promised: Promised) -> str:
    """`Labour 90 days · parts 12 months / 20,000 km`."""
    labour = _("Labour {days} days").format(days=promised.labour_days) if promised.labour_days else ""
    if not promised.part_months:
        return labour or formats.NOTHING
    months, km = promised.part_months, formats.kilometres(promised.part_km)
    return formats.joined(labour, _("parts {months} months / {km}").format(months=months, km=km))


def certificate_words(*, needed: bool) -> str:
    """What stands where no certificate number is."""
    return _("Not issued yet") if needed else _("Not required this time")


class Fact(QWidget):
    """An icon, a small label, a value."""

    def __init__(self, icon: str, label: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Icon(icon, side=20))
        column = QVBoxLayout()
        column.setSpacing(4)
        self.value = Text(weight=Type.MEDIUM)
        column.addStretch(1)
        column.addWidget(Text(label, size=Type.LABEL, tone="muted"))
        column.addWidget(self.value)
        column.addStretch(1)
        row.addLayout(column, 1)

    def say(self, words: str) -> None:
        """Another value."""
        self.value.setText(words)
        self.value.updateGeometry()


class BillFoot(QWidget):
    """Capitals at the left, what was taken off and the tax, the total at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(FOOT)
        self.capitals = named(Text(size=Type.OBJECT, weight=Type.BOLD), "settlement.capitals", _("Total in capitals"))
        self.rounding = LineField("settlement.rounding", _("Round off"), unit=_("yuan"))
        self.rounding.setFixedWidth(ROUNDING_WIDTH)
        self.taken_off = Text(size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        self.tax = Text(size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        self.total = Money("settlement.total", size=Type.FIGURE)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.CARD_PADDING - 1, 0, Size.CARD_PADDING - 1, 0)
        row.setSpacing(24)
        row.addLayout(self._stack(Text(_("Total due"), size=Type.LABEL, tone="muted"), self.capitals), 1)
        row.addWidget(self.rounding, 0, Qt.AlignmentFlag.AlignBottom)
        row.addLayout(self._stack(self.taken_off, self.tax))
        row.addWidget(self.total)

    def _stack(self, upper: QWidget, lower: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(7)
        column.addStretch(1)
        column.addWidget(upper)
        column.addWidget(lower)
        column.addStretch(1)
        return column

    def show_bill(self, bill: BillRow | None, *, vat_fen: int, vat_bp: int, can_round: bool) -> None:
        """Show the sums of a bill."""
        due_fen = bill.due_fen if bill else 0
        discount_fen = sum(line.amount_fen - line.net_fen for line in bill.lines) if bill else 0
        rounded_fen = bill.rounding_down_fen if bill else 0
        self.capitals.setText(capitals(due_fen))
        off = _("Discount {amount}").format(amount=formats.amount(discount_fen))
        rounded = _("rounded off {amount}").format(amount=formats.amount(rounded_fen))
        self.taken_off.setText(formats.joined(off, rounded))
        rate = f"{vat_bp / 100:g}"
        self.tax.setText(_("incl. {rate} % VAT {amount}").format(rate=rate, amount=formats.amount(vat_fen)))
        for text in (self.taken_off, self.tax, self.capitals):
            text.updateGeometry()
        self.total.show_fen(due_fen)
        self.rounding.setVisible(can_round)
        if not self.rounding.editor.hasFocus():
            self.rounding.set_text(formats.amount(rounded_fen) if rounded_fen else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), QRectF(self.rect())
        drawn.box(painter, area, fill="hover", radius=Radius.CARD - 1)
        drawn.box(painter, area.adjusted(0, 0, 0, -Radius.CARD), fill="hover", radius=0)
        drawn.line(painter, 0, 0, self.width(), 0, "line")


class _Rule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), 0, 0, self.width(), 0, "line")
