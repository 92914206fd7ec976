"""How the store fares while it is open: may it be written, does its clock stand right, how old are its backups."""

from dataclasses import dataclass
from datetime import datetime

from app.desk import Desk
from app.upkeep.backup.keeping import BackupStanding, backup_standing


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """`only_looks`: why nothing may be written; `booked_until`: given while the clock stands before it.

    `backup` is None where none are made: a demo, a private copy, a store that is not founded yet, PostgreSQL.
    """

    only_looks: str
    booked_until: datetime | None
    backup: BackupStanding | None


def health(desk: Desk) -> StoreHealth:
    """Look at the store; touches the disk but changes nothing."""
    store = desk.store
    is_back = store.watch is not None and store.watch.is_set_back(store.clock.now())
    is_kept = not store.is_demo and not store.only_looks and store.engine.dialect.name == "sqlite"
    return StoreHealth(
        only_looks=store.only_looks,
        booked_until=store.watch.latest_at if is_back and store.watch is not None else None,
        backup=backup_standing(desk) if is_kept else None,
    )
