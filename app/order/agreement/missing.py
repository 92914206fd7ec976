"""What still stands in the way of signing the agreement (T4)."""

from datetime import datetime

from app.kernel.language import _
from app.order.checkin.form import Lack
from app.order.quote.missing import lacks_to_sign
from app.order.quote.queries import VersionRow


def lacks_to_agree(version: VersionRow | None, *, promised_at: datetime, now: datetime) -> tuple[Lack, ...]:
    """An issued quote, a decision on every line, a promise that is still ahead."""
    if version is None or version.issued_at is None:
        return (Lack("order.step.quote", _("An issued quote")),)
    undecided = tuple(Lack("order.step.quote", lack.name) for lack in lacks_to_sign(version))
    late = (Lack("order.promise", _("A promised time that is still ahead")),) if promised_at <= now else ()
    return undecided + late
