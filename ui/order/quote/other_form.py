"""The form for costs that stand in no catalogue: what for, how much, who pays."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _, mark
from app.kernel.refusal import Refusal
from app.records.catalogue.categories import Payer, word
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import LineField
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

USUAL = (mark("Towing"), mark("Diagnosis charge"), mark("Environmental charge"), mark("Storage"), mark("Material"))
PAYERS = (Payer.CUSTOMER, Payer.WARRANTY, Payer.INSURANCE, Payer.INTERNAL)
PRICE_WIDTH = 240


class OtherForm(Card):
    """`wanted` when it is to be added, `closed` when the form goes away; what was typed stays on a refusal."""

    wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        remark = _("Stand on the quotation and the settlement in a table of their own.")
        super().__init__(_("Other costs"), remark=remark)
        self.name = LineField("quote.other.name", _("What for"), placeholder=_("towing, diagnosis, …"))
        self.price = LineField("quote.other.price", _("Amount"), unit=_("yuan"), bold=True)
        self.price.setFixedWidth(PRICE_WIDTH)
        self.payer = Segmented("quote.other.payer", _("Who pays"), [(payer.value, word(payer)) for payer in PAYERS])
        self.usual = Chips("quote.other.usual", _("Quick choice"), [Chip(words, _(words)) for words in USUAL])
        self.add_button = Button("quote.other.add", _("Add"), icon="plus", key="Enter")
        self.cancel = Button("quote.other.cancel", _("Close"), key="Esc")
        self._build()
        self.usual.chosen_changed.connect(self._pick)
        self.price.editor.returnPressed.connect(self.wanted.emit)
        self.price.editor.setProperty("enter_is_own", True)
        self.add_button.clicked.connect(self.wanted.emit)
        self.cancel.clicked.connect(self.close_up)
        self.hide()

    def _build(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(Size.GAP)
        fields.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.price, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(_("Who pays"), size=Type.LABEL, tone="muted"))
        row.addWidget(self.payer)
        row.addSpacing(8)
        row.addWidget(self.usual, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.add_button)
        self.column.addLayout(row)

    def come_up(self) -> None:
        """Open; what was typed and not added still stands there."""
        if self.payer.chosen is None:
            self.payer.show_chosen(Payer.CUSTOMER.value)
        self.show()
        self.name.editor.setFocus()

    def added(self) -> None:
        """It is a line now: empty, for the next one."""
        self.name.set_text("")
        self.price.set_text("")
        self.usual.show_chosen(())
        self.payer.show_chosen(Payer.CUSTOMER.value)
        self.name.editor.setFocus()

    def close_up(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def step_back(self) -> bool:
        """Esc; whether it was open."""
        if self.isHidden():
            return False
        self.close_up()
        return True

    def show_refusal(self, refusal: Refusal) -> bool:
        """Say under its field why it was not added; whether it is a matter of this form."""
        field = {"quote.other.name": self.name, "quote.other.price": self.price}.get(refusal.field or "")
        if field is None:
            return False
        field.set_error(refusal.sentence)
        field.editor.setFocus()
        return True

    def _pick(self, chosen: frozenset[str]) -> None:
        for words in chosen:
            self.name.set_text(_(words))
            self.price.editor.setFocus()
