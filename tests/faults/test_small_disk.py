"""A real disk that is full: the store lies on a file system of a few megabytes, filled to the last kilobytes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import make
import pytest
from refusing import contents
from sqlalchemy import text

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.trust import chain
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why
from app.upkeep.opening import FILE_NAME, desk_for, open_store

FILLER = Path(__file__).with_name("filler.py")
PLENTY, DISK_MB = 64 * 1024 * 1024, 24
# What is left for each: enough to open the store, too little for what is begun.
FREE_KB = {"save": 192, "photo": 192, "paper": 96, "backup": 192, "restore": 192}

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts a file system"),
]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory; nothing else fits into it."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine mounts nothing")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, *, but_kb: int) -> Path:
    """Leave so many kilobytes; the file that takes the room."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    ballast.write_bytes(b"\0" * (free.f_bavail * free.f_frsize - but_kb * 1024))
    return ballast


def told(database: Path, action: str, file: Path) -> str:
    given = [sys.executable, str(FILLER), str(database), action, str(PLENTY), str(file)]
    done = subprocess.run(given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("action", list(FREE_KB))
def test_a_full_disk_is_said_and_leaves_nothing_by_halves(
    store: Store, disk: Path, clock: FrozenClock, tmp_path: Path, action: str, say: Callable[[str], None]
) -> None:
    make.order(store)
    shelf = disk / "shelf"
    file = Path(back_up(desk_for(store), tmp_path / "made", why=Why.ASKED).path) if action == "restore" else shelf
    before = contents(store.engine)
    store.engine.dispose()
    shutil.copytree(store.folder, disk / "store")
    database, ballast = disk / "store" / FILE_NAME, fill(disk, but_kb=FREE_KB[action])
    answer = told(database, action, file)
    assert answer.startswith("trouble ") or (action == "paper" and answer == "done"), answer  # a paper is typeset later
    say(f"a disk of {DISK_MB} MB with {FREE_KB[action]} KB left: {action}: {answer[:90]}")
    ballast.unlink()
    again = open_store(database, clock=clock)
    with again.engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        notes = connection.execute(text("SELECT count(*) FROM order_note")).scalar_one()
        entries = connection.execute(text("SELECT count(*) FROM audit_entry WHERE deed = 'order.note'")).scalar_one()
    with again.engine.connect() as connection:
        filed = connection.execute(text("SELECT file_sha256 FROM paper WHERE file_sha256 IS NOT NULL")).scalars().all()
    assert notes == entries, "each note that was saved has its entry, and no other has"
    assert all(map(again.blobs.is_sound, filed)), "a paper that fitted is there as a whole"
    if action not in ("save", "paper"):
        assert contents(again.engine) == before
    names = [path.name for path in disk.rglob("*")]
    assert [name for name in names if name.endswith(".part") or name.startswith(".forecourt-")] == []
    desk = desk_for(again)
    with desk.look() as session:
        assert chain.verify(session, again.chain_key).broken_seq is None
    again.engine.dispose()


def test_control_with_room_all_of_it_is_done(store: Store, disk: Path) -> None:
    make.order(store)
    store.engine.dispose()
    shutil.copytree(store.folder, disk / "store")
    assert told(disk / "store" / FILE_NAME, "save", disk / "shelf") == "done"
