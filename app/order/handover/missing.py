"""What still stands in the way of the customer's signature, and of the gate pass (T11)."""

from app.kernel.language import _
from app.order.checkin.form import Lack
from app.order.handover.explanation import TOPIC_WORDS
from app.order.handover.queries import HandoverRow


def lacks_to_sign(row: HandoverRow, *, has_signed: bool) -> tuple[Lack, ...]:
    """Every point done, the odometer read, the next service named, the grade asked, the customer's signature."""
    still = row.open_topics
    name = _(TOPIC_WORDS[still[0]]) if len(still) == 1 else _("{count} points of the list").format(count=len(still))
    checks = (
        (bool(still), Lack("handover.checklist", name)),
        (row.out_odometer_km is None, Lack("handover.odometer", _("Odometer at leaving"))),
        (row.next_service_on is None or row.next_service_km is None, Lack("handover.next_service", _("Next service"))),
        (row.grade is None, Lack("handover.grade", _("Satisfied just now?"))),
        (not has_signed, Lack("handover.sign", _("Customer's signature"))),
    )
    return tuple(lack for is_missing, lack in checks if is_missing)
