"""An upgrade is killed at twenty points: the schema is wholly old or wholly new, and the rows are there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from older_store import make_older, rows, schema

from app.upkeep.opening import FILE_NAME, open_store
from app.upkeep.upgrade import HEAD

UPGRADER = Path(__file__).with_name("upgrader.py")
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
