"""What the person at the desk typed and did not save: which form, whose car, how long ago."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from app.desk import Desk
from app.drafts import FIELD_MARK, KeptField
from app.kernel.language import _
from app.order.tables import ServiceOrder
from app.order.workflow import STEP_WORDS, Step
from app.records.staff.tables import StaffMember


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The fields of one place that were typed into, the newest first.

    `go` names the place of the window and what to open there; `title` the form, `about` the car or the person.
    """

    place: str
    go: tuple[str, str]
    title: str
    about: str
    fields: tuple[KeptField, ...]
    now: datetime

    @property
    def saved_at(self) -> datetime:
        """When the newest of it was typed."""
        return max(field.saved_at for field in self.fields)


def unfinished(desk: Desk) -> tuple[Unfinished, ...]:
    """Everything of the last week, place by place, the newest place first."""
    fields = sorted(desk.kept_fields(), key=_place)
    with desk.look() as session:
        now = desk.store.clock.now()
        places = [_told(session, place, tuple(of_it), now) for place, of_it in groupby(fields, _place)]
    return tuple(sorted((one for one in places if one), key=lambda one: one.saved_at, reverse=True))


def _place(field: KeptField) -> str:
    return field.key.partition(FIELD_MARK)[0]


def _told(session: Session, place: str, fields: tuple[KeptField, ...], now: datetime) -> Unfinished | None:
    """None for what belongs to something that is no longer there."""
    kind, _dot, which = place.partition(".")
    if kind == "order":
        number, _dot, part = which.partition(".")
        order = session.get(ServiceOrder, int(number))
        if order is None:
            return None
        title = _(STEP_WORDS[Step(part)]) if part in set(Step) else _("Order")
        about = " · ".join(filter(None, (order.number, order.plate, order.owner_name)))
        return Unfinished(place, ("order", order.number), title, about, fields, now)
    if kind == "board":
        return Unfinished(place, ("board", "arrived"), _("Arrival"), "", fields, now)
    section, _dot, member_id = which.partition(".")
    member = session.get(StaffMember, int(member_id)) if member_id.isdigit() else None
    title = _("Staff") if section == "staff" else _("Store")
    about = member.name if member else _("New person") if section == "staff" else ""
    return Unfinished(place, ("settings", section), title, about, fields, now)
