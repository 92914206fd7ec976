"""The gate pass: a dashed ghost until the customer has signed, then the pass itself with its number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.kernel.language import _
from app.order.handover.farewell import Farewell
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.plate import Plate
from ui.widgets.shape import Shape
from ui.widgets.text import Text

PLATE = 36


class GatePassCard(Card):
    """No amounts and no phone: the gatekeeper needs neither."""

    sign_asked = Signal()
    release_asked = Signal()
    print_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, place: str = "handover") -> None:
        super().__init__(_("Gate pass"), dashed=True, edge="ctl")
        named(self, f"{place}.gate_pass", _("Gate pass"))
        self.head.insertWidget(0, Icon("gate", side=22))
        self.state = Pill(Mark(_("after signing"), Shape.RING))
        self.add_head(self.state)
        self.plate = Plate(height=PLATE)
        self.number = named(Text(weight=Type.MEDIUM, align=drawn.RIGHT), f"{place}.pass_number")
        self.valid = Text(size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        small = Size.BUTTON_ROW
        self.sign = Button(f"{place}.sign", _("Customer signs"), icon="pen", height=small)
        self.release = Button(f"{place}.release", _("Release"), icon="gate", height=small)
        self.sheet = Button(f"{place}.sheet", _("Handover sheet"), icon="doc", height=small)
        self.print = Button(f"{place}.print", _("Gate pass"), icon="print", height=small)
        self._build()
        self.sign.clicked.connect(self.sign_asked.emit)
        self.release.clicked.connect(self.release_asked.emit)
        self.print.clicked.connect(self.print_asked.emit)
        self.sheet.clicked.connect(self.sheet_asked.emit)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.plate)
        row.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(2)
        beside.addWidget(self.number)
        beside.addWidget(self.valid)
        row.addLayout(beside)
        self.column.addLayout(row)
        self.column.addSpacing(10)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Text(_("Without sums and phones"), size=Type.LABEL, tone="muted"))
        foot.addStretch(1)
        for button in (self.sign, self.release, self.sheet, self.print):
            foot.addWidget(button)
        self.column.addLayout(foot)

    def show_farewell(
        self, found: Farewell, *, can_sign: bool, can_release: bool, needs_signature: bool = True
    ) -> None:
        """Ghost, signed, or issued; without repair nothing is signed."""
        gate = found.handover.gate_pass
        is_signed = found.handover.signed_at is not None or not needs_signature
        self._dashed = gate is None
        self.set_edge("ctl" if gate is None else "good")
        self.plate.show_plate(found.plate or found.vin[-8:], found.plate_type)
        self.state.show_mark(_mark(found, is_signed=is_signed) if needs_signature else _plain_mark(found))
        self.number.setText(gate.number if gate else _("Number on release"))
        until = formats.when(gate.valid_until, now=found.now) if gate else ""
        self.valid.setText(_("valid until {time}").format(time=until) if gate else _("valid for 2 hours"))
        self.sign.setVisible(not is_signed and can_sign)
        self.release.setVisible(is_signed and gate is None and can_release)
        self.sheet.setVisible(is_signed and needs_signature)
        self.print.setVisible(gate is not None)


def _mark(found: Farewell, *, is_signed: bool) -> Mark:
    gate = found.handover.gate_pass
    if gate is not None and gate.valid_until < found.now and found.delivered_at is None:
        return Mark(_("expired"), Shape.CLOCK, Kind.NEUTRAL)
    if gate is not None:
        return Mark(_("Released"), Shape.TICK, Kind.GOOD)
    if is_signed:
        return Mark(_("signed"), Shape.HALF, Kind.INFO)
    return Mark(_("after signing"), Shape.RING)


def _plain_mark(found: Farewell) -> Mark:
    if found.handover.gate_pass is not None:
        return _mark(found, is_signed=False)
    return Mark(_("no signature needed"), Shape.RING)
