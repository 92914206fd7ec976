"""What still stands in the way of the customer's signature (T11), and of leaving without repair (T5)."""

from app.kernel.language import _, counted
from app.order.checkin.form import Lack
from app.order.handover.explanation import TOPIC_WORDS, Topic
from app.order.handover.queries import HandoverRow


def lacks_to_sign(row: HandoverRow, *, has_signed: bool) -> tuple[Lack, ...]:
    """Every point done, the odometer read, the next service named, the grade asked, the customer's signature."""
    still = row.open_topics
    name = (
        _(TOPIC_WORDS[still[0]])
        if len(still) == 1
        else counted("{count} point of the list", "{count} points of the list", len(still))
    )
    checks = (
        (bool(still), Lack("handover.checklist", name)),
        (row.out_odometer_km is None, Lack("handover.odometer", _("Odometer at leaving"))),
        (row.next_service_on is None or row.next_service_km is None, Lack("handover.next_service", _("Next service"))),
        (row.grade is None, Lack("handover.grade", _("Satisfied just now?"))),
        (not has_signed, Lack("handover.sign", _("Customer's signature"))),
    )
    return tuple(lack for is_missing, lack in checks if is_missing)


GIVEN_BACK = (Topic.VALUABLES_COMPARED, Topic.KEYS_RETURNED)


def lacks_to_let_go(
    topics: tuple[Topic, ...], out_odometer_km: int | None, given_back: frozenset[Topic]
) -> tuple[Lack, ...]:
    """The odometer read, the keys returned, and the valuables compared where some were left in the car."""
    open_topics = (topic for topic in GIVEN_BACK if topic in topics and topic not in given_back)
    unread = (Lack("let_go.odometer", _("Odometer at leaving")),) if out_odometer_km is None else ()
    return (*unread, *(Lack(f"let_go.{topic.value}", _(TOPIC_WORDS[topic])) for topic in open_topics))
