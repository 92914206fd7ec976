"""How the store stands, for the status line and the sign-in page: its name, its people, whether it is a demo."""

from dataclasses import dataclass

from app.desk import Desk
from app.records.staff.queries import MemberRow, members_in
from app.records.store.queries import profile_in
from app.records.store.rules import LOCK, rule_in


@dataclass(frozen=True, slots=True)
class StoreStanding:
    """The store's name and people, how soon its desks lock; `is_founded` is false before first run."""

    is_founded: bool
    name: str
    is_demo: bool
    people: tuple[MemberRow, ...]
    lock_minutes: int = LOCK.default


def standing(desk: Desk) -> StoreStanding:
    """Read it; an empty store is not yet founded."""
    with desk.look() as session:
        people = members_in(session)
        if not people:
            return StoreStanding(False, "", False, ())
        profile = profile_in(session)
        lock_minutes = rule_in(session, LOCK)
    return StoreStanding(True, profile.name, profile.is_demo, people, lock_minutes)
