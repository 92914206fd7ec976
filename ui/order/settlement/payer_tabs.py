"""Who pays what, as tabs: each with its amount in the label; a payer without a bill is there, but quiet."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.kernel.language import _
from app.order.settlement.queries import BillRow
from app.records.catalogue.categories import Payer, word
from ui import formats, theme
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.named import named, tip

HEIGHT, GAP, NEXT_GAP, UNDERLINE = 48, 8, 28, 3
ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ALWAYS = (Payer.CUSTOMER, Payer.WARRANTY, Payer.INSURANCE, Payer.INTERNAL)


def payer_words(payer: Payer) -> str:
    """What a payer's tab is called."""
    return _("Customer, own cost") if payer is Payer.CUSTOMER else word(payer)


class PayerTab(QAbstractButton):
    """One payer (`settlement.bill.<payer>`)."""

    def __init__(self, payer: Payer) -> None:
        super().__init__()
        self.payer = payer
        self._fen: int | None = None
        named(self, f"settlement.bill.{payer.value}", payer_words(payer))
        self.setText(payer_words(payer))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_fen(self, fen: int | None) -> None:
        """What this payer's bill comes to; None without a bill, and then there is nothing to choose."""
        self._fen = fen
        self.setEnabled(fen is not None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if fen is not None else Qt.FocusPolicy.NoFocus)
        tip(self, "" if fen is not None else _("No line of this order is paid this way."))
        self.setAccessibleDescription(formats.money(fen))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = drawn.width_of(self.text(), Type.BODY, Type.BOLD)
        return QSize(round(words + GAP + drawn.width_of(formats.money(self._fen), Type.BODY, Type.BOLD)) + 2, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # the row moves between its tabs
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), self.rect()
        is_on = self.isChecked() and self.isEnabled()
        is_lively = is_on or (self.underMouse() and self.isEnabled())
        tone = "accent" if is_lively else "muted" if self.isEnabled() else "faint"
        weight = Type.BOLD if is_on else Type.REGULAR
        used = drawn.text(painter, area, self.text(), size=Type.BODY, weight=weight, tone=tone)
        figure = area.adjusted(round(used) + GAP, 0, 0, 0)
        weight = Type.BOLD if is_on else Type.MEDIUM
        drawn.text(painter, figure, formats.money(self._fen), size=Type.BODY, weight=weight, tone=tone)
        if is_on:
            painter.fillRect(0, self.height() - UNDERLINE, self.width(), UNDERLINE, theme.current().color("accent"))
        if self.hasFocus():
            drawn.focus_edge(painter, area.adjusted(-2, 8, 2, -8))


class PayerTabs(QWidget):
    """The tabs; arrows move between bills, `chosen` names the payer."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "settlement.payers", _("Payer"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(NEXT_GAP)
        self.tabs = {payer: PayerTab(payer) for payer in Payer}
        for payer, tab in self.tabs.items():
            tab.clicked.connect(lambda _on=False, payer=payer: self.choose(payer))
            self._row.addWidget(tab)
        self._row.addStretch(1)
        self.setFixedHeight(HEIGHT)

    @property
    def payer(self) -> Payer | None:
        """Whose bill is in front."""
        return next((payer for payer, tab in self.tabs.items() if tab.isChecked() and tab.isEnabled()), None)

    def show_bills(self, bills: Sequence[BillRow]) -> None:
        """Show what each pays; the bill in front stays in front while it is there."""
        before = self.payer
        due = {bill.payer: bill.due_fen for bill in bills}
        for payer, tab in self.tabs.items():
            tab.show_fen(due.get(payer))
            tab.setVisible(payer in ALWAYS or payer in due)
        chosen = before if before in due else next(iter(due), None)
        self._check(chosen)

    def choose(self, payer: Payer) -> None:
        """Put a payer's bill in front and tell."""
        self._check(payer)
        self.chosen.emit(payer)

    def take_focus(self) -> None:
        """Put the cursor on the tab of the bill in front."""
        if self.payer is not None:
            self.tabs[self.payer].setFocus()

    def _check(self, chosen: Payer | None) -> None:
        for payer, tab in self.tabs.items():
            tab.setChecked(payer is chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        live = [payer for payer, tab in self.tabs.items() if tab.isEnabled() and tab.isVisible()]
        if step is None or self.payer not in live:
            super().keyPressEvent(event)
            return
        to = live[max(0, min(live.index(self.payer) + step, len(live) - 1))]
        self.tabs[to].setFocus()
        self.choose(to)
