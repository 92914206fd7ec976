"""The whole workshop at one look: who works on what, what waits for a technician, who and where is free."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from app.desk import Desk
from app.kernel.clock import business_day
from app.order.queries import OrderHead, head_in
from app.order.quote.queries import LineId
from app.order.workshop.queries import QueuedJob, queue
from app.order.workshop.states import JobState
from app.order.workshop.tables import Job
from app.records.staff.queries import StaffId, has_high_voltage, members_in
from app.records.store.queries import BayRow, bays
from app.trust.roles import Role

IN_HAND = (JobState.DISPATCHED, JobState.WORKING, JobState.PAUSED, JobState.REWORK)


@dataclass(frozen=True, slots=True)
class Technician:
    """Someone who can be given work: how many lines are in their hands, whether high voltage is allowed today."""

    id: StaffId
    name: str
    open_jobs: int
    has_high_voltage: bool


@dataclass(frozen=True, slots=True)
class Crew:
    """Who and where: what the foreman chooses from."""

    technicians: tuple[Technician, ...]
    bays: tuple[BayRow, ...]


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """A signed order with lines nobody has yet. Hours in hundredths."""

    head: OrderHead
    jobs: tuple[QueuedJob, ...]

    @property
    def hours_x100(self) -> int:
        """The hours of its undispatched lines."""
        return sum(queued.job.hours_x100 for queued in self.jobs)

    @property
    def line_ids(self) -> tuple[LineId, ...]:
        """The lines to dispatch."""
        return tuple(queued.job.line_id for queued in self.jobs)

    @property
    def needs_high_voltage(self) -> bool:
        """Whether a line wants the high-voltage qualification."""
        return any(queued.job.needs_hv_qualification for queued in self.jobs)


@dataclass(frozen=True, slots=True)
class Shop:
    """Jobs in technicians' hands and orders that wait to be dispatched: comebacks first, then by promise."""

    now: datetime
    jobs: tuple[QueuedJob, ...]
    waiting: tuple[WaitingOrder, ...]
    crew: Crew


def crew(desk: Desk) -> Crew:
    """The technicians with what they have in hand, and the bays."""
    today = business_day(desk.store.clock.now(), desk.store.utc_offset_minutes)
    with desk.look() as session:
        open_jobs = Counter(session.scalars(select(Job.technician_id).where(Job.state.in_(IN_HAND))))
        technicians = tuple(
            Technician(member.id, member.name, open_jobs[member.id], has_high_voltage(session, member.id, on=today))
            for member in members_in(session, Role.TECHNICIAN)
        )
    return Crew(technicians, bays(desk))


def shop(desk: Desk) -> Shop:
    """Everything the workshop's page shows."""
    every = queue(desk)
    undispatched = [queued for queued in every if queued.job.state is None]
    with desk.look() as session:
        waiting = tuple(
            WaitingOrder(head_in(session, order_id), tuple(jobs))
            for order_id, jobs in groupby(undispatched, key=lambda queued: queued.order_id)
        )
    in_hand = tuple(queued for queued in every if queued.job.state is not None)
    return Shop(desk.store.clock.now(), in_hand, waiting, crew(desk))
