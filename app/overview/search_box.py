"""The search box: what was typed, found among cars, people and orders (R174)."""

from app.desk import Desk
from app.search.find import Found, find


def search(desk: Desk, typed: str, *, limit: int = 20) -> tuple[Found, ...]:
    """The newest hits; nothing for an empty box."""
    with desk.look() as session:
        return find(session, typed, limit=limit)
