"""A restore is killed at each step that touches the disk: what stands then is wholly old or wholly new."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from refusing import rows
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.notes import write_note
from app.trust import chain
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why
from app.upkeep.opening import FILE_NAME, close_store, desk_for, open_store
from tests.faults.dying import said_until, tried

RESTORER = Path(__file__).with_name("restorer.py")
POINTS = 9

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(os.name == "nt", reason="a process is killed by signal"),
]


def restored_until(folder: Path, backup: Path, last: int) -> str:
    """Restore in a process of its own, killed at a step; answers what it said."""
    return said_until(last, RESTORER, folder / FILE_NAME, backup)


@pytest.fixture
def old_and_new(store: Store, tmp_path: Path, clock: FrozenClock) -> tuple[Path, Path, dict[str, str], dict[str, str]]:
    """A store that was killed in mid-work, a backup of it made before, and the rows of both."""
    make.order(store)
    write_note(make.desk(store), 1, text="in the backup")
    backup = Path(back_up(desk_for(store), tmp_path / "shelf", why=Why.ASKED).path)
    new = rows(store)
    write_note(make.desk(store), 1, text="done since, and in the log only")
    folder = tmp_path / "killed"
    shutil.copytree(store.folder, folder)
    return folder, backup, rows(store), new


def test_a_restore_killed_at_any_step_is_wholly_old_or_wholly_new(
    old_and_new: tuple[Path, Path, dict[str, str], dict[str, str]],
    tmp_path: Path,
    say: Callable[[str], None],
    is_long: bool,
) -> None:
    folder, backup, old, new = old_and_new
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    steps = int(restored_until(whole, backup, 0))
    assert steps > 20
    found = {"old": 0, "new": 0}
    for last in tried(steps, is_long=is_long, points=POINTS):
        copy = tmp_path / f"kill-{last}"
        shutil.copytree(folder, copy)
        restored_until(copy, backup, last)
        store = open_store(copy / FILE_NAME, marks_open=True)
        there = rows(store)
        assert there in (old, new), f"killed at step {last} of {steps}: neither old nor new"
        found["old" if there == old else "new"] += 1
        with Session(store.engine) as session:
            assert chain.verify(session, store.chain_key).broken_seq is None
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            told = session.execute(text("SELECT count(*) FROM audit_entry WHERE deed = 'store.restore'")).scalar()
        assert told == (there == new), "a restore that took place stands in the chain, once"
        close_store(store)
        assert not list(copy.glob(".forecourt-*")) and not (copy / "forecourt.restore").exists(), "nothing is left over"
        shutil.rmtree(copy)
    say(f"restore: {sum(found.values())} kills at {steps} steps: {found['old']} old, {found['new']} new, 0 mixed")
    assert found["old"] and found["new"]


def test_control_copying_the_file_over_is_mixed(
    old_and_new: tuple[Path, Path, dict[str, str], dict[str, str]], tmp_path: Path
) -> None:
    """What people do without the command: the old log is replayed into the file of the backup."""
    import zipfile

    folder, backup, _old, new = old_and_new
    with zipfile.ZipFile(backup) as file:
        (folder / FILE_NAME).write_bytes(file.read("forecourt.db"))
    (folder / "forecourt.anchors").unlink(missing_ok=True)
    try:
        store = open_store(folder / FILE_NAME)
    except Exception:
        return  # told, which is as good
    there = rows(store)
    store.engine.dispose()
    assert there != new
