"""An upgrade is killed at twenty statements, and at each step that touches the disk while it backs up before: the
schema is wholly old or wholly new, the rows are there, and no backup bears a name that is not whole.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from older_store import keep_backups_in, make_older, rows, schema

from app.upkeep.backup.prove import prove
from app.upkeep.backup.shelf import shelved
from app.upkeep.opening import FILE_NAME, open_store
from app.upkeep.upgrade import HEAD
from tests.faults.dying import said_until, tried

UPGRADER, OPENER = Path(__file__).with_name("upgrader.py"), Path(__file__).with_name("opener.py")
STEPS_TRIED = 5
POINTS = 20 if "FORECOURT_LONG" in os.environ else 6

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(os.name == "nt", reason="a process is killed by signal"),
]


def upgraded_until(path: Path, last: int) -> str:
    done = subprocess.run(
        [sys.executable, str(UPGRADER), str(path), str(last)], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, -9), done.stderr
    return done.stdout


def test_an_upgrade_killed_anywhere_is_wholly_old_or_wholly_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Callable[[str], None]
) -> None:
    (tmp_path / "older").mkdir()
    older = make_older(tmp_path / "older", monkeypatch)
    whole = tmp_path / "whole"
    shutil.copytree(older.parent, whole)
    statements = int(upgraded_until(whole / FILE_NAME, 0))
    old, new = schema(older), schema(whole / FILE_NAME)
    assert old != new
    points = sorted({1 + at * statements // POINTS for at in range(POINTS)})
    found = {"old": 0, "new": 0}
    for last in points:
        copy = tmp_path / f"kill-{last}"
        shutil.copytree(older.parent, copy)
        upgraded_until(copy / FILE_NAME, last)
        there = schema(copy / FILE_NAME)
        assert there in (old, new), f"killed at statement {last} of {statements}"
        found["old" if there == old else "new"] += 1
        assert rows(copy / FILE_NAME, "SELECT name FROM store_profile") == ["老店"]
        open_store(copy / FILE_NAME).engine.dispose()
        assert schema(copy / FILE_NAME) == new
        assert rows(copy / FILE_NAME, "SELECT version_num FROM alembic_version") == [HEAD]
    say(f"upgrade: {len(points)} kills at {statements} statements: {found['old']} old, {found['new']} new, 0 mixed")
    assert found["old"]


def test_killed_while_it_backs_up_before_it_upgrades(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Callable[[str], None], is_long: bool
) -> None:
    (tmp_path / "older").mkdir()
    older, shelf = make_older(tmp_path / "older", monkeypatch), tmp_path / "shelf"
    keep_backups_in(older, shelf)
    whole = tmp_path / "whole"
    shutil.copytree(older.parent, whole)
    steps = int(said_until(0, OPENER, whole / FILE_NAME))
    assert len(shelved(shelf)) == 1 and steps > 8
    found = {"old": 0, "new": 0, "backed up": 0}
    for last in tried(steps, is_long=is_long, points=STEPS_TRIED):
        shutil.rmtree(shelf)
        copy = tmp_path / f"killed-{last}"
        shutil.copytree(older.parent, copy)
        said_until(last, OPENER, copy / FILE_NAME)
        found["old" if schema(copy / FILE_NAME) == schema(older) else "new"] += 1
        found["backed up"] += len(shelved(shelf))
        for backup in shelved(shelf):
            assert prove(Path(backup.path)).store_name == "老店", f"killed at step {last} of {steps}"
        open_store(copy / FILE_NAME).engine.dispose()
        assert schema(copy / FILE_NAME) == schema(whole / FILE_NAME)
        assert rows(copy / FILE_NAME, "SELECT name FROM store_profile") == ["老店"]
        assert all(prove(Path(backup.path)) for backup in shelved(shelf))
    say(f"upgrade, backed up before: killed at {steps} steps: {found}")
    assert found["old"] and found["backed up"]
