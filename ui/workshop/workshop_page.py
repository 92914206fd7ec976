"""The workshop: every job in a technician's hands, one's own first; at the right what waits to be dispatched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import groupby

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.desk import Person
from app.kernel.language import _
from app.kernel.quantity import hours
from app.order.qc.reporting import finish_line
from app.order.workshop.dispatch import dispatch
from app.order.workshop.queries import JobRow, QueuedJob
from app.order.workshop.shop import Shop, WaitingOrder, shop
from app.order.workshop.states import JobState, PauseReason
from app.order.workshop.work import pause, start
from app.overview.board import short_model
from app.trust.deeds import Deed
from app.trust.roles import Role
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, has_role, may, person
from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page, PageHead
from ui.widgets.pill import Mark
from ui.widgets.promise_clock import TICK_MS, standing
from ui.widgets.scrolled import scrolled
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph
from ui.worker import Worker
from ui.workshop.bench import Bench
from ui.workshop.dispatch_form import DispatchForm
from ui.workshop.job_marks import job_mark
from ui.workshop.waiting_card import WaitingCards

RIGHT_WIDTH = 264
EVERY, MINE, PAUSED = "every", "mine", "paused"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A job as it stands in the list; the first of a technician carries the name and the load. Hours in hundredths."""

    queued: QueuedJob
    is_first: bool
    count: int
    hours_x100: int


def queue_rows(jobs: tuple[QueuedJob, ...], *, me: Person | None) -> tuple[QueueRow, ...]:
    """Grouped by technician, one's own group first; inside comebacks on top, then by promise."""
    mine = me.id if me is not None else 0
    ordered = sorted(
        jobs,
        key=lambda one: (
            one.job.technician_id != mine,
            one.job.technician_id or 0,
            not one.is_comeback,
            one.promised_at,
            one.order_id,
        ),
    )
    rows: list[QueueRow] = []
    for _who, group in groupby(ordered, key=lambda one: one.job.technician_id):
        every = tuple(group)
        total = sum(one.job.hours_x100 for one in every)
        rows += [QueueRow(one, at == 0, len(every), total) for at, one in enumerate(every)]
    return tuple(rows)


class WorkshopPage(Page):
    """Space starts or pauses the job in hand, Ctrl+D finishes it, Enter opens its order."""

    slices = frozenset({"workshop", "order", "agreement", "qc"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.title = _("Workshop")
        self.shop: Shop | None = None
        self._me = person(worker)
        self._may_dispatch = may(worker, Deed.WORK_DISPATCH)
        self._ahead = timedelta()
        self.head = PageHead(_("Workshop"))
        self.filter = Chips("workshop.filter", _("Which jobs"), (Chip(EVERY, ""),), chosen=(EVERY,), wraps=False)
        self.table = self._make_table()
        self.bench = Bench()
        self.waiting, self.form = WaitingCards(), DispatchForm()
        self.booking = Booking(worker, self, self.form.button)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.table.viewport().update)
        self._timer.start(TICK_MS)

    def _make_table(self) -> TableView[QueueRow]:
        return TableView[QueueRow](
            "workshop.queue",
            _("Jobs"),
            (
                Column[QueueRow](_("Technician"), _who, under=_load, width=132, bold=True),
                Column[QueueRow](_("Plate"), plate=lambda row: (row.queued.plate, row.queued.plate_type), width=124),
                Column[QueueRow](_("Work item"), _work, under=_whose, stretch=True),
                Column[QueueRow](_("Bay"), lambda row: row.queued.job.bay or formats.NOTHING, width=56),
                Column[QueueRow](_("Ready by"), self._until, width=128, sort=lambda row: row.queued.promised_at),
                Column[QueueRow](_("Left"), mark=self._left, width=116),
                Column[QueueRow](_("State"), mark=lambda row: job_mark(row.queued.job), width=144),
            ),
            row_height=Size.ROW_TWO,
        )

    def _build(self) -> None:
        self.head.add_left(self.filter)
        queue = Card(padding=0)
        self._none = EmptyState(
            "workshop.empty", icon="wrench", title=_("Nothing in hand"),
            words=_("Dispatched work stands here by technician and promise. Space starts and pauses, Ctrl+D finishes."),
        )  # fmt: skip
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._none)
        queue.column.setContentsMargins(1, 1, 1, 1)
        queue.add(self._list, 1)
        queue.add(self.bench)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(queue, 1)
        row.addWidget(self._right())
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, Size.GAP)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _right(self) -> QWidget:
        self.to_dispatch = Card(_("To dispatch"), padding=12)
        self.to_dispatch.setFixedWidth(RIGHT_WIDTH)
        inside = QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.waiting)
        column.addStretch(1)
        self.said = Paragraph(size=Type.DATA, tone="muted")
        self.to_dispatch.add(scrolled(inside), 1)
        self.to_dispatch.column.addSpacing(12)
        self.to_dispatch.add(self.said)
        self.to_dispatch.add(self.form)
        return self.to_dispatch

    def _connect(self) -> None:
        self.filter.chosen_changed.connect(lambda _keys: self._show_jobs())
        self.table.chosen.connect(lambda _row: self._show_job())
        self.table.opened.connect(lambda row: self.go.emit("order", row.queued.number))
        self.table.key_pressed.connect(self._key)
        self.bench.start_asked.connect(self._start)
        self.bench.pause_asked.connect(self._pause)
        self.bench.finish_asked.connect(self._finish)
        self.bench.released.connect(self.table.setFocus)
        self.waiting.opened.connect(lambda order: self.go.emit("order", order.head.number))
        self.waiting.chosen.connect(self._show_waiting)
        self.form.asked.connect(self.primary)
        self.form.changed.connect(self.bar_changed.emit)

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(shop, self._show)

    def _show(self, found: Shop) -> None:
        self.shop, self._ahead = found, found.now - formats.now()
        self.form.show_crew(found.crew)
        self.waiting.show_orders(found.waiting, now=found.now)
        self._show_jobs()
        self._show_waiting()

    def _show_jobs(self) -> None:
        found = self.shop
        if found is None:
            return
        kept = {EVERY: found.jobs, MINE: self._mine(), PAUSED: self._paused()}
        mine = (Chip(MINE, _("Mine"), len(kept[MINE])),) if kept[MINE] or self._is_technician() else ()
        every = Chip(EVERY, _("All"), len(found.jobs))
        self.filter.show_chips((every, *mine, Chip(PAUSED, _("Resting"), len(kept[PAUSED]), count_tone="warn")))
        chosen = next(iter(self.filter.chosen), EVERY)
        self.table.show_rows(queue_rows(kept[chosen], me=self._me), keep=lambda row: row.queued.job.line_id)
        self._list.setCurrentIndex(0 if kept[chosen] else 1)
        self.head.show_words(_("Workshop"))
        self._show_job()

    def _mine(self) -> tuple[QueuedJob, ...]:
        jobs = self.shop.jobs if self.shop else ()
        return tuple(one for one in jobs if self._me is not None and one.job.technician_id == self._me.id)

    def _paused(self) -> tuple[QueuedJob, ...]:
        return tuple(one for one in (self.shop.jobs if self.shop else ()) if one.job.state is JobState.PAUSED)

    def _is_technician(self) -> bool:
        return has_role(self.worker, Role.TECHNICIAN)

    def _show_job(self) -> None:
        row = self.table.current_row()
        job = row.queued.job if row is not None else None
        is_mine = job is not None and self._me is not None and job.is_in_hand_of(self._me)
        self.bench.show_job(job, may_work=is_mine, now=formats.now() + self._ahead)
        self.bar_changed.emit()

    def _show_waiting(self) -> None:
        orders, order = self.waiting.orders, self.waiting.order
        self.to_dispatch.remark.setText(str(len(orders)))
        self.form.setVisible(self._may_dispatch and order is not None)
        if order is not None:
            self.form.say(_("Dispatch lines: {count}").format(count=len(order.line_ids)))
        if not orders:
            self.said.setText(_("Every signed order is dispatched."))
        else:
            self.said.setText("" if self._may_dispatch else done_by(Deed.WORK_DISPATCH))
        self.said.setVisible(bool(self.said.text()))
        self.bar_changed.emit()

    def _until(self, row: QueueRow) -> str:
        return formats.promised(row.queued.promised_at, now=formats.now() + self._ahead)

    def _left(self, row: QueueRow) -> Mark:
        left = standing(row.queued.promised_at, now=formats.now() + self._ahead)
        return Mark(left.words, left.shape, left.kind)

    # The bar

    def primary_words(self) -> str:
        return _("Dispatch") if self._may_dispatch and self.waiting.orders else ""

    def missing(self) -> tuple[tuple[str, str], ...]:
        return self.form.missing() if self.primary_words() else ()

    def has_bar(self) -> bool:
        return True

    def primary(self) -> None:
        order, technician = self.waiting.order, self.form.technician_id
        if order is None or not self._may_dispatch:
            return
        if technician is None:
            self.form.technician.set_error(_("Choose a technician."))
            self.form.technician.editor.setFocus()
            return
        use_case = partial(
            dispatch, order_id=order.head.id, line_ids=order.line_ids, technician_id=technician, bay_id=self.form.bay_id
        )
        self.booking.do(use_case, done=lambda _none: self._dispatched(order), refused=self.show_refusal)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        hints: tuple[tuple[str, str], ...] = ()
        if self.bench.can_start() or self.bench.can_pause():
            hints += ((_("Space"), _("start / pause")),)
        if self.bench.can_pause():
            hints += (("Ctrl+D", _("finish")),)
        return (*hints, ("Enter", _("open the order")))

    def commands(self) -> tuple[Command, ...]:
        return (Command(_("Finish the line in hand"), self.bench.end, key="Ctrl+D", icon="check", also="done"),)

    def step_back(self) -> bool:
        return self.bench.close_reasons()

    # What people do

    def _key(self, _row: QueueRow, key: str) -> None:
        if key == " ":
            self.bench.toggle()

    def _dispatched(self, order: WaitingOrder) -> None:
        self.form.clear()
        self.toast(_("{plate} is dispatched.").format(plate=order.head.plate))

    def _start(self, job: JobRow) -> None:
        self._do(partial(start, line_id=job.line_id))

    def _pause(self, job: JobRow, reason: PauseReason) -> None:
        self._do(partial(pause, line_id=job.line_id, reason=reason))

    def _do(self, use_case: Callable[..., None]) -> None:
        # The page reads itself again when the worker tells what was written.
        self.booking.do(use_case, done=lambda _none: None, refused=self.show_refusal)

    def _finish(self, job: JobRow) -> None:
        row = self.table.current_row()
        if row is not None:
            use_case = partial(finish_line, order_id=row.queued.order_id, line_id=job.line_id)
            number = row.queued.number
            self.booking.do(use_case, done=lambda is_last: self._finished(number, is_last), refused=self.show_refusal)

    def _finished(self, number: str, is_last: bool) -> None:
        if is_last:
            self.toast(_("The last line is finished. Now the self check."), kind="info")
            self.go.emit("order", number)


def _who(row: QueueRow) -> str:
    return row.queued.job.technician if row.is_first else ""


def _load(row: QueueRow) -> str:
    if not row.is_first:
        return ""
    return formats.joined(
        _("lines: {count}").format(count=row.count), _("{hours} h").format(hours=hours(row.hours_x100))
    )


def _work(row: QueueRow) -> str:
    return formats.item_name(row.queued.job.name_zh, row.queued.job.name_en)


def _whose(row: QueueRow) -> str:
    return formats.joined(row.queued.owner_name, short_model(row.queued.model_name), row.queued.number)
