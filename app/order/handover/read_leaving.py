"""Reading what is typed beside the handover list: odometer, day and kilometre of the next service."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width, scaled
from app.order.handover.explanation import Grade
from app.order.handover.hand_over import Leaving

MOST_KM = 2_000_000


@dataclass(frozen=True, slots=True)
class TypedLeaving:
    """The fields as they stand; empty ones are not yet filled."""

    odometer: str = ""
    next_service_on: str = ""
    next_service_km: str = ""
    cautions: str = ""
    grade: Grade | None = None
    follow_up_wish: str = ""


def read_leaving(typed: TypedLeaving, *, usual_cautions: str) -> Leaving:
    """What the fields say; the usual cautions are not kept, so that a paper tells them in its own language.

    Refuses: leaving.kilometres, leaving.day.
    """
    cautions = typed.cautions.strip()
    return Leaving(
        out_odometer_km=kilometres(typed.odometer, "handover.odometer"),
        next_service_on=read_day(typed.next_service_on, field="handover.next_service"),
        next_service_km=kilometres(typed.next_service_km, "handover.next_service_km"),
        cautions="" if cautions == usual_cautions.strip() else cautions,
        grade=typed.grade,
        follow_up_wish=typed.follow_up_wish.strip(),
    )


def readable(typed: TypedLeaving, *, usual_cautions: str) -> Leaving:
    """The same while someone is still typing: what cannot be read counts as empty."""
    try:
        return read_leaving(typed, usual_cautions=usual_cautions)
    except Refusal as refusal:
        return readable(_EMPTIED[refusal.field or ""](typed), usual_cautions=usual_cautions)


def read_day(typed: str, *, field: str) -> date | None:
    """A day as people type it: 2027-05-23, 2027.5.23, 20270523, 2027年5月23日; None for nothing.

    >>> read_day("２０２７／5／23", field="handover.next_service")
    datetime.date(2027, 5, 23)
    """
    words = half_width(typed).strip()
    if not words:
        return None
    parts = "".join(sign if sign.isdecimal() else " " for sign in words).split()
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError as error:
        raise Refusal(
            "leaving.day", _("“{typed}” is not a day. Type it like 2027-05-23.").format(typed=typed), field=field
        ) from error


def kilometres(typed: str, field: str) -> int | None:
    """A reading as people type it, `86,212 km`; None for nothing. Refuses: leaving.kilometres."""
    words = half_width(typed).casefold().replace("km", "").strip()
    if not words:
        return None
    km = scaled(words, 0)
    if km is None or not 0 <= km < MOST_KM:
        raise Refusal(
            "leaving.kilometres",
            _("“{typed}” is no kilometre reading. Type whole kilometres.").format(typed=typed),
            field=field,
        )
    return km


_EMPTIED: dict[str, Callable[[TypedLeaving], TypedLeaving]] = {
    "handover.odometer": lambda typed: replace(typed, odometer=""),
    "handover.next_service": lambda typed: replace(typed, next_service_on=""),
    "handover.next_service_km": lambda typed: replace(typed, next_service_km=""),
}
