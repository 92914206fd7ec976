"""The certificates of one person: which hold, which end soon; one is added below, taken away beside it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.records.staff.queries import QualificationRow, StaffRow, Validity
from ui.theme import Size, Type
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.shape import Shape
from ui.widgets.text import Paragraph, Text

_MARKS = {
    Validity.VALID: (Shape.TICK, Kind.GOOD),
    Validity.ENDING: (Shape.CLOCK, Kind.WARN),
    Validity.EXPIRED: (Shape.CROSS, Kind.BAD),
}


def high_voltage_mark() -> Mark:
    """The pill of who may work on high voltage."""
    return Mark(_("High voltage"), Shape.DIAMOND, Kind.INFO)


def validity_mark(row: QualificationRow, *, today: date) -> Mark:
    """Until when a certificate holds."""
    if row.expires_on is None:
        return Mark(_("without an end"), Shape.TICK, Kind.GOOD)
    validity = row.validity(on=today)
    words = {
        Validity.VALID: _("until {day}"), Validity.ENDING: _("ends {day}"), Validity.EXPIRED: _("ended {day}"),
    }[validity]  # fmt: skip
    return Mark(words.format(day=row.expires_on.isoformat()), *_MARKS[validity])


def standing_mark(person: StaffRow, *, today: date) -> Mark | None:
    """The one thing of all certificates that the list says: what ended, what ends soon, else high voltage."""
    worst = {row.validity(on=today) for row in person.qualifications}
    if Validity.EXPIRED in worst:
        return Mark(_("Expired"), *_MARKS[Validity.EXPIRED])
    if Validity.ENDING in worst:
        return Mark(_("Ends soon"), *_MARKS[Validity.ENDING])
    return high_voltage_mark() if any(row.is_high_voltage for row in person.qualifications) else None


class QualificationsCard(Card):
    """`add_asked` when the button is pressed, `remove_asked` carries the certificate."""

    add_asked = Signal()
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Certificates"))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._shown: tuple[object, ...] = ()
        self.none = Paragraph(size=Type.DATA, tone="muted")
        self.name = LineField("staff.qualification.name", _("Staff certificate"))
        self.expires_on = LineField(
            "staff.qualification.expires_on", _("Holds until"), placeholder="2027-05-31", remark=_("empty: no end")
        )
        self.is_high_voltage = Check("staff.qualification.high_voltage", _("allows work on high voltage"))
        self.add_button = Button("staff.qualification.add", _("Add"), icon="plus", height=Size.BUTTON_ROW)
        self._form = QWidget()
        self._build()
        self.add_button.clicked.connect(self.add_asked.emit)

    def _build(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.expires_on, 1, Qt.AlignmentFlag.AlignTop)
        last = QHBoxLayout()
        last.addWidget(self.is_high_voltage, 1)
        last.addWidget(self.add_button)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        column.addLayout(fields)
        column.addLayout(last)
        self.column.addLayout(self._list)
        self.add(self.none)
        self.add(self._form)

    def show_person(self, person: StaffRow, *, today: date, may: bool) -> None:
        """Show what this person holds; what is being typed stays."""
        self._form.setVisible(may)
        self.none.setVisible(not person.qualifications)
        self.none.setText(_("No certificate is entered. High-voltage work is only dispatched to who holds one for it."))
        shown = (person.qualifications, today, may)
        if shown != self._shown:
            self._shown = shown
            self._show_lines(person.qualifications, today, may)

    def _show_lines(self, rows: tuple[QualificationRow, ...], today: date, may: bool) -> None:
        while self._list.count():
            old = self._list.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._list.addWidget(self._line(row, today, may))

    def _line(self, row: QualificationRow, today: date, may: bool) -> QWidget:
        line = QWidget()
        columns = QHBoxLayout(line)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(8)
        columns.addWidget(Text(row.name, size=Type.BODY), 1)
        if row.is_high_voltage:
            columns.addWidget(Pill(high_voltage_mark()))
        columns.addWidget(Pill(validity_mark(row, today=today)))
        if may:
            columns.addWidget(self._remove_button(row))
        line.setMinimumHeight(Size.BUTTON_ROW)
        return line

    def _remove_button(self, row: QualificationRow) -> Button:
        name = f"staff.qualification.remove.{row.id}"
        button = Button(name, "", look=Look.QUIET, icon="trash", height=Size.BUTTON_ROW)
        button.setAccessibleName(_("Remove {name}").format(name=row.name))
        button.clicked.connect(lambda: self.remove_asked.emit(row))
        return button

    def clear(self) -> None:
        """Empty the fields for the next one."""
        self.name.set_text("")
        self.expires_on.set_text("")
        self.is_high_voltage.setChecked(False)
