"""The handover of an order as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.checkin.choices import Wash
from app.order.checkin.tables import CheckIn
from app.order.handover.explanation import CLEANING, Grade, PassKind, Topic
from app.order.handover.left_undone import left_undone_in
from app.order.handover.tables import GatePass, Handover, HandoverTick
from app.order.quote.queries import agreed_lines_in
from app.records.catalogue.categories import LineKind
from app.records.staff.queries import names_in


@dataclass(frozen=True, slots=True)
class TickRow:
    """One point of the list that is done."""

    topic: Topic
    done_at: datetime
    done_by: str


@dataclass(frozen=True, slots=True)
class PassRow:
    """The gate pass."""

    number: str
    kind: PassKind
    issued_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """Everything of the handover; `topics` are the points that apply to this car."""

    out_odometer_km: int | None
    next_service_on: date | None
    next_service_km: int | None
    cautions: str
    grade: Grade | None
    follow_up_wish: str
    signed_at: datetime | None
    topics: tuple[Topic, ...]
    ticks: tuple[TickRow, ...]
    gate_pass: PassRow | None

    @property
    def is_unsatisfied(self) -> bool:
        """Whether the customer gave a grade with which nobody just drives off (R041)."""
        return self.grade in (Grade.UNSATISFIED, Grade.VERY_UNSATISFIED)

    @property
    def open_topics(self) -> tuple[Topic, ...]:
        """The points not yet done."""
        done = {tick.topic for tick in self.ticks}
        return tuple(topic for topic in self.topics if topic not in done)


def handover_in(session: Session, order_id: int) -> HandoverRow:
    """The handover, inside an open session; empty before it begins."""
    row = session.get(Handover, order_id) or Handover(order_id=order_id, cautions="", follow_up_wish="")
    names = names_in(session)
    ticks = session.scalars(select(HandoverTick).where(HandoverTick.order_id == order_id))
    gate = session.scalar(select(GatePass).where(GatePass.order_id == order_id).order_by(GatePass.id.desc()))
    return HandoverRow(
        row.out_odometer_km, row.next_service_on, row.next_service_km, row.cautions, row.grade, row.follow_up_wish,
        row.signed_at, topics_of(session, order_id),
        tuple(TickRow(tick.topic, tick.done_at, names.get(tick.done_by, "")) for tick in ticks),
        PassRow(gate.number, gate.kind, gate.issued_at, gate.valid_until) if gate else None,
    )  # fmt: skip


def handover(desk: Desk, order_id: int) -> HandoverRow:
    """The handover of an order."""
    with desk.look() as session:
        return handover_in(session, order_id)


def topics_of(session: Session, order_id: int) -> tuple[Topic, ...]:
    """The points that apply to this car (R039): nobody ticks a wash that was declined, valuables where none were
    left, old parts where none were taken out, or reminders where nothing was put off."""
    row = session.execute(select(CheckIn.wash, CheckIn.has_no_valuables).where(CheckIn.order_id == order_id)).first()
    has_parts = any(line.kind is LineKind.PART for line in agreed_lines_in(session, order_id))
    idle = {
        Topic.EXTERIOR_WASHED: row is not None and row.wash is Wash.NONE,
        Topic.VALUABLES_COMPARED: row is not None and row.has_no_valuables,
        Topic.OLD_PARTS_SHOWN: not has_parts,
        Topic.DECLINED_REMINDED: not left_undone_in(session, order_id),
    }
    return tuple(topic for topic in Topic if not idle.get(topic, False))


def is_clean(row: HandoverRow) -> bool:
    """Whether the cleaning is done: with the final check passed, the car can be fetched."""
    return not set(CLEANING) & set(row.open_topics)
