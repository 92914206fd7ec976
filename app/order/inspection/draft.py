"""The diagnosis while it is being written: kept for this person until the sheet is closed."""

import msgspec
from sqlalchemy.orm import Session

from app import drafts
from app.desk import Desk


def keep_diagnosis(desk: Desk, order_id: int, *, said: tuple[str, str, str]) -> None:
    """Keep cause, evidence and proposal as typed so far."""
    desk.keep_draft(_page(order_id), content=msgspec.json.encode(said).decode())


def kept_diagnosis(desk: Desk, order_id: int) -> tuple[str, str, str] | None:
    """What was typed and not yet frozen; None without a draft."""
    kept = desk.kept_draft(_page(order_id))
    return None if kept is None else msgspec.json.decode(kept.content, type=tuple[str, str, str])


def forget_diagnosis(desk: Desk, order_id: int) -> None:
    """Someone else closed the sheet, and what was typed is decided on."""
    desk.drop_draft(_page(order_id))


def drop_diagnosis(session: Session, desk: Desk, order_id: int) -> None:
    """Forget the draft, in the transaction that freezes the sheet."""
    drafts.drop(session, seat=desk.seat, person_id=desk.person.id, page=_page(order_id))


def _page(order_id: int) -> str:
    return f"inspection.{order_id}"
