"""Once a day: a seventh of the stored files is read again, and files that no row names any more are collected."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.desk import Desk
from app.kernel.clock import business_day
from app.kernel.database import troubles
from app.upkeep.backup.places import places
from app.upkeep.backup.prove import files_named
from app.upkeep.backup.shelf import shelved

DAYS = 7
# A file is put before the row that names it; and what a paper or photograph lost may be wanted back for a while.
LEAST_AGE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tidied:
    """The first digits of files that are missing or altered, and how many orphans were collected."""

    unsound: tuple[str, ...]
    collected: int


def tidy(desk: Desk) -> Tidied:
    """Read today's seventh of the files that rows name; collect orphans. A week reads each of them once."""
    store = desk.store
    with troubles():
        connection = store.engine.raw_connection()
        try:
            named = files_named(connection.driver_connection)
        finally:
            connection.close()
        today = business_day(store.clock.now(), store.utc_offset_minutes)
        turn = [digest for digest in named if int(digest[:8], 16) % DAYS == today.toordinal() % DAYS]
        unsound = sorted(digest[:12] for digest in turn if not store.blobs.is_sound(digest))
        return Tidied(tuple(unsound), _collect(desk, named))


def _collect(desk: Desk, named: frozenset[str]) -> int:
    """Delete orphans that are thirty days old and older than the oldest backup, which might name them yet."""
    store = desk.store
    where = places(desk)
    backups = [one.at for folder in (where.folder, where.second) if folder for one in shelved(Path(folder))]
    if store.only_looks or not backups:
        return 0
    before = min(min(backups), store.clock.now() - LEAST_AGE)
    orphans = [
        path for path in store.blobs.folder.glob("??/??/*") if path.name not in named and _changed_at(path) < before
    ]
    for path in orphans:
        path.unlink()
    return len(orphans)


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
