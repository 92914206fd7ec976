"""The odometer: judging a reading against the last one, and the true distance after a new instrument cluster."""

from app.kernel.language import _
from app.kernel.refusal import Refusal

HIGHEST_KM = 1_999_999
# Between two visits nobody drives this far; one digit too many does.
LARGEST_STEP_KM = 200_000


def judge_odometer(
    typed_km: int | None, last_km: int | None, *, replaced: bool, reason: str, field: str = "checkin.odometer"
) -> int:
    """The reading, if it can be right; an equal one is.

    A smaller reading is never decided silently: it wants `replaced` (a new instrument cluster) and a reason;
    a step of more than 200,000 km wants a reason (rules.md §1).
    Refuses: odometer.missing, odometer.absurd, odometer.back.

    >>> judge_odometer(86_210, 82_010, replaced=False, reason="")
    86210
    """
    if typed_km is None:
        raise Refusal("odometer.missing", _("Read the odometer and type the kilometres."), field=field)
    if not 0 <= typed_km <= HIGHEST_KM:
        raise Refusal(
            "odometer.absurd", _("An odometer shows 0 to {highest} km.").format(highest=f"{HIGHEST_KM:,}"), field=field
        )
    if last_km is not None:
        _against_last(typed_km, last_km, replaced=replaced, reason=reason.strip(), field=field)
    return typed_km


def accumulated_km(shown_km: int, *, replaced_at_km: int) -> int:
    """The true distance once a cluster was replaced: what the old one had shown, and what the new one shows.

    >>> accumulated_km(1_200, replaced_at_km=86_210)
    87410
    """
    return replaced_at_km + shown_km


def _against_last(typed_km: int, last_km: int, *, replaced: bool, reason: str, field: str) -> None:
    if typed_km < last_km and not replaced:
        raise Refusal(
            "odometer.back",
            _("Last time it was {last} km. Read it again, or note that the instrument cluster was replaced.").format(
                last=f"{last_km:,}"
            ),
            field=field,
        )
    if typed_km < last_km and not reason:
        raise Refusal("odometer.back", _("Say when and where the instrument cluster was replaced."), field=field)
    if typed_km - last_km > LARGEST_STEP_KM and not reason:
        raise Refusal(
            "odometer.absurd",
            _("That is {step} km more than last time. Read it again, or give the reason.").format(
                step=f"{typed_km - last_km:,}"
            ),
            field=field,
        )
