"""The diagnosis while it is being written: kept for this person until the sheet is closed."""

import msgspec

from app.desk import Desk
from app.order.checkin.queries import check_in_of

_PAGE = "inspection.{order_id}"


def keep_diagnosis(desk: Desk, order_id: int, *, said: tuple[str, str, str]) -> None:
    """Keep cause, evidence and proposal as typed so far."""
    desk.keep_draft(_PAGE.format(order_id=order_id), content=msgspec.json.encode(said).decode())


def kept_diagnosis(desk: Desk, order_id: int) -> tuple[str, str, str] | None:
    """What was typed and not yet frozen; None without a draft."""
    kept = desk.kept_draft(_PAGE.format(order_id=order_id))
    return None if kept is None else msgspec.json.decode(kept.content, type=tuple[str, str, str])


def drop_diagnosis(desk: Desk, order_id: int) -> None:
    """Forget the draft: it stands in the sheet now."""
    desk.drop_draft(_PAGE.format(order_id=order_id))


def complaint_of(desk: Desk, order_id: int) -> str:
    """What the customer said when the car came."""
    return check_in_of(desk, order_id).customer_statement
