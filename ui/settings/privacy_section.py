"""What people may ask about their own data: who agreed to what, a copy of everything, to be erased (R121)."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.privacy.copy_of_data import copy_of_data
from app.privacy.erase import ask_erasure, erase, withdraw_erasure
from app.privacy.people import People, PersonRow, people, show_contact
from app.records.customers.consent_kinds import ConsentKind
from app.records.customers.consents import give_consent, withdraw_consent
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.order.side_column import side_column
from ui.settings.person_card import PersonCard
from ui.theme import Size
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import LineField
from ui.widgets.page import Page
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape
from ui.widgets.step_up import StepUp
from ui.widgets.table import Column, TableView
from ui.worker import Worker

RIGHT_WIDTH, PAUSE_MS = 372, 250


class PrivacySection(Page):
    """`privacy.table` at the left, one person at the right."""

    slices = frozenset({"customers", "privacy", "order"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._now = formats.now()
        self.search = LineField("privacy.search", "", placeholder=_("Name, phone, customer number"), icon="search")
        self.table = TableView[PersonRow]("privacy.table", _("People"), self._columns(), row_height=Size.ROW_TWO)
        self.nothing = EmptyState(
            "privacy.none", icon="search", title=_("Nobody found"), words=_("Try a piece of the name or the phone.")
        )
        self.read_only = Banner("settings.privacy.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.person = PersonCard()
        self.step_up = StepUp(worker)
        self.booking = Booking(worker, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._connect()
        self.setFocusProxy(self.search.editor)

    def _columns(self) -> tuple[Column[PersonRow], ...]:
        column = Column[PersonRow]
        return (
            column(_("Customer"), lambda row: row.name, under=lambda row: row.customer_no, bold=True, stretch=True),
            column(_("Phone"), lambda row: row.phone or "—", width=132),
            column(_("Visits"), lambda row: str(row.orders), numeric=True, width=72),
            column(_("State"), mark=_state, width=148),
        )

    def _build(self) -> None:
        card = Card(_("People"))
        search = self.search.alone()
        search.setFixedWidth(280)
        card.add_head(search)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        card.add_edge_to_edge(holder, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.read_only)
        left.addWidget(card, 1)
        left.addWidget(self.step_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addLayout(left, 1)
        row.addWidget(side_column(self.person, width=RIGHT_WIDTH))

    def _connect(self) -> None:
        self.search.editor.setProperty("enter_is_own", True)
        self.search.editor.returnPressed.connect(self.table.setFocus)
        self.search.changed.connect(lambda _words: self._pause.start())
        self._pause.timeout.connect(self.refresh)
        self.table.chosen.connect(self._chosen)
        self.person.phone_asked.connect(self._show_phone)
        self.person.consent_changed.connect(self._change_consent)
        self.person.copy_asked.connect(self._ask_copy)
        self.person.erasure_asked.connect(partial(self._book, ask_erasure))
        self.person.erasure_withdrawn.connect(partial(self._book, withdraw_erasure))
        self.person.erase_confirmed.connect(self._ask_erase)

    # What is shown

    def refresh(self) -> None:
        if not may(self.worker, Deed.CONSENT_GIVE):
            self.read_only.say(_("You can look at this."), done_by(Deed.CONSENT_GIVE))
            self._show(People((), self._now))
            return
        self.read_only.hide()
        self.ask_latest(partial(people, typed=self.search.text()), self._show)

    def _show(self, found: People) -> None:
        self._now = found.now
        self.table.show_rows(found.rows, keep=lambda row: row.id)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.person.show_row(self.table.current_row(), now=self._now)

    def _chosen(self, row: PersonRow | None) -> None:
        self.step_up.close_up()
        self.person.show_row(row, now=self._now)

    # What is done

    def _show_phone(self, row: PersonRow) -> None:
        self.booking.do(
            partial(show_contact, customer_id=row.id), done=self.person.show_phone, refused=self.show_refusal
        )

    def _change_consent(self, row: PersonRow, kind: ConsentKind, is_given: bool) -> None:
        deed = give_consent if is_given else withdraw_consent
        self.booking.do(
            partial(deed, customer_id=row.id, kind=kind), done=lambda _none: self.refresh(), refused=self._refused
        )

    def _book(self, deed: object, row: PersonRow) -> None:
        assert callable(deed)
        self.booking.do(partial(deed, customer_id=row.id), done=lambda _none: self.refresh(), refused=self._refused)

    def _refused(self, refusal: object) -> None:
        """A box that was not booked goes back to what stands."""
        self.show_refusal(refusal)  # type: ignore[arg-type]  # the worker hands on refusals only
        self.refresh()

    def _ask_copy(self, row: PersonRow, reason: str) -> None:
        name = f"{row.customer_no}.zip"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the copy"), name, "ZIP (*.zip)")
        if chosen:
            self.step_up.ask(
                Deed.DATA_COPY,
                _("{name} gets a copy of all that is held of them").format(name=row.name),
                use_case=partial(copy_of_data, customer_id=row.id, to=Path(chosen), reason=reason),
                done=lambda papers: self._copied(papers, Path(chosen).name),
                refused=self.show_refusal,
            )

    def _copied(self, papers: int, name: str) -> None:
        self.person.reason.set_text("")
        self.toast(
            counted("Saved as {name}, with {count} paper.", "Saved as {name}, with {count} papers.", papers, name=name)
        )

    def _ask_erase(self, row: PersonRow) -> None:
        self.step_up.ask(
            Deed.ERASURE_DO,
            _("{name} is erased for good").format(name=row.name),
            use_case=partial(erase, customer_id=row.id),
            done=lambda _none: self._erased(),
            refused=self.show_refusal,
        )

    def _erased(self) -> None:
        self.toast(_("Erased. Their papers stay as evidence until their time is over."))
        self.refresh()

    def step_back(self) -> bool:
        return self.step_up.step_back() or self.person.step_back()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑ ↓", _("choose")),)

    def has_bar(self) -> bool:
        return True


def _state(row: PersonRow) -> Mark | None:
    if row.erased_at is not None:
        return Mark(_("erased"), Shape.NONE, Kind.NEUTRAL)
    if row.asked_at is not None:
        return Mark(_("wants to be erased"), Shape.CLOCK, Kind.WARN)
    if row.open_orders:
        return Mark(_("car in the house"), Shape.DOT, Kind.INFO)
    return None
