"""A technician works: start, pause with a reason, go on, finish; the foreman reports all complete (T7)."""

from collections.abc import Sequence

from sqlalchemy import select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.order.moves import lower_flag, move, raise_flag
from app.order.queries import flags_in
from app.order.quote.queries import LineId
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.order.workshop.missing import lacks_to_report
from app.order.workshop.queries import work_in
from app.order.workshop.states import JobState, PauseReason
from app.order.workshop.tables import Job, WorkPause
from app.order.workshop.work_order_content import work_order_content
from app.order.workshop.work_order_paper import SelfCheck, WorkOrderContent, typeset
from app.paper.content import Signed, SignerRole
from app.paper.issue import earlier_of, file, freeze, newest_of
from app.paper.kinds import PaperKind, sheet_number
from app.records.staff.queries import names_in
from app.trust.deeds import Deed
from app.trust.roles import Role

_FLAG_OF: dict[PauseReason, Flag] = {
    PauseReason.PARTS: Flag.WAITING_PARTS,
    PauseReason.CUSTOMER: Flag.WAITING_CUSTOMER,
    PauseReason.INSURANCE: Flag.WAITING_INSURANCE,
}


def start(desk: Desk, line_id: LineId) -> None:
    """Begin a dispatched line, or go on after a pause. Refuses: work.not_yours, work.state, order.stage."""
    with desk.deed(Deed.WORK_START) as deed:
        job = _job(deed, line_id, JobState.DISPATCHED, JobState.PAUSED, JobState.REWORK)
        if job.state is JobState.PAUSED:
            _resume(deed, job)
        job.state = JobState.WORKING
        job.started_at = job.started_at or deed.now
        deed.note(line=line_id)


def pause(desk: Desk, line_id: LineId, *, reason: PauseReason) -> None:
    """Rest a line in work; waiting for parts, customer or insurer raises the order's flag. Refuses: work.*."""
    with desk.deed(Deed.WORK_PAUSE) as deed:
        job = _job(deed, line_id, JobState.WORKING)
        job.state = JobState.PAUSED
        deed.session.add(WorkPause(line_id=line_id, paused_at=deed.now, reason=reason.value))
        if reason in _FLAG_OF:
            raise_flag(deed, job.order_id, _FLAG_OF[reason])
        deed.note(line=line_id, reason=reason.value)


def finish(desk: Desk, line_id: LineId) -> None:
    """Report a line done. Refuses: work.not_yours, work.state, order.stage."""
    with desk.deed(Deed.WORK_FINISH) as deed:
        job = _job(deed, line_id, JobState.WORKING)
        job.state, job.finished_at = JobState.FINISHED, deed.now
        deed.note(line=line_id)


def report_complete(
    desk: Desk, order_id: int, *, is_self_checked: bool, self_checks: tuple[SelfCheck, ...] = ()
) -> None:
    """Hand the car to quality control and freeze D06.

    Refuses: report.missing (lines not dispatched or finished, parts not issued, self check), order.stage.
    """
    with desk.deed(Deed.WORK_REPORT, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.IN_WORK)
        work = work_in(deed.session, order_id)
        missing = lacks_to_report(work, flags_in(deed.session, order_id), is_self_checked=is_self_checked)
        if missing:
            raise Missing(
                "report.missing",
                _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
                fields=tuple(lack.field for lack in missing),
            )
        move(deed, order, Stage.IN_QC)
        names = names_in(deed.session)
        # Where additional work took all labour out, who reports it answers for the sheet alone.
        first = work.jobs[0] if work.jobs else None
        technician = names.get((first.technician_id if first else None) or 0, deed.person.name)
        foreman = names.get((first.dispatched_by if first else None) or 0, deed.person.name)
        paper_id = freeze(
            deed,
            PaperKind.WORK_ORDER,
            sheet_number(order.number, PaperKind.WORK_ORDER, earlier_of(deed, PaperKind.WORK_ORDER)),
            in_place_of=newest_of(deed, PaperKind.WORK_ORDER),
            content=work_order_content(deed.session, deed.store, order_id, self_checks=self_checks),
            signatures=(
                Signed(SignerRole.FOREMAN, foreman, deed.now),
                Signed(SignerRole.TECHNICIAN, technician, deed.now),
            ),
        )
    file(desk, paper_id, kind=WorkOrderContent, typeset=typeset)


def leave_undone(deed: DeedInProgress, line_ids: Sequence[int]) -> None:
    """These lines are not done after all: out of the technician's hands, inside the deed that takes them out."""
    for job in deed.session.scalars(select(Job).where(Job.line_id.in_(line_ids))):
        _resume(deed, job)
        job.state = JobState.TAKEN_OUT


def send_back(deed: DeedInProgress, order_id: int) -> None:
    """Every job of the order is to be done again, inside the deed that sends the car back."""
    query = select(Job).where(Job.order_id == order_id, Job.state != JobState.TAKEN_OUT)
    for job in deed.session.scalars(query):
        job.state, job.finished_at = JobState.REWORK, None


def _job(deed: DeedInProgress, line_id: LineId, *states: JobState) -> Job:
    job = deed.get(Job, line_id)
    deed.order_id = job.order_id
    require(deed.get(ServiceOrder, job.order_id).stage, Stage.IN_WORK)
    if job.technician_id != deed.person.id and Role.FOREMAN not in deed.person.roles:
        raise Refusal("work.not_yours", _("This line is in another technician's hands."), field="workshop.queue")
    if job.state not in states:
        raise Refusal("work.state", _("This line is not in a state for that. Press F5 and look again."))
    return job


def _resume(deed: DeedInProgress, job: Job) -> None:
    open_pause = deed.session.scalar(
        select(WorkPause).where(WorkPause.line_id == job.line_id, WorkPause.resumed_at.is_(None))
    )
    if open_pause is None:
        return
    open_pause.resumed_at = deed.now
    flag = _FLAG_OF.get(PauseReason(open_pause.reason))
    if flag is not None:
        lower_flag(deed, job.order_id, flag)
