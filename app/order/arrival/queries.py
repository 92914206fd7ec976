"""Who waits to be received, the longest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.arrival.tables import Arrival
from app.records.staff.queries import names_in
from app.records.vehicles.plate import PlateType, read_plate

ArrivalId = NewType("ArrivalId", int)
WAITS = (Arrival.order_id.is_(None), Arrival.taken_away_at.is_(None))


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """A car that is not an order yet; `picked_up_by` has begun to receive it."""

    id: ArrivalId
    arrived_at: datetime
    plate: str
    plate_type: PlateType
    words: str
    reception_started_at: datetime | None
    picked_up_by: str


def arrivals(desk: Desk) -> tuple[ArrivalRow, ...]:
    """Every car that waits or is being received."""
    with desk.look() as session:
        return arrivals_in(session)


def arrivals_in(session: Session) -> tuple[ArrivalRow, ...]:
    """The same inside an open session."""
    names = names_in(session)
    rows = session.scalars(select(Arrival).where(*WAITS).order_by(Arrival.arrived_at, Arrival.id))
    return tuple(
        ArrivalRow(
            ArrivalId(row.id), row.arrived_at, row.plate, read_plate(row.plate).plate_type, row.words,
            row.reception_started_at, names.get(row.picked_up_by or 0, ""),
        )
        for row in rows
    )  # fmt: skip


def waiting_with_plate(session: Session, plate: str) -> Arrival | None:
    """The arrival of this plate that still waits."""
    if not plate:
        return None
    return session.scalars(select(Arrival).where(*WAITS, Arrival.plate == plate).order_by(Arrival.id)).first()
