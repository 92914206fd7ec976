"""Who heads the store: named here with the password; who did before stays to be read."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.staff.store_head import HeadRow, name_store_head, store_heads
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.theme import Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import LABEL_GAP, LABEL_ROW, LineField
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.text import Paragraph
from ui.worker import Worker

SHOWN = 4


class StoreHeadCard(Card):
    """`settings.head`, saved by its own button: it takes the password, the rest of the profile does not."""

    def __init__(self, worker: Worker, page: Page) -> None:
        super().__init__(_("Store head"), beside=_("signs by hand what is given above the manager's limit"))
        self._worker, self._page, self._seen = worker, page, ""
        self.name = LineField("settings.head", _("Name as it is signed"), remark=_("empty: nobody"))
        self.press = Button("settings.head.save", _("Name the store head"), icon="key")
        self.history = named(Paragraph(size=Type.DATA, tone="muted"), "settings.head.history")
        self.booking = Booking(worker, self, self.press)
        self._build()
        self.press.clicked.connect(self._name)

    def _build(self) -> None:
        beside = QVBoxLayout()
        beside.addSpacing(LABEL_ROW + LABEL_GAP)
        beside.addWidget(self.press)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addLayout(beside)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add(self.history)

    def refresh(self) -> None:
        """Read who it is, and who was."""
        self._worker.ask(self, store_heads, self._show)

    def _show(self, rows: tuple[HeadRow, ...]) -> None:
        now = rows[0].name if rows else ""
        if self.name.text() == self._seen:
            self.name.set_text(now)
        self._seen = now
        is_mine = may(self._worker, Deed.STORE_HEAD)
        self.name.editor.setReadOnly(not is_mine)
        self.name.setEnabled(is_mine)
        self.press.setVisible(is_mine)
        said = [_said(row) for row in rows[:SHOWN]] or [_("Nobody is named yet.")]
        self.history.setText("\n".join(said if is_mine else [*said, done_by(Deed.STORE_HEAD)]))

    def _name(self) -> None:
        if self.name.text().strip() == self._seen:
            self._page.toast(_("Nothing was changed."), kind="info")
            return
        use_case = partial(name_store_head, name=self.name.text(), seen=self._seen)
        self.booking.do(use_case, done=self._named, refused=self._refused)

    def _named(self, _outcome: None) -> None:
        self._seen = self.name.text()
        self._page.toast(_("It is kept who heads the store."))
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        """What was typed stays; when somebody else named one meanwhile, who that is stands under it."""
        self._page.show_refusal(Refusal(refusal.code, refusal.sentence, field="settings.head"))
        self.refresh()


def _said(row: HeadRow) -> str:
    """`沈国栋 · since 2026-11-01 · named by 周明远`."""
    since = _("since {time}").format(time=formats.when(row.named_at, now=formats.now()))
    return formats.joined(row.name or _("nobody"), since, _("named by {name}").format(name=row.named_by))
