"""An advisor has time: the reception of a waiting car begins (R022)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.arrival.queries import ArrivalId, waiting_with_plate
from app.order.arrival.tables import Arrival
from app.records.vehicles.tables import Vehicle
from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class PickedUp:
    """What check-in begins with; `vehicle_id` where the store knows the plate."""

    arrival_id: ArrivalId
    plate: str
    words: str
    vehicle_id: int | None
    arrived_at: datetime
    reception_started_at: datetime


def pick_up(desk: Desk, arrival_id: int) -> PickedUp:
    """Begin to receive it. Whoever takes it over later goes on: the reception began with the first.

    Refuses: arrival.over, row.gone.
    """
    with desk.deed(Deed.ARRIVAL_PICK_UP) as deed:
        row = still_waiting(deed, arrival_id)
        row.reception_started_at = row.reception_started_at or deed.now
        row.picked_up_by = deed.person.id
        deed.note(arrival=row.id)
        return PickedUp(
            ArrivalId(row.id), row.plate, row.words, _known_car(deed.session, row.plate), row.arrived_at,
            row.reception_started_at,
        )  # fmt: skip


def still_waiting(deed: DeedInProgress, arrival_id: int) -> Arrival:
    """The row, if it is neither an order nor taken away. Refuses: arrival.over, row.gone."""
    row = deed.get(Arrival, arrival_id)
    if row.order_id is not None or row.taken_away_at is not None:
        raise Refusal("arrival.over", _("Somebody else has seen to this car already."))
    return row


def received(deed: DeedInProgress, *, arrival_id: int | None, plate: str) -> Arrival | None:
    """The arrival that a check-in now ends: the one it was begun from, else the one with its plate, if it waits."""
    row = deed.session.get(Arrival, arrival_id) if arrival_id is not None else None
    if row is not None and row.order_id is None and row.taken_away_at is None:
        return row
    return waiting_with_plate(deed.session, plate)


def _known_car(session: Session, plate: str) -> int | None:
    return session.scalar(select(Vehicle.id).where(Vehicle.plate == plate)) if plate else None
