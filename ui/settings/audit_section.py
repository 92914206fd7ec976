"""Everything that was done, for managers: narrowed by person, deed, day and order; exported with a reason."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.exchange.audit_list import export_audit
from app.kernel.language import _, counted, mark, plural
from app.kernel.refusal import Refusal
from app.overview.audit import AuditForm, AuditPage, AuditRow, ChainState, audit_page, walk_chain
from app.records.staff.queries import MemberRow, members
from app.trust import deed_words
from app.trust.chain import Fault
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.settings.audit_entry_card import AuditEntryCard
from ui.theme import Size, Type
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field, LineField
from ui.widgets.page import Page
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.shape import Shape
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph
from ui.worker import Worker

RIGHT_WIDTH, PAUSE_MS, NEAR_END = 312, 250, 200
ALL = ""
_FAULTS: dict[Fault | None, str] = {
    Fault.ALTERED: mark("broken at entry {seq}"),
    Fault.REWRITTEN: mark("written anew at entry {seq}"),
    Fault.CUT: mark("cut off: entry {seq} is missing"),
}
SPANS: tuple[tuple[str, str, int | None], ...] = (
    ("today", mark("Today"), 1),
    ("week", mark("7 days"), 7),
    ("month", mark("30 days"), 30),
    ("all", mark("All"), None),
)


class AuditSection(Page):
    """`audit.table`; older entries come by themselves as one scrolls down."""

    slices = frozenset({"trust"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._rows: tuple[AuditRow, ...] = ()
        self._next: int | None = None
        self._is_reading = False
        self._now = formats.now()
        self.person = Field("audit.person", _("Who"), Choice(), boxed=False)
        self.deed = Field("audit.deed", _("Deed"), Choice(self._deeds()), boxed=False)
        self.order = LineField("audit.order", _("Order number"))
        self.span = Chips(
            "audit.span", _("When"), [Chip(key, _(words)) for key, words, _days in SPANS], chosen=("week",)
        )
        self.table = TableView[AuditRow]("audit.table", _("Audit"), self._columns(), row_height=Size.ROW_TWO)
        self.nothing = EmptyState(
            "audit.none",
            icon="search",
            title=_("Nothing was done here"),
            words=_("Nothing matches. Take a filter away."),
        )
        self.read_only = Banner("settings.audit.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.entry = AuditEntryCard()
        self.walk = Button("audit.walk", _("Verify the chain"), icon="shield", height=Size.BUTTON_ROW)
        self.reason = LineField("audit.reason", _("What the list is for"), remark=_("stands in the audit"))
        self.chain = Pill(Mark(_("not verified yet"), Shape.RING, Kind.NEUTRAL))
        self.bound = Paragraph(size=Type.LABEL, tone="muted")
        self.booking = Booking(worker, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._connect()

    def _columns(self) -> tuple[Column[AuditRow], ...]:
        column = Column[AuditRow]
        return (
            column(
                _("Time"), lambda row: formats.when(row.at, now=self._now), under=lambda row: f"{row.seq}", width=104
            ),
            column(_("Deed"), lambda row: deed_words.word(row.deed), under=_remark, stretch=True),
            column(_("Who"), lambda row: row.person or "—", under=lambda row: row.seat, width=132),
            column(_("Order"), lambda row: row.order_number or "—", width=132),
        )

    def _time(self, row: AuditRow) -> str:
        return formats.when(row.at, now=self._now)

    @staticmethod
    def _deeds() -> list[tuple[str, str]]:
        known = sorted(((deed.value, deed_words.word(deed)) for deed in Deed), key=lambda pair: pair[1])
        return [(ALL, _("Everything")), *known]

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(Size.GAP)
        for field, stretch in ((self.person, 2), (self.deed, 2), (self.order, 2)):
            filters.addWidget(field, stretch)
        card = Card(_("Audit"))
        card.add_head(self.span)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        card.add_edge_to_edge(holder, 1)
        self.card = card
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.read_only)
        left.addLayout(filters)
        left.addWidget(card, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addLayout(left, 1)
        row.addWidget(self._right())
        self.setFocusProxy(self.table)

    def _right(self) -> QWidget:
        proof = Card(_("Chain"))
        proof.add_head(self.walk)
        proof.add(self.chain)
        proof.add(self.bound)
        proof.column.addSpacing(Size.GAP)
        proof.add(self.reason)
        side = QWidget()
        side.setFixedWidth(RIGHT_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.GAP)
        column.addWidget(proof)
        column.addWidget(self.entry, 1)
        return side

    def _connect(self) -> None:
        self.person.editor.chosen_changed.connect(lambda _key: self.refresh())
        self.deed.editor.chosen_changed.connect(lambda _key: self.refresh())
        self.span.chosen_changed.connect(lambda _keys: self.refresh())
        self.order.changed.connect(lambda _words: self._pause.start())
        self.reason.changed.connect(lambda _words: self.bar_changed.emit())
        self._pause.timeout.connect(self.refresh)
        self.table.chosen.connect(self.entry.show_row)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.opened.connect(self._open_order)
        self.walk.clicked.connect(self._walk)

    # What is shown

    @property
    def _may(self) -> bool:
        return may(self.worker, Deed.AUDIT_EXPORT)

    def refresh(self) -> None:
        if not self._may:
            self.read_only.say(_("The audit is for managers."), done_by(Deed.AUDIT_EXPORT))
            self._show(None, AuditPage((), None, self._now))
            return
        self.read_only.hide()
        self.worker.ask(self, members, self._show_people)
        self._ask(None)

    def _show_people(self, people: tuple[MemberRow, ...]) -> None:
        self.person.editor.show_options(
            [(ALL, _("Everybody")), *((str(one.id), f"{one.name} {one.staff_no}") for one in people)]
        )
        if self.person.editor.chosen is None:
            self.person.editor.show_chosen(ALL)
        if self.deed.editor.chosen is None:
            self.deed.editor.show_chosen(ALL)

    def form(self) -> AuditForm:
        """What is asked for."""
        person, deed = self.person.editor.chosen, self.deed.editor.chosen
        days = next((days for key, _words, days in SPANS if key in self.span.chosen), None)
        return AuditForm(
            person_id=int(person) if person else None,
            deed=Deed(deed) if deed else None,
            order_number=self.order.text(),
            from_at=None if days is None else formats.start_of_day(formats.now()) - timedelta(days=days - 1),
        )

    def _ask(self, before: int | None) -> None:
        self._is_reading = True
        self.order.clear_error()
        self.ask_latest(partial(_page, form=self.form(), before_seq=before), lambda found: self._arrived(before, found))

    def _arrived(self, before: int | None, found: AuditPage | Refusal) -> None:
        if isinstance(found, Refusal):
            self._is_reading = False
            self.show_refusal(found)
        else:
            self._show(before, found)

    def _show(self, before: int | None, page: AuditPage) -> None:
        self._now, self._next = page.now, page.next_before
        at = self.table.verticalScrollBar().value()
        self._rows = page.rows if before is None else (*self._rows, *page.rows)
        self.table.show_rows(self._rows, keep=lambda row: row.seq)
        if before is not None:
            self.table.verticalScrollBar().setValue(at)
        # Only now: the bar does not know its new length yet, and would ask for a page too many.
        self._is_reading = False
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self.entry.show_row(self.table.current_row())
        self.card.beside.setText(f"{len(self._rows)}{'+' if self._next is not None else ''}")
        self.walk.setVisible(self._may)
        self.bar_changed.emit()

    def _scrolled(self, value: int) -> None:
        is_near_end = self.table.verticalScrollBar().maximum() - value < NEAR_END
        if self._next is not None and not self._is_reading and is_near_end:
            self._ask(self._next)

    def _open_order(self, row: AuditRow) -> None:
        if row.order_number:
            self.go.emit("order", row.order_number)

    # What is done

    def _walk(self) -> None:
        self.chain.show_mark(Mark(_("verifying …"), Shape.RING, Kind.NEUTRAL))
        self.worker.ask(self, walk_chain, self._walked)

    def _walked(self, state: ChainState) -> None:
        if state.broken_seq is None:
            words = _("{n} entries, whole").format(n=f"{state.entries:,}")
            self.chain.show_mark(Mark(words, Shape.TICK, Kind.GOOD))
        else:
            self.chain.show_mark(Mark(_(_FAULTS[state.fault]).format(seq=state.broken_seq), Shape.TRIANGLE, Kind.BAD))
        self.bound.setText(
            counted(
                "{count} entry at the end is not anchored yet",
                "{count} entries at the end are not anchored yet",
                state.unanchored,
            )
            if state.unanchored
            else ""
        )

    def primary_words(self) -> str:
        return _("Export …") if self._may else ""

    def primary_name(self) -> str:
        return "audit.export"

    def missing(self) -> tuple[tuple[str, str], ...]:
        return () if self.reason.text().strip() else (("audit.reason", _("What the list is for")),)

    def primary(self) -> None:
        name = f"audit-{formats.local(self._now):%Y%m%d}.csv"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the list"), name, "CSV (*.csv)")
        if chosen:
            self.booking.do(
                partial(export_audit, form=self.form(), to=Path(chosen), reason=self.reason.text()),
                done=lambda rows: self._exported(rows, Path(chosen).name),
                refused=self.show_refusal,
            )

    def _exported(self, rows: int, name: str) -> None:
        self.reason.set_text("")
        self.toast(counted("{count} entry saved as {name}.", "{count} entries saved as {name}.", rows, name=name))

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑ ↓", _("choose")), ("Enter", _("open the order"))) if self._may else ()


def _remark(row: AuditRow) -> str:
    """The detail a person wants beside the deed, else how much was changed."""
    said = deed_words.remark(row.details)
    if said or not row.changes:
        return said or " "
    return plural("{n} value changed", "{n} values changed", len(row.changes)).format(n=len(row.changes))


def _page(desk: object, *, form: AuditForm, before_seq: int | None) -> AuditPage | Refusal:
    """The page, or why there is none: a look's refusal is shown under its field like a deed's."""
    look: Callable[..., AuditPage] = audit_page
    try:
        return look(desk, form, before_seq=before_seq)
    except Refusal as refusal:
        return refusal
