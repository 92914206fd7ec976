"""Keep the backups going: is one due, make it, copy it to the second place; how they stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.desk import Desk
from app.kernel.database import troubles
from app.trust import chain
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.make import Backup
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import places, places_in
from app.upkeep.backup.shelf import put, shelved, thin_out

EVERY = timedelta(hours=2)
OLDEST = timedelta(hours=24)
OLDEST_SECOND = timedelta(days=7)
# Closing the window need not wait for a backup when one was made just now.
CLOSING = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class BackupStanding:
    """How the backups of the store stand. `is_due`: something was booked since, and two hours have passed."""

    folder: str
    second: str
    proved_at: datetime | None
    second_at: datetime | None
    is_due: bool
    is_changed: bool
    is_old: bool
    is_second_old: bool


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A finished backup as the settings list it; `path` is where it can be restored from."""

    path: str
    name: str
    at: datetime
    seq: int
    size: int
    is_in_folder: bool
    is_in_second: bool


def backup_rows(desk: Desk) -> tuple[BackupRow, ...]:
    """Every backup in both places, the furthest first."""
    where = places(desk)
    first = {one.name: one for one in shelved(Path(where.folder))} if where.folder else {}
    second = {one.name: one for one in shelved(Path(where.second))} if where.second else {}
    whole = sorted({**second, **first}.values(), key=lambda one: (one.seq, one.at), reverse=True)
    return tuple(
        BackupRow(one.path, one.name, one.at, one.seq, one.size, one.name in first, one.name in second) for one in whole
    )


def backup_standing(desk: Desk) -> BackupStanding:
    """Read both folders and the chain; changes nothing."""
    with desk.look() as session:
        where, head = places_in(session), chain.head(session)
    now = desk.store.clock.now()
    first = shelved(Path(where.folder))[:1] if where.folder else ()
    second = shelved(Path(where.second))[:1] if where.second else ()
    proved_at, second_at = first[0].at if first else None, second[0].at if second else None
    # The backup's own entry in the chain is no news.
    is_changed = head.seq > (first[0].seq + 1 if first else 0)
    return BackupStanding(
        folder=where.folder,
        second=where.second,
        proved_at=proved_at,
        second_at=second_at,
        is_due=bool(where.folder) and is_changed and _is_far(proved_at, now, EVERY),
        is_changed=is_changed,
        is_old=is_changed and _is_far(proved_at, now, OLDEST),
        is_second_old=bool(where.second) and is_changed and _is_far(second_at, now, OLDEST_SECOND),
    )


def keep_backed_up(desk: Desk, *, why: Why, is_apart: bool = False) -> Backup:
    """Make a backup in the store's folder for backups, and copy it to the second place where that is plugged in.

    `is_apart` as in `back_up`. Trouble: no folder is set, no room, or the backup could not be proved.
    """
    where = places(desk)
    backup = back_up(desk, Path(where.folder), why=why, is_apart=is_apart)
    if where.second:
        with troubles():
            put(Path(backup.path), Path(where.second), name=backup.name)
            thin_out(Path(where.second), desk.store.utc_offset_minutes)
    return backup


def is_wanted_when_closing(desk: Desk) -> bool:
    """Whether something was booked since the last backup, and that was not just now."""
    store = desk.store
    if store.is_demo or store.only_looks:
        return False
    standing = backup_standing(desk)
    return bool(standing.folder) and standing.is_changed and _is_far(standing.proved_at, store.clock.now(), CLOSING)


def _is_far(then: datetime | None, now: datetime, span: timedelta) -> bool:
    """Whether it lies that far from now, on either side: a clock that was set back postpones no backup."""
    return then is None or abs(now - then) >= span
