"""The work of an order, and the queue of the workshop, as frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.desk import Desk, Person
from app.order.quote.queries import LineId, agreed_lines_in
from app.order.tables import Comeback, ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.states import JobState
from app.order.workshop.tables import Job, PartIssue, WorkPause
from app.paper.kinds import PaperKind
from app.paper.tables import Paper
from app.records.catalogue.categories import LineKind
from app.records.catalogue.tables import Part
from app.records.staff.queries import names_in
from app.records.store.tables import Bay
from app.trust.roles import Role

_IS_COMEBACK = exists().where(Comeback.order_id == ServiceOrder.id)


@dataclass(frozen=True, slots=True)
class JobRow:
    """One agreed labour line; `state` is empty until it is dispatched. Hours in hundredths."""

    line_id: LineId
    code: str
    name_zh: str
    name_en: str
    hours_x100: int
    needs_hv_qualification: bool
    technician_id: int | None
    technician: str
    bay_id: int | None
    bay: str
    state: JobState | None
    dispatched_by: int | None
    dispatched_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    pause_reason: str
    has_failed: bool  # reported done once, sent back by a check, not done again yet

    @property
    def can_start(self) -> bool:
        """Whether it can be begun, or gone on with."""
        return self.state in (JobState.DISPATCHED, JobState.PAUSED, JobState.REWORK)

    @property
    def is_under_way(self) -> bool:
        """Whether somebody works on it now: it can be paused or finished."""
        return self.state is JobState.WORKING

    @property
    def can_change_hands(self) -> bool:
        """Whether another technician may get it: not while it is being worked on."""
        return self.state in (None, JobState.DISPATCHED, JobState.REWORK)

    def is_in_hand_of(self, person: Person) -> bool:
        """Whether this person may start, pause and finish it: whose it is, and the foreman."""
        return self.state is not None and (self.technician_id == person.id or Role.FOREMAN in person.roles)


@dataclass(frozen=True, slots=True)
class PartRow:
    """One agreed part: where it lies, whether it was handed out. Quantities in thousandths."""

    line_id: LineId
    code: str
    name_zh: str
    name_en: str
    quantity_milli: int
    unit: str
    bin_location: str
    stock_milli: int
    issued_at: datetime | None

    @property
    def can_be_issued(self) -> bool:
        """Whether it is still to be handed out, and enough lies on the shelf."""
        return self.issued_at is None and self.stock_milli >= self.quantity_milli

    @property
    def is_short(self) -> bool:
        """Whether it is still to be handed out, and too little lies on the shelf."""
        return self.issued_at is None and not self.can_be_issued


@dataclass(frozen=True, slots=True)
class Work:
    """All that the workshop does for one order."""

    order_id: int
    jobs: tuple[JobRow, ...]
    parts: tuple[PartRow, ...]

    @property
    def undispatched(self) -> tuple[JobRow, ...]:
        """Lines nobody has yet."""
        return tuple(job for job in self.jobs if job.state is None)

    @property
    def is_finished(self) -> bool:
        """Whether every line is done."""
        return all(job.state is JobState.FINISHED for job in self.jobs)


@dataclass(frozen=True, slots=True)
class QueuedJob:
    """A job as a technician's list shows it."""

    order_id: int
    number: str
    plate: str
    plate_type: str
    model_name: str
    promised_at: datetime
    owner_name: str
    stage: Stage
    is_comeback: bool
    job: JobRow


def work_in(session: Session, order_id: int) -> Work:
    """The work of one order, inside an open session."""
    names, lines = names_in(session), agreed_lines_in(session, order_id)
    bays = {row.id: row.name for row in session.execute(select(Bay.id, Bay.name))}
    jobs = {job.line_id: job for job in session.scalars(select(Job).where(Job.order_id == order_id))}
    pauses, reported_at = _open_pauses(session, order_id), _reported_at(session, order_id)
    issued = {
        row.line_id: row.issued_at
        for row in session.execute(select(PartIssue.line_id, PartIssue.issued_at).where(PartIssue.order_id == order_id))
    }
    rows = []
    for line in lines:
        if line.kind is not LineKind.LABOUR:
            continue
        job = jobs.get(line.id)
        rows.append(
            JobRow(
                line.id, line.code, line.name_zh, line.name_en, line.quantity_milli // 10, line.needs_hv_qualification,
                job.technician_id if job else None, names.get(job.technician_id, "") if job else "",
                job.bay_id if job else None, bays.get(job.bay_id or 0, "") if job else "", job.state if job else None,
                job.dispatched_by if job else None, job.dispatched_at if job else None,
                job.started_at if job else None, job.finished_at if job else None, pauses.get(line.id, ""),
                job is not None and _has_failed(job, reported_at),
            )
        )  # fmt: skip
    parts = tuple(
        PartRow(
            line.id, line.code, line.name_zh, line.name_en, line.quantity_milli, line.unit,
            *_shelf(session, line.code), issued.get(line.id),
        )
        for line in lines
        if line.kind is LineKind.PART
    )  # fmt: skip
    return Work(order_id, tuple(rows), parts)


def work(desk: Desk, order_id: int) -> Work:
    """The work of one order."""
    with desk.look() as session:
        return work_in(session, order_id)


def queue(desk: Desk, technician_id: int | None = None) -> tuple[QueuedJob, ...]:
    """Jobs not yet finished of orders in work, comebacks first, then by promise; of one technician, or of all."""
    with desk.look() as session:
        columns = (
            ServiceOrder.id, ServiceOrder.number, ServiceOrder.plate, ServiceOrder.plate_type, ServiceOrder.model_name,
            ServiceOrder.promised_at, ServiceOrder.owner_name, ServiceOrder.stage, _IS_COMEBACK,
        )  # fmt: skip
        stages = (Stage.AUTHORIZED, Stage.IN_WORK)
        query = select(*columns).where(ServiceOrder.stage.in_(stages))
        orders = session.execute(query.order_by(_IS_COMEBACK.desc(), ServiceOrder.promised_at)).all()
        return tuple(
            QueuedJob(*(*row, job))
            for row in orders
            for job in work_in(session, row.id).jobs
            if job.state is not JobState.FINISHED and technician_id in (None, job.technician_id)
        )


def _reported_at(session: Session, order_id: int) -> datetime | None:
    """When the work was reported complete (D06), unless it has passed its checks since (D07)."""
    kinds = (PaperKind.WORK_ORDER.value, PaperKind.QC.value)
    query = select(Paper.kind, Paper.issued_at).where(Paper.order_id == order_id, Paper.kind.in_(kinds))
    last = session.execute(query.order_by(Paper.id.desc()).limit(1)).first()
    return last.issued_at if last is not None and last.kind == PaperKind.WORK_ORDER.value else None


def _has_failed(job: Job, reported_at: datetime | None) -> bool:
    if job.started_at is None or reported_at is None:
        return False
    # Reported and not passed: only a failed check takes such work back.
    return job.state in (JobState.REWORK, JobState.WORKING, JobState.PAUSED) and job.started_at <= reported_at


def _open_pauses(session: Session, order_id: int) -> dict[int, str]:
    query = (
        select(WorkPause.line_id, WorkPause.reason)
        .join(Job, Job.line_id == WorkPause.line_id)
        .where(Job.order_id == order_id, WorkPause.resumed_at.is_(None))
    )
    return {row.line_id: row.reason for row in session.execute(query)}


def _shelf(session: Session, part_number: str) -> tuple[str, int]:
    row = session.execute(select(Part.bin_location, Part.stock_milli).where(Part.part_number == part_number)).first()
    return (row.bin_location, row.stock_milli) if row else ("", 0)
