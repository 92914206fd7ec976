"""How the store fares while it is open: may it be written, does its clock stand right. Read every minute."""

from dataclasses import dataclass
from datetime import datetime

from app.desk import Desk


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """`only_looks`: why nothing may be written; `booked_until`: given while the clock stands before it."""

    only_looks: str
    booked_until: datetime | None


def health(desk: Desk) -> StoreHealth:
    """Look at the store; touches the disk but changes nothing."""
    store = desk.store
    is_back = store.watch is not None and store.watch.is_set_back(store.clock.now())
    return StoreHealth(
        only_looks=store.only_looks,
        booked_until=store.watch.latest_at if is_back and store.watch is not None else None,
    )
