"""The power goes, or the disk refuses, in mid-save of real deeds: nothing that was said is lost, nothing is torn."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from app.desk import Store
from app.order.notes import write_note
from app.upkeep.opening import FILE_NAME

DISK = Path(__file__).with_name("unsure_disk.py")
IS_LONG = "FORECOURT_LONG" in os.environ
CUTS, CONTROL_CUTS = (1_000, 100) if IS_LONG else (120, 40)
SEED = 20261123

pytestmark = pytest.mark.faults


@pytest.fixture
def traced(store: Store, tmp_path: Path) -> Callable[[int], tuple[Path, Path]]:
    """A store's database before so many deeds, and the statements of these deeds as the store runs them."""

    def trace(deeds: int) -> tuple[Path, Path]:
        order_id = make.order(store)
        store.engine.dispose()
        database, heard = tmp_path / "before.db", list[str]()
        shutil.copyfile(store.folder / FILE_NAME, database)

        def listen(connection: DBAPIConnection, _record: object) -> None:
            connection.set_trace_callback(heard.append)  # type: ignore[attr-defined]

        event.listen(store.engine, "connect", listen)
        for number in range(deeds):
            write_note(make.desk(store), order_id, text=f"长长的备注 {number} " * 40)
        event.remove(store.engine, "connect", listen)
        path = tmp_path / "trace.json"
        path.write_text(json.dumps(writing(heard)), encoding="utf-8")
        return database, path

    return trace


def writing(heard: list[str]) -> list[list[str]]:
    """The transactions that write, each from BEGIN to COMMIT; looks are left out."""
    deeds: list[list[str]] = []
    for statement in heard:
        if statement.startswith("BEGIN IMMEDIATE"):
            deeds.append([])
        if deeds and not statement.startswith("--") and (not deeds[-1] or deeds[-1][-1] != "COMMIT"):
            deeds[-1].append(statement)
    return [deed for deed in deeds if deed[-1] == "COMMIT"]


def answer(database: Path, trace: Path, *words: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, str(DISK), str(database), str(trace), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_power_cut_loses_nothing_that_was_said(
    traced: Callable[[int], tuple[Path, Path]], say: Callable[[str], None]
) -> None:
    database, trace = traced(40)
    found = answer(database, trace, "cut", "FULL", str(CUTS), str(SEED))
    say(f"power cut, synchronous FULL, seed {SEED}: {found}")
    assert found["operations"] > 200
    assert found["sound"] == CUTS


def test_control_without_syncing_a_power_cut_loses_and_corrupts(
    traced: Callable[[int], tuple[Path, Path]], say: Callable[[str], None]
) -> None:
    database, trace = traced(40)
    found = answer(database, trace, "cut", "OFF", str(CONTROL_CUTS), str(SEED))
    say(f"power cut, control synchronous OFF, seed {SEED}: {found}")
    assert found["lost"] + found["torn"] + found["corrupt"] > CONTROL_CUTS // 4


def test_a_disk_that_refuses_any_write_leaves_old_or_new_and_books_once_afterwards(
    traced: Callable[[int], tuple[Path, Path]], say: Callable[[str], None]
) -> None:
    database, trace = traced(12 if IS_LONG else 4)
    found = answer(database, trace, "refuse")
    say(f"full disk and failed writes at every operation: {found}")
    assert found["points"] > 40
    assert (found["sound"], found["not_booked_again"]) == (found["points"], 0)
