"""How a visit begins: what the page needs of the store, the form of a waiting car, the times in the head."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.desk import Desk
from app.kernel.language import _
from app.order.arrival.pick_up import PickedUp
from app.order.checkin.draft import BLANK
from app.order.checkin.form import CheckinForm
from app.records.vehicles.queries import models
from ui import formats
from ui.order.checkin.car_part import Model


@dataclass(frozen=True, slots=True)
class Opening:
    """What the page needs of the store before anything is typed."""

    now: datetime
    utc_offset_minutes: int
    models: tuple[Model, ...]


def opening(desk: Desk) -> Opening:
    """Read it."""
    return Opening(desk.store.clock.now(), desk.store.utc_offset_minutes, models(desk))


def begun_from(picked: PickedUp) -> CheckinForm:
    """A blank form that knows since when the car waits, and its plate."""
    return replace(
        BLANK, arrival_id=picked.arrival_id, plate=picked.plate, arrived_at=picked.arrived_at,
        reception_started_at=picked.reception_started_at,
    )  # fmt: skip


def started(form: CheckinForm) -> CheckinForm:
    """A blank form with the times of this one: what is no field of the page."""
    return replace(
        BLANK, arrival_id=form.arrival_id, arrived_at=form.arrived_at, reception_started_at=form.reception_started_at
    )


def times_of(form: CheckinForm) -> str:
    """`arrived 10:05 · reception began 10:12`; of a car that did not wait only the second."""
    if form.reception_started_at is None:
        return ""
    began = _("reception began {time}").format(time=formats.time_of_day(form.reception_started_at))
    if form.arrival_id is None or form.arrived_at is None:
        return began
    return formats.joined(_("arrived {time}").format(time=formats.time_of_day(form.arrived_at)), began)
