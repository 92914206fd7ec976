"""The plate as it is typed: provinces from a key-pad, the kind beside the label, what is wrong below."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.vehicles.energy import EnergyType, contradiction
from app.records.vehicles.plate import PROVINCES, WORDS, PlateType, read_plate, shown
from ui.order.checkin.column import Warned
from ui.theme import Radius, Size
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.field import LineField

A_ROW = 8


class PlateField(LineField):
    """`checkin.plate`; `text()` is what was typed, the rules read it again when it is booked."""

    def __init__(self) -> None:
        super().__init__("checkin.plate", _("Plate"), placeholder="苏A·8K2M6", bold=True)
        self.warning = Warned()
        self._energy: EnergyType | None = None
        opener = Button("checkin.plate.pad", _("Province"), look=Look.QUIET, height=Size.FIELD - 8)
        opener.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        opener.clicked.connect(self.open_pad)
        self._row.addWidget(opener)
        self._row.setContentsMargins(11, 1, 2, 1)
        self._column.addWidget(self.warning)
        self.pad = ProvincePad(self)
        self.pad.chosen.connect(self._province)
        self.editor.editingFinished.connect(self.tidy)
        self.editor.textChanged.connect(lambda _text: self._remark())

    def open_pad(self) -> None:
        """Show the provinces under the field."""
        self.pad.open_under(self)

    def show_plate(self, plate: str) -> None:
        """Show a plate with its dot; what does not read as one stands as it was typed."""
        try:
            self.set_text(shown(read_plate(plate).text))
        except Refusal:
            self.set_text(plate)
        self._remark()

    def judge_energy(self, energy: EnergyType | None) -> None:
        """What the car runs on: the plate may tell another story."""
        self._energy = energy
        self._remark()

    def tidy(self) -> None:
        """When the field is left: the plate as it is written, or what is wrong with it."""
        if not self.text().strip():
            return
        try:
            reading = read_plate(self.text())
        except Refusal as refusal:
            self.set_error(refusal.sentence)
            return
        self.set_text(shown(reading.text))
        self._remark()

    def _province(self, province: str) -> None:
        rest = self.text().lstrip(PROVINCES)
        self.set_text(province + rest)
        self.editor.setFocus()
        self.editor.setCursorPosition(len(province))

    def _remark(self) -> None:
        """The kind of plate while it reads as one, and what deserves a second look."""
        try:
            reading = read_plate(self.text())
        except Refusal:
            self.set_remark("")
            self.warning.say("")
            return
        self.set_remark("" if reading.plate_type is PlateType.NONE else _(WORDS[reading.plate_type]))
        against = contradiction(reading.text, self._energy) if self._energy is not None else None
        self.warning.say(reading.warning or against or "")


class ProvincePad(QWidget):
    """The provinces as keys; arrows move, Enter takes, Esc or a click beside it closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(4)
        self._keys = [Button(f"checkin.plate.{province}", province, height=Size.TARGET) for province in PROVINCES]
        for at, key in enumerate(self._keys):
            key.clicked.connect(lambda _checked=False, province=PROVINCES[at]: self._choose(province))
            grid.addWidget(key, at // A_ROW, at % A_ROW)

    def open_under(self, field: LineField) -> None:
        """Open below the field, with the first key in hand."""
        under = field.edge or field
        self.adjustSize()
        self.move(under.mapToGlobal(QPoint(0, under.height() + 4)))
        self.show()
        self._keys[0].setFocus()

    def _choose(self, province: str) -> None:
        self.close()
        self.chosen.emit(province)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -A_ROW, Qt.Key.Key_Down: A_ROW}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = next((at for at, key in enumerate(self._keys) if key.hasFocus()), 0) + step
        if 0 <= at < len(self._keys):
            self._keys[at].setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill="raised", edge="line", radius=Radius.CONTROL)
