"""The form of one person of the staff: name, phone, posts; PIN or password twice for who is new or forgot it."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.kernel.language import _
from app.records.staff.queries import StaffRow
from app.records.staff.sign_in import Secret
from app.trust.roles import WORDS, Role, has_password
from ui import formats
from ui.settings.confirm import Confirm
from ui.shell.pin_cells import DIGITS
from ui.theme import Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.field import Field, LineField
from ui.widgets.named import named
from ui.widgets.text import Paragraph


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, without the PIN."""

    name: str = ""
    mobile: str = ""
    roles: tuple[Role, ...] = ()

    @classmethod
    def of(cls, row: StaffRow | None) -> "Typed":
        """What is saved of a person; nothing of someone new."""
        return cls(row.name, row.mobile, row.roles) if row else cls()

    def over(self, seen: "Typed", now: "Typed") -> "Typed":
        """What is not typed anew since it was `seen` follows what is saved now."""
        return replace(self, **{n: getattr(now, n) for n in NAMES if getattr(self, n) == getattr(seen, n)})


NAMES = ("name", "mobile", "roles")


class StaffForm(Card):
    """`changed` at every key; `retire_confirmed` after the question in place; `own_asked`: one's own PIN, password."""

    changed = Signal()
    own_asked = Signal(str)
    retire_confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.row: StaffRow | None = None
        self.seen = Typed()  # what was saved when it was shown; what someone else saves meanwhile is another thing
        self.resetting: Secret | None = None
        self._may, self._is_me = False, False
        self.name = LineField("staff.name", _("Full name"), bold=True)
        self.phone = LineField("staff.phone", _("Phone"), remark=_("optional"))
        chips = [Chip(role.value, _(words)) for role, words in WORDS.items()]
        self.roles = Chips("staff.roles", _("Posts"), chips, many=True)
        self.roles_field = Field("staff.roles", _("Posts"), self.roles, boxed=False, remark=_("one or several"))
        self.locked = named(Paragraph(size=Type.DATA, tone="bad"), "staff.locked")
        self.locked.setContentsMargins(0, 0, 0, 10)
        self.pin = LineField("staff.pin", _("PIN"), placeholder=_("six digits"), secret=True)
        self.pin_again = LineField("staff.pin_again", _("PIN again"), placeholder=_("six digits"), secret=True)
        self.password = LineField("staff.password", _("Password"), placeholder=_("at least 12 characters"), secret=True)
        self.password_again = LineField("staff.password_again", _("Password again"), secret=True)
        self.reset = Button("staff.reset_pin", _("Reset the PIN"), icon="key")
        self.set_password = Button("staff.set_password", _("Set a password"), icon="key")
        self.retire = Button("staff.retire", _("Retire…"), icon="person")
        self.confirm = Confirm("staff.retire.confirm", _("Retire"))
        self._build()
        self._connect()

    def _build(self) -> None:
        pins = QHBoxLayout()
        pins.setSpacing(12)
        for field in (self.pin, self.pin_again):
            field.editor.setMaxLength(DIGITS)
            pins.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        passwords = QHBoxLayout()
        passwords.setSpacing(12)
        for field in (self.password, self.password_again):
            passwords.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        deeds.addWidget(self.reset)
        deeds.addWidget(self.set_password)
        deeds.addStretch(1)
        leaving = QHBoxLayout()
        leaving.addWidget(self.retire)
        leaving.addStretch(1)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        who.addWidget(self.phone, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(who)
        self.add(self.roles_field)
        self.add(self.locked)
        self.column.addLayout(pins)
        self.column.addLayout(passwords)
        self.column.addLayout(deeds)
        self.column.addSpacing(8)
        self.column.addLayout(leaving)
        self.add(self.confirm)

    def _connect(self) -> None:
        for field in (self.name, self.phone, *self._secrets()):
            field.changed.connect(lambda _words: self.changed.emit())
        self.roles.chosen_changed.connect(self._roles_chosen)
        self.reset.clicked.connect(lambda: self.begin_reset(Secret.PIN))
        self.set_password.clicked.connect(lambda: self.begin_reset(Secret.PASSWORD))
        self.retire.clicked.connect(self._ask_retire)
        self.confirm.accepted.connect(self.retire_confirmed.emit)
        self.confirm.cancelled.connect(self._retire_kept)

    # What is shown

    @property
    def typed(self) -> Typed:
        """What stands in the form now."""
        roles = tuple(role for role in Role if role.value in self.roles.chosen)
        return Typed(self.name.text(), self.phone.text(), roles)

    @property
    def is_dirty(self) -> bool:
        """Whether it differs from what it was filled from."""
        return self.typed != self.seen

    @property
    def asks_pin(self) -> bool:
        """Whether a PIN is to be typed: for someone new, or in place of a forgotten one."""
        return self.row is None or self.resetting is Secret.PIN

    def show_row(
        self, row: StaffRow | None, typed: Typed, seen: Typed, *, may: bool, is_me: bool, now: datetime | None
    ) -> None:
        """Show a person (None: someone new) with what was typed of them; a PIN half typed stays with its person."""
        if (row.id if row else None) != (self.row.id if self.row else None):
            self._forget_pin()
            self.confirm.hide()
        self.row, self.seen, self._may, self._is_me = row, seen, may, is_me
        self.title.setText(row.name if row else _("New person"))
        self.beside.setText(row.staff_no if row else "")
        self.show_typed(typed)
        for field in (self.name, self.phone, self.roles_field):
            field.setEnabled(may)
        self._show_lock(row, now)
        self._show_deeds()

    def show_typed(self, typed: Typed) -> None:
        """Put this into the fields."""
        self.name.set_text(typed.name)
        self.phone.set_text(typed.mobile)
        self.roles.show_chosen([role.value for role in typed.roles])
        self.roles_field.clear_error()

    def choose(self, name: str, theirs: str, *, is_theirs: bool) -> None:
        """What they wrote of a field is seen now, whichever is kept; the next save decides on it."""
        words = tuple(Role(word) for word in theirs.split()) if name == "roles" else theirs
        self.seen = replace(self.seen, **{name: words})  # type: ignore[arg-type]  # each by its own name
        if is_theirs:
            self.show_typed(replace(self.typed, **{name: words}))  # type: ignore[arg-type]  # each by its own name
        self.changed.emit()

    def _show_lock(self, row: StaffRow | None, now: datetime | None) -> None:
        self.locked.setVisible(row is not None and row.locked_until is not None)
        if row is None or row.locked_until is None or row.last_failed_at is None or now is None:
            return
        words = _("Locked after {count} wrong PINs, the last at {time}. A new PIN releases at once.")
        self.locked.setText(words.format(count=row.failed_tries, time=formats.when(row.last_failed_at, now=now)))

    def _show_deeds(self) -> None:
        is_asked = not self.confirm.isHidden()
        for pin in (self.pin, self.pin_again):
            pin.setVisible(self._may and self.asks_pin)
        for password in (self.password, self.password_again):
            password.setVisible(self._may and self.resetting is Secret.PASSWORD)
        is_quiet = self.row is not None and self.resetting is None and not is_asked
        is_managing = self.row is not None and has_password(frozenset(self.row.roles))
        self.reset.setVisible((self._may or self._is_me) and is_quiet)
        self.set_password.setVisible((self._may or self._is_me) and is_quiet and is_managing)
        self.retire.setVisible(self._may and is_quiet)
        self.retire.refuse(_("Nobody retires themselves: another manager does it.") if self._is_me else "")
        self.reset.setText(_("My PIN …") if self._is_me else _("Reset the PIN"))
        self.set_password.setText(_("My password …") if self._is_me else _("Set a password"))

    def _roles_chosen(self, _chosen: object) -> None:
        self.roles_field.clear_error()
        self.changed.emit()

    # What is done in place

    def begin_reset(self, what: Secret) -> None:
        """Ask for another PIN or password, twice; for one's own with the old one, in the window's own place for it."""
        if self._is_me:
            self.own_asked.emit(what.value)
            return
        self.resetting = what
        self._show_deeds()
        (self.pin if what is Secret.PIN else self.password).editor.setFocus()
        self.changed.emit()

    def end_reset(self) -> None:
        """It stays, or is set."""
        self._forget_pin()
        self._show_deeds()
        self.changed.emit()

    def clear(self) -> None:
        """Empty, for the next new person."""
        self._forget_pin()
        self.show_row(None, Typed(), Typed(), may=self._may, is_me=False, now=None)

    def secrets_differ(self) -> bool:
        """Say so under the second one when they do."""
        for one, again in ((self.pin, self.pin_again), (self.password, self.password_again)):
            if one.text() != again.text():
                again.set_error(_("The two differ. Type the same one twice."))
                again.editor.setFocus()
                return True
        return False

    def step_back(self) -> bool:
        """Close what is asked in place; True if there was something."""
        if not self.confirm.isHidden():
            self.confirm.close_up()
        elif self.resetting is not None:
            button = self.reset if self.resetting is Secret.PIN else self.set_password
            self.end_reset()
            button.setFocus()
        else:
            return False
        return True

    def missing(self) -> tuple[tuple[str, str], ...]:
        """What the form still needs."""
        wanted = [
            ("staff.name", _("Full name"), bool(self.name.text().strip())),
            ("staff.roles", _("Posts"), bool(self.roles.chosen)),
        ]
        if self.resetting is not None:
            wanted.clear()
        if self.resetting is Secret.PASSWORD:
            wanted.append(("staff.password", _("Password"), bool(self.password.text())))
            wanted.append(("staff.password_again", _("Password again"), bool(self.password_again.text())))
        if self.asks_pin:
            wanted.append(("staff.pin", _("PIN"), bool(self.pin.text())))
            wanted.append(("staff.pin_again", _("PIN again"), bool(self.pin_again.text())))
        return tuple((name, words) for name, words, is_there in wanted if not is_there)

    def _ask_retire(self) -> None:
        if self.row is None:
            return
        consequence = _(
            "This person cannot sign in any more and is no longer offered for work. Orders and papers keep the name. "
            "Jobs still in their hands are to be dispatched anew in the workshop."
        )
        self.confirm.ask(_("Retire {name}?").format(name=self.row.name), consequence)
        self._show_deeds()

    def _retire_kept(self) -> None:
        self._show_deeds()
        self.retire.setFocus()

    def _secrets(self) -> tuple[LineField, ...]:
        return (self.pin, self.pin_again, self.password, self.password_again)

    def _forget_pin(self) -> None:
        self.resetting = None
        for field in self._secrets():
            field.set_text("")
            field.clear_error()
