"""One person on the privacy page: their masked number, their consents, a copy of their data, their erasure."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.privacy.people import PersonRow
from app.records.customers.consent_kinds import WAY_WORDS, WORDS, ConsentKind
from app.records.customers.consents import ConsentRow
from ui import formats
from ui.settings.confirm import Confirm
from ui.theme import Size, Type
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.check import Check
from ui.widgets.field import LineField
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text


class PersonCard(QWidget):
    """`privacy.person`; nothing is booked here, the page is asked."""

    phone_asked = Signal(object)
    consent_changed = Signal(object, object, bool)
    copy_asked = Signal(object, str)
    erasure_asked = Signal(object)
    erasure_withdrawn = Signal(object)
    erase_confirmed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "privacy.person", _("Person"))
        self._row: PersonRow | None = None
        self.head, self.consents, self.own = Card(_("Person")), Card(_("Consents")), Card(_("Their own data"))
        self.phone = Text(size=Type.BODY, weight=Type.MEDIUM)
        self.show_button = Button("privacy.show_phone", _("Show"), icon="eye", height=Size.BUTTON_ROW)
        self.told = Paragraph(size=Type.LABEL, tone="muted")
        self.unlinked = named(Paragraph(size=Type.LABEL, tone="warn"), "privacy.unlinked")
        self.checks: dict[ConsentKind, Check] = {}
        self.proofs: dict[ConsentKind, Paragraph] = {}
        self.reason = LineField("privacy.reason", _("Who asked, and how"), remark=_("stands in the audit"))
        self.copy = Button("privacy.copy", _("Copy …"), icon="download")
        self.ask = Button("privacy.ask_erasure", _("Wants to be erased"))
        self.erase = Button("privacy.erase", _("Erase …"), look=Look.DANGER)
        self.confirm = Confirm("privacy.confirm", _("Erase for good"))
        self.confirm.cancel.setText(_("Keep"))
        self._build()
        self._connect()
        self.show_row(None, now=formats.now())

    def _build(self) -> None:
        number = QHBoxLayout()
        number.addWidget(self.phone, 1)
        number.addWidget(self.show_button)
        self.head.column.addLayout(number)
        self.head.add(self.told)
        self.head.add(self.unlinked)
        for kind in ConsentKind:
            self.checks[kind] = Check(f"privacy.consent.{kind.value}", _(WORDS[kind]))
            self.proofs[kind] = Paragraph(size=Type.LABEL, tone="muted")
            self.proofs[kind].setContentsMargins(Size.CHECK + 8, 0, 0, 2)
            self.consents.add(self.checks[kind])
            self.consents.add(self.proofs[kind])
        self.own.add(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.ask)
        row.addWidget(self.erase)
        self.own.column.addLayout(row)
        self.own.column.addSpacing(8)
        self.own.add(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.head, self.consents, self.own):
            column.addWidget(card)

    def _connect(self) -> None:
        self.show_button.clicked.connect(lambda: self.phone_asked.emit(self._row))
        for kind, check in self.checks.items():
            check.clicked.connect(lambda is_on, kind=kind: self.consent_changed.emit(self._row, kind, is_on))
        self.copy.clicked.connect(self._copy)
        self.reason.changed.connect(lambda _words: self.reason.clear_error())
        self.ask.clicked.connect(self._ask_or_withdraw)
        self.erase.clicked.connect(self._ask_erase)
        self.confirm.accepted.connect(self._erase)

    def show_row(self, row: PersonRow | None, *, now: datetime) -> None:
        """Another person, or the same later; None says that nobody is chosen."""
        if row is None or self._row is None or row.id != self._row.id:
            self.confirm.hide()
            self.reason.set_text("")
            self.reason.clear_error()
        self._row = row
        is_there = row is not None and row.erased_at is None
        self.head.title.setText(row.name if row else _("Person"))
        self.head.beside.setText(row.customer_no if row else "")
        self.phone.setText((row.phone if row else "") or "—")
        self.show_button.setVisible(is_there and bool(row and row.phone))
        self.told.setText(_told(row, now=now))
        self.unlinked.setText(_unlinked(row))
        self.unlinked.setVisible(bool(row and row.unlinked))
        self._show_consents(row.consents if row else (), is_there=is_there, now=now)
        self.own.setVisible(is_there)
        is_asked = row is not None and row.asked_at is not None
        self.ask.setText(_("Stays after all") if is_asked else _("Wants to be erased"))
        self.erase.setVisible(is_asked)

    def _show_consents(self, rows: tuple[ConsentRow, ...], *, is_there: bool, now: datetime) -> None:
        found = {row.kind: row for row in rows}
        for kind, check in self.checks.items():
            row = found.get(kind)
            check.setChecked(row is not None and row.is_given)
            check.setEnabled(is_there)
            self.proofs[kind].setText(_proof(row, now=now))

    def show_phone(self, number: str) -> None:
        """The number whole, until another person is chosen."""
        self.phone.setText(number or "—")
        self.show_button.hide()

    def _copy(self) -> None:
        if self.reason.text().strip():
            self.copy_asked.emit(self._row, self.reason.text())
        else:
            self.reason.set_error(_("Write who asked, and how: it stands in the audit."))
            self.reason.editor.setFocus()

    def _ask_or_withdraw(self) -> None:
        is_asked = self._row is not None and self._row.asked_at is not None
        (self.erasure_withdrawn if is_asked else self.erasure_asked).emit(self._row)

    def _ask_erase(self) -> None:
        if self._row is not None:
            self.confirm.ask(
                _("Erase {name}?").format(name=self._row.name),
                _(
                    "Name, number, wishes and words go for good, also from backups that are restored. Signed papers "
                    "stay as evidence until their time is over. A second person must agree."
                ),
            )

    def _erase(self) -> None:
        self.confirm.close_up()
        self.erase_confirmed.emit(self._row)

    def step_back(self) -> bool:
        """Take the question back; True if there was one."""
        was_asking = not self.confirm.isHidden()
        self.confirm.close_up()
        return was_asking


def _told(row: PersonRow | None, *, now: datetime) -> str:
    if row is None:
        return _("Choose a person: what they agreed to stands here.")
    if row.erased_at is not None:
        until = f"{row.kept_until:%Y-%m-%d}" if row.kept_until else ""
        words = _("Erased {when}.").format(when=formats.when(row.erased_at, now=now))
        return formats.joined(words, _("papers kept until {day}").format(day=until) if until else "")
    if row.asked_at is not None:
        return _("Asked to be erased {when}.").format(when=formats.when(row.asked_at, now=now))
    return counted("{count} visit", "{count} visits", row.orders)


def _unlinked(row: PersonRow | None) -> str:
    """A copy and an erasure leave out what is said to be nobody's."""
    numbers = _(", ").join(row.unlinked) if row else ""
    return _("May be theirs too: {numbers}. Say whose it is, under the complaint's “More”.").format(numbers=numbers)


def _proof(row: ConsentRow | None, *, now: datetime) -> str:
    if row is None or row.given_at is None:
        return _("never given")
    given = formats.joined(
        _("given {when}").format(when=formats.when(row.given_at, now=now)),
        _(WAY_WORDS[row.given_way]) if row.given_way else "",
        row.paper_number,
    )
    if row.withdrawn_at is None:
        return given
    return formats.joined(given, _("taken back {when}").format(when=formats.when(row.withdrawn_at, now=now)))
