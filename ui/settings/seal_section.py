"""The store's seal: the certificate in use with its fingerprint, all that were, a new one, the public file."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.digest import short
from app.kernel.language import _
from app.kernel.vault import Place
from app.paper.certificate import CertificateRow, SealStanding, renew_seal, seal_standing
from app.trust.deeds import Deed
from ui import formats, printing
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.settings.confirm import Confirm
from ui.theme import Size, Type
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import LABEL_GAP, LABEL_ROW, LineField
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.pill import Kind
from ui.widgets.scrolled import scrolled
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

WIDEST, LABEL_WIDTH = 860, 120
ENDS_SOON = timedelta(days=60)


class SealSection(Page):
    """`settings.seal.…`; everyone may look and export, a manager makes a new seal."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._may = may(worker, Deed.SEAL_RENEW)
        self.standing: SealStanding | None = None
        self.trouble = Banner("settings.seal.trouble", kind=Kind.WARN, closable=False)
        self.facts = {key: named(Text(), f"settings.seal.{key}") for key in _labels()}
        self.export = Button("settings.seal.export", _("Export the certificate…"), icon="download")
        self.reason = LineField("settings.seal.reason", _("Why a new seal is needed"))
        self.renew = Button("settings.seal.renew", _("Make a new seal…"), icon="key")
        self.confirm = Confirm("settings.seal.confirm", _("Make a new seal"), keep=_("Keep the seal"))
        self.not_mine = Text(size=Type.DATA, tone="muted")
        self.list = TableView[CertificateRow]("settings.seal.certificates", _("Certificates"), self._columns())
        self.booking = Booking(worker, self, self.renew)
        self._build()
        self.export.clicked.connect(self._export)
        self.renew.clicked.connect(self._ask)
        self.confirm.accepted.connect(self._renew)
        self.setFocusProxy(self.export)

    def _columns(self) -> tuple[Column[CertificateRow], ...]:
        return (
            Column(_("Fingerprint"), lambda row: short(row.fingerprint), stretch=True),
            Column(_("Valid from"), lambda row: _day(row.valid_from), numeric=True),
            Column(_("Ends on"), lambda row: _day(row.valid_until), numeric=True),
            Column(_("Made on"), lambda row: _day(row.made_at), numeric=True),
            Column(_("Made by"), _maker, width=120),
        )

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.trouble, self._card_in_use(), self._card_renew(), self._card_all()):
            part.setMaximumWidth(WIDEST)
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def _card_in_use(self) -> Card:
        card = Card(_("Seal in use"), beside=_("closes the file of every paper that is issued"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.GAP)
        grid.setVerticalSpacing(8)
        for at, (key, label) in enumerate(_labels().items()):
            name = Text(label, size=Type.DATA, tone="muted")
            name.setFixedWidth(LABEL_WIDTH)
            grid.addWidget(name, at, 0)
            grid.addWidget(self.facts[key], at, 1)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        card.column.addSpacing(12)
        words = _(
            "The store made this certificate itself. It proves that a paper was sealed here and not changed since; "
            "it does not prove who someone is. Whoever has the exported file can check papers without this computer."
        )
        card.add(Paragraph(words, size=Type.DATA, tone="muted"))
        card.column.addSpacing(12)
        row = QHBoxLayout()
        row.addWidget(self.export)
        row.addStretch(1)
        card.column.addLayout(row)
        return card

    def _card_all(self) -> Card:
        card = Card(_("All certificates"), beside=_("what an earlier one sealed stays valid"))
        card.add_edge_to_edge(self.list)
        return card

    def _card_renew(self) -> Card:
        card = Card(_("New seal"), beside=_("when a key may be in other hands, or its end comes near"))
        beside = QVBoxLayout()
        beside.addSpacing(LABEL_ROW + LABEL_GAP)
        beside.addWidget(self.renew)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addLayout(beside)
        card.column.addLayout(row)
        card.add(self.not_mine)
        card.add(self.confirm)
        return card

    # What is shown

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.SEAL_RENEW)
        self.ask_latest(seal_standing, self._show)

    def _show(self, standing: SealStanding) -> None:
        self.standing = standing
        self.list.show_rows(standing.certificates, keep=lambda row: row.id)
        self.list.setFixedHeight(self.list.content_height())
        self.reason.setVisible(self._may)
        self.renew.setVisible(self._may)
        self.not_mine.setVisible(not self._may)
        self.not_mine.setText(done_by(Deed.SEAL_RENEW))
        self.export.setEnabled(bool(standing.certificates))
        if standing.certificates:
            self._show_facts(standing, standing.certificates[0])
        self._warn(standing)

    def _show_facts(self, standing: SealStanding, row: CertificateRow) -> None:
        in_file = _("in a file beside the database: keep this folder to yourselves")
        in_ring = _("in the key ring of this computer")
        words = {
            "fingerprint": short(row.fingerprint),
            "subject": row.subject,
            "valid": _("{first} to {last}").format(first=_day(row.valid_from), last=_day(row.valid_until)),
            "made": formats.joined(_day(row.made_at), _maker(row)),
            "place": in_file if standing.place is Place.FILE else in_ring,
        }
        for key, text in words.items():
            self.facts[key].setText(text)

    def _warn(self, standing: SealStanding) -> None:
        if not standing.has_key:
            self.trouble.say(
                _("The key of this store's seal is not on this computer."),
                _("New papers wait unsealed until a manager makes a new seal."),
            )
        elif standing.now + ENDS_SOON > standing.certificates[0].valid_until:
            self.trouble.say(_("The certificate ends soon."), _("Make a new seal in time."))
        else:
            self.trouble.hide()

    # What is done

    def _export(self) -> None:
        if self.standing is None or not self.standing.certificates:
            return
        row = self.standing.certificates[0]
        name = f"{row.subject}-{row.fingerprint[:8]}.pem"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export the certificate"), printing.clean_name(name), "PEM (*.pem)"
        )
        if chosen:
            path = Path(chosen)
            written = partial(_write, pem=row.pem, path=path)
            self.worker.ask(self, written, lambda _none: self.toast(_("Saved as {name}.").format(name=path.name)))

    def _ask(self) -> None:
        if not self.reason.text().strip():
            self.reason.set_error(_("Write why a new seal is needed."))
            self.reason.editor.setFocus()
            return
        self.confirm.ask(
            _("Seal from now on with another key?"),
            _("What was sealed before stays valid. Export the new certificate for whoever checks papers elsewhere."),
        )

    def _renew(self) -> None:
        reason = self.reason.text()
        self.booking.do(partial(renew_seal, reason=reason), done=self._renewed, refused=self.show_refusal)
        self.confirm.close_up()

    def _renewed(self, _none: None) -> None:
        self.reason.set_text("")
        self.toast(_("There is a new seal. Export its certificate."))
        self.export.setFocus()
        self.refresh()

    def step_back(self) -> bool:
        if self.confirm.isHidden():
            return False
        self.confirm.close_up()
        return True


def _labels() -> dict[str, str]:
    return {
        "fingerprint": _("Fingerprint"), "subject": _("Made out to"), "valid": _("Valid"), "made": _("Made"),
        "place": _("The key lies"),
    }  # fmt: skip


def _day(at: datetime) -> str:
    return f"{formats.local(at):%Y-%m-%d}"


def _maker(row: CertificateRow) -> str:
    return row.made_by or _("by the program")


def _write(_desk: object, *, pem: str, path: Path) -> None:
    printing.save_file(pem.encode("ascii"), path)
