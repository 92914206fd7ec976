"""The VIN as it is typed: its last eight in bold, the check digit's verdict inside, a correction one click away."""

from PySide6.QtGui import QFont, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.vehicles.vin import LENGTH, offered, read_vin
from ui.theme import Size, Type
from ui.widgets.field import LineField
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape
from ui.widgets.text import Link

TAIL = 8


class VinField(LineField):
    """`checkin.vin`. A wrong check digit is a warning only: some markets do not use it."""

    def __init__(self) -> None:
        super().__init__("checkin.vin", _("Vehicle identification number (VIN)"), placeholder=_("17 characters"))
        self.editor.setMaxLength(40)
        self.offer = Link(size=Type.LABEL)
        self.offer.setObjectName("checkin.vin.offer")
        self.offer.setFixedHeight(Size.PILL)
        self.offer.pressed.connect(self._take_offer)
        self.offer.hide()
        self._column.addWidget(self.offer)
        self.editor.textChanged.connect(lambda _text: self._judge())
        self.editor.editingFinished.connect(self.tidy)

    @property
    def is_sound(self) -> bool:
        """Whether nothing here asks for a second look."""
        mark = self._verdict_mark()
        return mark is not None and mark.kind is Kind.GOOD and not self.error

    def show_vin(self, vin: str) -> None:
        """Show a VIN."""
        self.set_text(vin)
        self.editor.setCursorPosition(0)
        self._judge()
        self._embolden()

    def tidy(self) -> None:
        """When the field is left: the VIN in capitals without blanks, or what is wrong with it."""
        if not self.text().strip():
            return
        try:
            reading = read_vin(self.text())
        except Refusal as refusal:
            self.set_error(refusal.sentence)
            return
        self.set_text(reading.text)
        self._embolden()

    def _judge(self) -> None:
        """The verdict as soon as there are seventeen characters; the correction as soon as there is one."""
        corrected = offered(self.text())
        self.offer.setVisible(corrected is not None)
        if corrected is not None:
            self.offer.setText(_("Change to {vin}").format(vin=corrected))
            self.offer.setAccessibleName(self.offer.text())
        self.set_verdict(self._verdict_mark())

    def _verdict_mark(self) -> Mark | None:
        typed = self.text().strip()
        if not typed:
            return None
        try:
            reading = read_vin(typed)
        except Refusal:
            return Mark(f"{len(typed)}/{LENGTH}") if len(typed) != LENGTH else None
        if reading.check_digit_ok:
            return Mark(_("Digit right"), Shape.TICK, Kind.GOOD)
        return Mark(_("Digit differs"), Shape.TRIANGLE, Kind.WARN)

    def _take_offer(self) -> None:
        corrected = offered(self.text())
        if corrected is not None:
            self.set_text(corrected)
            self.editor.setFocus()

    def _embolden(self) -> None:
        """The end is what people read out. A line edit knows formats only through its input method."""
        text = self.text()
        if len(text) != LENGTH or self.editor.hasFocus():
            return
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        start = LENGTH - TAIL - self.editor.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        attribute = QInputMethodEvent.Attribute(kind, start, TAIL, bold)
        QApplication.sendEvent(self.editor, QInputMethodEvent("", [attribute]))
