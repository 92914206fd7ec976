"""Whose car, who brought it, and the keys that were handed over."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import scaled
from app.order.checkin.form import CheckinForm
from app.records.customers.phone import read_phone
from app.records.customers.phone import shown as shown_phone
from app.records.customers.queries import CustomerRow
from ui.order.checkin.column import Warned, side_by_side
from ui.theme import Type
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.named import named
from ui.widgets.text import Link

MOST_KEYS = 9


class PhoneField(LineField):
    """A telephone number, grouped as people read it aloud once it is typed."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        self.editor.editingFinished.connect(self.tidy)

    def show_phone(self, phone: str) -> None:
        """Show a stored number in groups."""
        self.set_text(shown_phone(phone))

    def tidy(self) -> None:
        """When the field is left: the number in groups, or what is wrong with it."""
        if not self.text().strip():
            return
        try:
            self.set_text(shown_phone(read_phone(self.text())))
        except Refusal as refusal:
            self.set_error(refusal.sentence)


class PeoplePart(QWidget):
    """Customer and phone; another person who brought the car only when there is one; key tag and count."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._owner: CustomerRow | None = None
        self.name = LineField("checkin.customer_name", _("Customer"))
        self.phone = PhoneField("checkin.phone", _("Phone"))
        self.new_owner = Warned()
        self.owner_brings = Check("checkin.owner_brings", _("The owner brings the car"), checked=True)
        self.swap = named(
            Link(_("Someone else"), size=Type.DATA), "checkin.representative", _("Someone else brings it")
        )
        self.bringer = LineField("checkin.representative_name", _("Brought by"))
        self.relation = LineField("checkin.representative_relation", _("Relation"), placeholder=_("spouse, driver …"))
        self.bringer_phone = PhoneField("checkin.representative_phone", _("Their phone"))
        self.authorised = Check("checkin.authorised", _("Authorised by the owner to order and sign"))
        self.key_tag = LineField("checkin.key_tag", _("Key tag"))
        self.key_count = LineField("checkin.key_count", _("Number of keys"), unit=_("pcs"))
        self.key_count.set_text("1")
        self._other = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        other = QVBoxLayout(self._other)
        other.setContentsMargins(0, 4, 0, 0)
        other.setSpacing(0)
        other.addLayout(side_by_side(self.bringer, self.relation))
        other.addWidget(self.bringer_phone)
        other.addWidget(self.authorised)
        other.addSpacing(8)
        self._other.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(side_by_side(self.name, self.phone))
        column.addWidget(self.new_owner)
        column.addLayout(self._who_brings())
        column.addWidget(self._other)
        column.addSpacing(6)
        column.addLayout(side_by_side(self.key_tag, self.key_count))

    def _who_brings(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.owner_brings, 1)
        row.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _connect(self) -> None:
        fields = (self.name, self.phone, self.bringer, self.relation, self.bringer_phone, self.key_tag, self.key_count)
        for field in fields:
            field.changed.connect(lambda _words: self._tell())
        self.owner_brings.toggled.connect(self._who_toggled)
        self.authorised.toggled.connect(lambda _on: self._tell())
        self.key_count.editor.editingFinished.connect(self._tidy_count)
        self.swap.pressed.connect(lambda: self.owner_brings.setChecked(False))

    def know(self, owner: CustomerRow | None) -> None:
        """The owner in the records, or none yet."""
        self._owner = owner

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands here; a representative only counts while the owner is not the one."""
        is_other = not self.owner_brings.isChecked()
        return replace(
            form,
            customer_name=self.name.text().strip(),
            phone=self.phone.text().strip(),
            representative_name=self.bringer.text().strip() if is_other else "",
            representative_relation=self.relation.text().strip() if is_other else "",
            representative_phone=self.bringer_phone.text().strip() if is_other else "",
            is_authorised_by_owner=is_other and self.authorised.isChecked(),
            key_tag=self.key_tag.text().strip(),
            key_count=_count(self.key_count.text()),
        )

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form."""
        self.name.set_text(form.customer_name)
        self.phone.show_phone(form.phone)
        self.bringer.set_text(form.representative_name)
        self.relation.set_text(form.representative_relation)
        self.bringer_phone.show_phone(form.representative_phone)
        self.authorised.setChecked(form.is_authorised_by_owner)
        self.owner_brings.setChecked(not (form.representative_name or form.representative_phone))
        self.key_tag.set_text(form.key_tag)
        self.key_count.set_text(str(form.key_count))

    def clear_errors(self) -> None:
        """Take every red line away."""
        for field in (self.name, self.phone, self.bringer, self.relation, self.bringer_phone, self.key_count):
            field.clear_error()

    def lacks_name(self) -> bool:
        """Whether someone else brings the car and has no name yet."""
        return not self.owner_brings.isChecked() and not self.bringer.text().strip()

    def _who_toggled(self, owner_brings: bool) -> None:
        self._other.setVisible(not owner_brings)
        self.swap.setVisible(owner_brings)
        if not owner_brings and self.isVisible():
            self.bringer.editor.setFocus()
        self._tell()

    def _tidy_count(self) -> None:
        """When the field is left: the figure in half-width, or what is wrong with it."""
        count = _count(self.key_count.text())
        if 0 <= count <= MOST_KEYS:
            self.key_count.set_text(str(count))
        else:
            self.key_count.set_error(_("A car is handed over with 0 to 9 keys."))

    def _tell(self) -> None:
        is_other = self._owner is not None and self.name.text().strip() not in ("", self._owner.name)
        self.new_owner.say(_("Another name than in the records: booked as the car's new owner.") if is_other else "")
        self.changed.emit()


def _count(typed: str) -> int:
    """Pieces; nothing typed is one key, what cannot be read is refused when it is booked."""
    number = scaled(typed, 0) if typed.strip() else 1
    return -1 if number is None else number
