"""A folder of backups: the finished files by name, copied in safely, thinned out by rotation."""

import os
import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.kernel.durable import sync_folder
from app.upkeep.backup.rotation import Kept, to_delete

_NAME = re.compile(r"forecourt-(?P<at>[0-9]{8}T[0-9]{6})Z-(?P<seq>[0-9]{8,})\.zip")
_ROUGH = "forecourt-*.part"
# Where a backup is made before it bears its name; a killed process leaves it, a day later nobody works in it.
ROUGH_FOLDER = ".forecourt-backup-"
_FORGOTTEN_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Shelved:
    """A finished backup in a folder. It bears this name only since it was proved, at that time."""

    path: str
    name: str
    at: datetime
    seq: int
    size: int


def shelved(folder: Path) -> tuple[Shelved, ...]:
    """The backups in a folder, the furthest first; none where the folder is not there: a stick not plugged in."""
    try:
        found = [one for path in folder.iterdir() if (one := _shelved(path)) is not None]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda one: (one.seq, one.at), reverse=True))


def name_of(made_at: datetime, *, seq: int) -> str:
    """The name of a backup: its instant in UTC, and how far the chain goes, for clocks can be wrong.

    >>> name_of(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), seq=123)
    'forecourt-20261123T020000Z-00000123.zip'
    """
    return f"forecourt-{made_at.astimezone(UTC):%Y%m%dT%H%M%S}Z-{seq:08d}.zip"


def put(source: Path, folder: Path, *, name: str) -> str:
    """Copy a finished backup into a folder under this name; answers its path. OSError: no room, not plugged in."""
    folder.mkdir(parents=True, exist_ok=True)
    rough = folder / f"{name}.part"
    with source.open("rb") as inside, rough.open("wb") as outside:
        shutil.copyfileobj(inside, outside, 1024 * 1024)
        outside.flush()
        os.fsync(outside.fileno())
    rough.replace(folder / name)
    sync_folder(folder)
    return str(folder / name)


def thin_out(folder: Path, utc_offset_minutes: int) -> int:
    """Delete what rotation lets go, and what was begun and never finished; answers how many backups went."""
    local = timedelta(minutes=utc_offset_minutes)
    names = to_delete(Kept(one.name, one.at + local, one.seq) for one in shelved(folder))
    for name in names:
        (folder / name).unlink(missing_ok=True)
    for rough in folder.glob(_ROUGH):
        rough.unlink(missing_ok=True)
    for left in folder.glob(f"{ROUGH_FOLDER}*"):
        if time.time() - left.stat().st_mtime > _FORGOTTEN_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    return len(names)


def _shelved(path: Path) -> Shelved | None:
    found = _NAME.fullmatch(path.name)
    if found is None or not path.is_file():
        return None
    at = datetime.strptime(found["at"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return Shelved(str(path), path.name, at, int(found["seq"]), path.stat().st_size)
