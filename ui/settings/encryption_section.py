"""Encryption at rest: how it stands, what it does and does not protect; a manager switches it on or off."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed
from app.upkeep.encryption import EncryptionStanding, Switch, ask_for_switch, encryption_standing
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.settings.confirm import Confirm
from ui.theme import Type
from ui.widgets.banner import Banner
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.pill import Kind
from ui.widgets.recovery_key import RecoveryKey
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

WIDEST = 860


class EncryptionSection(Page):
    """`settings.encryption.…`; `switch_asked` carries a `Switch` for whoever closes and opens the store."""

    switch_asked = Signal(object)

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._may = may(worker, Deed.STORE_ENCRYPT)
        self.trouble = Banner("settings.encryption.trouble", kind=Kind.WARN, closable=False)
        self.state = named(Text(size=Type.BODY, weight=Type.BOLD), "settings.encryption.state")
        self.place = named(Paragraph(size=Type.DATA, tone="muted"), "settings.encryption.place")
        self.on = Button("settings.encryption.on", _("Encrypt the store…"), icon="lock")
        self.off = Button("settings.encryption.off", _("Switch encryption off…"))
        self.not_mine = Text(done_by(Deed.STORE_ENCRYPT), size=Type.DATA, tone="muted")
        self.confirm = Confirm("settings.encryption.confirm", _("Switch off"), keep=_("Leave it encrypted"))
        self.key = RecoveryKey("settings.encryption.key")
        self.now = Button("settings.encryption.now", _("Encrypt now"), look=Look.PRIMARY)
        self.card_key = Card(_("Recovery key"), beside=_("nine groups of four"))
        self.booking = Booking(worker, self, self.now, self.off)
        self._build()
        self.on.clicked.connect(self._begin)
        self.off.clicked.connect(self._ask)
        self.now.clicked.connect(self._encrypt)
        self.key.save_by(worker)
        self.confirm.accepted.connect(self._decrypt)
        self.setFocusProxy(self.on)

    def _build(self) -> None:
        card = Card(_("Encryption"), beside=_("of database, photographs and papers on this disk"))
        card.add(self.state)
        card.add(self.place)
        card.column.addSpacing(8)
        does = _("Encryption protects a computer, a disk or a backup that is stolen, lost, sold or sent to repair.")
        does_not = _(
            "It does not protect from who sits at this computer while it runs, from a program that spies on it, or "
            "from papers and lists that were handed out; nor does it hide copies that were made before."
        )
        card.add(Paragraph(does, size=Type.DATA))
        card.add(Paragraph(does_not, size=Type.DATA, tone="muted"))
        card.column.addSpacing(8)
        card.column.addLayout(_at_left(self.on, self.off))
        card.add(self.not_mine)
        card.add(self.confirm)
        self.card_key.add(self.key)
        what = _(
            "A backup is made first. The window closes and opens again; copies of the database from earlier updates "
            "and restores in the store's folder are deleted."
        )
        self.card_key.add(Paragraph(what, size=Type.DATA, tone="muted"))
        self.card_key.column.addSpacing(8)
        self.card_key.column.addLayout(_at_left(self.now))
        self.card_key.hide()
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.trouble, card, self.card_key):
            part.setMaximumWidth(WIDEST)
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    # What is shown

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.STORE_ENCRYPT)
        self.ask_latest(encryption_standing, self._show)

    def _show(self, standing: EncryptionStanding) -> None:
        self.state.setText(_("This store is encrypted.") if standing.is_on else _("This store is not encrypted."))
        self.place.setText(_where_the_key_lies(standing))
        self.on.setVisible(self._may and not standing.is_on and self.card_key.isHidden())
        self.off.setVisible(self._may and standing.is_on)
        self.not_mine.setVisible(not self._may)
        if standing.is_on and standing.plain_backups:
            words = counted(
                "{count} backup of before is not encrypted.",
                "{count} backups of before are not encrypted.",
                standing.plain_backups,
            )
            self.trouble.say(words, _("Delete them once you need none of them any more."))
        else:
            self.trouble.hide()

    # What is done

    def _begin(self) -> None:
        self.key.begin_anew()
        self.card_key.show()
        self.on.hide()
        self.key.field.editor.setFocus()

    def _encrypt(self) -> None:
        if self.key.is_typed_back():
            wanted = partial(ask_for_switch, key=self.key.key)
            self.booking.do(wanted, done=self.switch_asked.emit, refused=self._refused)

    def _ask(self) -> None:
        self.confirm.ask(
            _("Keep the store unencrypted from now on?"),
            _("A backup is made first. The window closes and opens again; the audit says who asked for it."),
        )

    def _decrypt(self) -> None:
        self.confirm.close_up()
        self.booking.do(partial(ask_for_switch, key=None), done=self._agreed, refused=self._refused)

    def _agreed(self, wanted: Switch) -> None:
        self.switch_asked.emit(wanted)

    def _refused(self, refusal: Refusal) -> None:
        self.toast(refusal.sentence, kind="bad")

    def step_back(self) -> bool:
        if not self.card_key.isHidden():
            self.card_key.hide()
            self.key.begin_anew()
            self.on.show()
            self.on.setFocus()
            self.refresh()
            return True
        was_asking = not self.confirm.isHidden()
        self.confirm.close_up()
        return was_asking


def _where_the_key_lies(standing: EncryptionStanding) -> str:
    if standing.is_on and standing.key_is_in_file:
        return _(
            "The key lies in a file of the store's folder, for this system has no key ring: it protects nothing from "
            "who copies the whole folder, only a backup or the database by itself."
        )
    if standing.is_on:
        return _("The key lies in the key ring of this computer's user.")
    if standing.will_be_in_file:
        return _(
            "Once encrypted, its key will lie in a file of the store's folder, for this system has no key ring: it "
            "will protect nothing from who copies the whole folder, only a backup or the database by itself."
        )
    return _("Once encrypted, its key will lie in the key ring of this computer's user.")


def _at_left(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
