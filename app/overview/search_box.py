"""The search box: what was typed, found among cars, people and orders (R174); numbers stand masked (R121)."""

from dataclasses import replace

from app.desk import Desk
from app.records.customers.phone import masked
from app.search.find import Found, find
from app.search.index import SearchKind


def search(desk: Desk, typed: str, *, limit: int = 20) -> tuple[Found, ...]:
    """The newest hits; nothing for an empty box."""
    with desk.look() as session:
        found = find(session, typed, limit=limit)
    return tuple(
        replace(hit, subtitle=masked(hit.subtitle)) if hit.kind is SearchKind.CUSTOMER else hit for hit in found
    )
