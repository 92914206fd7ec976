"""The work of an order: dispatch, start, pause, finish, hand out parts, report complete (T6, T7)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QWidget

from app.kernel.language import _
from app.order.qc.check import report
from app.order.qc.reporting import WorkStanding, finish_line, work_standing
from app.order.queries import OrderId
from app.order.quote.queries import LineId
from app.order.workflow import Stage, Step
from app.order.workshop.dispatch import dispatch, issue_parts, wait_for_parts
from app.order.workshop.preview import preview_work_order
from app.order.workshop.queries import JobRow, PartRow
from app.order.workshop.receive_parts import receive_parts
from app.order.workshop.states import PauseReason
from app.order.workshop.work import pause, start
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.draft_sheet import DraftSheet
from ui.order.posts import may, person
from ui.order.side_column import side_column
from ui.order.workshop.cards import JobsCard, PartsCard, SelfCheckCard, WhoElseCard
from ui.theme import Size
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page
from ui.widgets.segmented import Segmented
from ui.worker import Worker
from ui.workshop.dispatch_form import DispatchForm

ALL, ONE = "all", "one"
OPEN = (Stage.AUTHORIZED, Stage.IN_WORK)
BEFORE = (Stage.CHECKED_IN, Stage.QUOTED)


class WorkPage(Page):
    """What each post may do here is offered; what it may not is named with who does it."""

    slices = frozenset({"workshop", "order", "qc", "checklists", "quote", "catalogue", "paper"})

    def __init__(self, worker: Worker, order_id: OrderId) -> None:
        super().__init__(worker)
        self.title = _("Work")
        self.order_id = order_id
        self.standing: WorkStanding | None = None
        self._proposed = LineId(0)
        self._me = person(worker)
        self._may_dispatch, self._may_report = may(worker, Deed.WORK_DISPATCH), may(worker, Deed.WORK_REPORT)
        self._may_issue, self._may_flag = may(worker, Deed.PART_ISSUE), may(worker, Deed.FLAG_SET)
        self._may_receive = may(worker, Deed.PART_RECEIVE)
        self.jobs, self.parts, self.self_check = JobsCard(), PartsCard(), SelfCheckCard()
        self.dispatching, self.form = Card(_("Dispatch")), DispatchForm()
        self.scope = Segmented("workshop.scope", _("Which lines"), ((ALL, ""), (ONE, "")), chosen=ALL)
        self.who_else = WhoElseCard()
        self.booking = Booking(worker, self, self.form.button, self.parts.issue)
        self._build()
        self._connect()
        self.setFocusProxy(self.jobs.table)

    def _build(self) -> None:
        self.dispatching.add(self.scope)
        self.dispatching.column.addSpacing(12)
        self.dispatching.add(self.form)
        self._front = QStackedLayout(self)
        self._front.setContentsMargins(0, 0, 0, 0)
        self._waiting = QWidget()
        self._early = EmptyState(
            "workshop.too_early", icon="wrench", title=_("Nothing to work on yet"),
            words=_("When the customer has signed, the labour lines stand here to be dispatched and worked on."),
        )  # fmt: skip
        self._full = QWidget()
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.GAP)
        row.addWidget(self.jobs, 1)
        row.addWidget(self._right())
        for widget in (self._waiting, self._early, self._full):
            self._front.addWidget(widget)

    def _right(self) -> QScrollArea:
        return side_column(self.dispatching, self.parts, self.self_check, self.who_else)

    def _connect(self) -> None:
        self.jobs.table.chosen.connect(lambda _job: self._show_job())
        self.jobs.table.key_pressed.connect(self._key)
        self.jobs.additional.pressed.connect(lambda: self.go.emit("step", Step.QUOTE))
        self.jobs.bench.start_asked.connect(self._start)
        self.jobs.bench.pause_asked.connect(self._pause)
        self.jobs.bench.finish_asked.connect(self._finish)
        self.jobs.bench.released.connect(self.jobs.table.setFocus)
        self.scope.chosen_changed.connect(lambda _key: self._show_dispatch())
        self.form.asked.connect(self._dispatch)
        self.form.changed.connect(self.bar_changed.emit)
        self.parts.issue_asked.connect(self._issue)
        self.parts.receive_asked.connect(self._receive)
        self.parts.wait_asked.connect(self._wait)
        self.self_check.asked.connect(lambda: self.go.emit("step", Step.QC))

    # What is shown

    def refresh(self) -> None:
        self.ask_latest(partial(work_standing, order_id=self.order_id), self._show)

    def _show(self, found: WorkStanding) -> None:
        self.standing = found
        self._front.setCurrentWidget(self._early if found.head.stage in BEFORE else self._full)
        self.form.show_crew(found.crew)
        self.jobs.show_standing(found)
        self.parts.show_standing(
            found, may_issue=self._may_issue, may_receive=self._may_receive, may_flag=self._may_flag
        )
        self.self_check.show_standing(found)
        self.who_else.show_deeds(self._other_posts(found))
        self._show_job()

    def _show_job(self) -> None:
        job = self.job
        is_mine = job is not None and self._me is not None and job.is_in_hand_of(self._me)
        now = self.standing.now if self.standing else None
        self.jobs.bench.show_job(job, may_work=is_mine and self._stage is Stage.IN_WORK, now=now)
        self._show_dispatch()

    def _show_dispatch(self) -> None:
        waiting, job = len(self.undispatched), self.job
        can_one = job is not None and job.can_change_hands
        self.dispatching.setVisible(self._may_dispatch and self._stage in OPEN and (waiting > 0 or can_one))
        self.scope.show_options(
            ((ALL, _("All lines ({count})").format(count=waiting)), (ONE, _("Only the line in hand")))
        )
        self.scope.setVisible(waiting > 1)
        count = len(self._line_ids())
        is_given = count == 1 and job is not None and job.state is not None and not waiting
        if is_given and job is not None and job.line_id != self._proposed:
            self._proposed = job.line_id
            self.form.propose(technician_id=job.technician_id, bay_id=job.bay_id)
        self.form.say(_("Give to someone else") if is_given else _("Dispatch lines: {count}").format(count=count))
        self.bar_changed.emit()

    def _other_posts(self, found: WorkStanding) -> tuple[tuple[str, Deed], ...]:
        if found.head.stage not in OPEN:
            return ()
        work = found.work
        deeds = (
            (bool(work.undispatched), _("Dispatch"), Deed.WORK_DISPATCH),
            (not work.is_finished, _("Work"), Deed.WORK_START),
            (any(part.issued_at is None for part in work.parts), _("Issue parts"), Deed.PART_ISSUE),
            (True, _("Report complete"), Deed.WORK_REPORT),
        )
        return tuple((what, deed) for is_due, what, deed in deeds if is_due and not may(self.worker, deed))

    @property
    def job(self) -> JobRow | None:
        """The line in hand."""
        return self.jobs.table.current_row()

    @property
    def undispatched(self) -> tuple[JobRow, ...]:
        """Lines nobody has yet."""
        return self.standing.work.undispatched if self.standing else ()

    @property
    def _stage(self) -> Stage | None:
        return self.standing.head.stage if self.standing else None

    def _line_ids(self) -> tuple[LineId, ...]:
        """What the button dispatches: all that wait, or the line in hand."""
        waiting, job = self.undispatched, self.job
        if len(waiting) == 1 or (len(waiting) > 1 and self.scope.chosen != ONE):
            return tuple(one.line_id for one in waiting)
        return (job.line_id,) if job is not None and job.can_change_hands else ()

    # The bar

    def primary_words(self) -> str:
        found = self.standing
        if found is None or found.head.stage not in OPEN:
            return ""
        if self._may_dispatch and self.undispatched:
            return _("Dispatch")
        if self._may_report and found.head.stage is Stage.IN_WORK:
            return _("Report complete")
        if self._may_issue and self.parts.issuable():
            return _("Issue parts: {count}").format(count=len(self.parts.issuable()))
        return ""

    def missing(self) -> tuple[tuple[str, str], ...]:
        found = self.standing
        if found is None or not self.primary_words():
            return ()
        if self._may_dispatch and self.undispatched:
            return self.form.missing()
        if self._may_report:
            return tuple((lack.field, lack.name) for lack in found.lacks)
        return ()

    def primary(self) -> None:
        if self._may_dispatch and self.undispatched:
            self._dispatch()
        elif self._may_report and self._stage is Stage.IN_WORK:
            self._report()
        elif self._may_issue:
            self._issue(self.parts.issuable())

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        bench = self.jobs.bench
        hints: tuple[tuple[str, str], ...] = ()
        if bench.can_start() or bench.can_pause():
            hints += ((_("Space"), _("start / pause")),)
        if bench.can_pause():
            hints += (("Ctrl+D", _("finish")),)
        return (*hints, ("Ctrl+P", _("work order"))) if self.standing else ()

    def commands(self) -> tuple[Command, ...]:
        if self._stage not in OPEN:
            return ()
        return (
            Command(_("Finish the line in hand"), self.jobs.bench.end, key="Ctrl+D", icon="check", also="done"),
            Command(_("Print the work order"), self.print_page, icon="print", also="D06"),
        )

    def print_page(self) -> None:
        """Open the work order that was issued; while in work its draft."""
        found = self.standing
        if found is None or found.head.stage in BEFORE:
            return
        if found.paper is not None and found.head.stage not in OPEN:
            self.go.emit("paper", found.paper)
            return
        preview = partial(preview_work_order, order_id=self.order_id)
        sheet = DraftSheet(self, self.worker, title=_("Work order, draft"), preview=preview, may_print=True)
        sheet.cancelled.connect(self.setFocus)

    def step_back(self) -> bool:
        return self.jobs.bench.close_reasons()

    # What people do

    def _key(self, _job: JobRow, key: str) -> None:
        if key == " ":
            self.jobs.bench.toggle()

    def _dispatch(self) -> None:
        technician, line_ids = self.form.technician_id, self._line_ids()
        if technician is None:
            self.form.technician.set_error(_("Choose a technician."))
            self.form.technician.editor.setFocus()
            return
        use_case = partial(
            dispatch, order_id=self.order_id, line_ids=line_ids, technician_id=technician, bay_id=self.form.bay_id
        )
        self.booking.do(use_case, done=self._dispatched, refused=self.show_refusal)

    def _dispatched(self, _none: object) -> None:
        self.form.clear()
        self.jobs.table.setFocus()
        self.toast(_("Dispatched."))

    def _start(self, job: JobRow) -> None:
        self.booking.do(partial(start, line_id=job.line_id), done=_nothing, refused=self.show_refusal)

    def _pause(self, job: JobRow, reason: PauseReason) -> None:
        self.booking.do(partial(pause, line_id=job.line_id, reason=reason), done=_nothing, refused=self.show_refusal)

    def _finish(self, job: JobRow) -> None:
        use_case = partial(finish_line, order_id=self.order_id, line_id=job.line_id)
        self.booking.do(use_case, done=self._finished, refused=self.show_refusal)

    def _finished(self, is_last: bool) -> None:
        if is_last:
            self.toast(_("The last line is finished. Now the self check."), kind="info")

    def _issue(self, parts: tuple[PartRow, ...]) -> None:
        line_ids = tuple(part.line_id for part in parts)
        if line_ids:
            said = _("Parts issued: {count}.").format(count=len(line_ids))
            use_case = partial(issue_parts, order_id=self.order_id, line_ids=line_ids)
            self.booking.do(use_case, done=lambda _none: self.toast(said), refused=self.show_refusal)

    def _receive(self, parts: tuple[PartRow, ...]) -> None:
        names = _(", ").join(formats.item_name(part.name_zh, part.name_en) for part in parts)
        said = _("{parts} lies on the shelf now and can be issued.").format(parts=names)
        use_case = partial(receive_parts, order_id=self.order_id, line_ids=tuple(part.line_id for part in parts))

        def done(_none: object) -> None:
            self.toast(said)
            self.parts.table.setFocus()

        self.booking.do(use_case, done=done, refused=self.show_refusal)

    def _wait(self, reason: str) -> None:
        use_case = partial(wait_for_parts, order_id=self.order_id, reason=reason)
        field = self.parts.reason

        def done(_none: object) -> None:
            field.set_text("")
            self.jobs.table.setFocus()  # the form goes away: the cursor would fall to the rail

        self.booking.do(use_case, done=done, refused=self.show_refusal, saves=(field,))

    def _report(self) -> None:
        use_case = partial(report, order_id=self.order_id)
        self.booking.do(use_case, done=self._reported, refused=self.show_refusal)

    def _reported(self, _none: object) -> None:
        self.toast(_("Reported complete. Mutual check and final check follow."))


def _nothing(_none: object) -> None:
    """The page reads itself again when the worker tells what was written."""
