"""The program is killed in mid-save: nothing that was acknowledged is lost, nothing is half there."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.tables import OrderNote
from app.trust import chain
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry
from app.upkeep.opening import FILE_NAME, open_store

WRITER = Path(__file__).with_name("writer.py")
KILLS = 200 if "FORECOURT_LONG" in os.environ else 20

pytestmark = pytest.mark.faults


@pytest.fixture
def folder(store: Store) -> Path:
    """A store with one order, closed."""
    make.order(store)
    store.engine.dispose()
    return store.folder


def kill_while_writing(folder: Path, way: str, *, after: float) -> list[int]:
    """The numbers the writer said before it was killed, that long after its first."""
    writer = subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), way], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None and writer.stderr is not None
    first = writer.stdout.readline()
    time.sleep(after)
    writer.kill()
    # Not `communicate`: it reads past what the first `readline` took into its buffer, and a number would be missing.
    rest = writer.stdout.read()
    assert first, writer.stderr.read()
    writer.stdout.close()
    writer.stderr.close()
    writer.wait()
    whole = (first + rest).split("\n")[:-1]  # what was cut off in mid-line was not said
    return [int(number) for number in whole]


def found_again(folder: Path) -> list[int]:
    """The numbers that are there when the store is opened again, which is sound."""
    store = open_store(folder / FILE_NAME)
    with Session(store.engine) as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        texts = session.scalars(select(OrderNote.text).order_by(OrderNote.id)).all()
        entries = session.scalars(select(AuditEntry.seq).where(AuditEntry.deed == Deed.ORDER_NOTE.value)).all()
        verdict = chain.verify(session, store.chain_key)
    store.engine.dispose()
    notes = [int(note.removeprefix("note ")) for note in texts]
    assert len(entries) == len(notes), "each note has its entry in the chain, and no entry stands without its note"
    assert verdict.broken_seq is None
    return notes


def test_no_acknowledged_deed_is_lost_however_often_the_program_is_killed(
    folder: Path, tmp_path: Path, say: Callable[[str], None]
) -> None:
    chance = random.Random(7)
    acknowledged = 0
    for kill in range(KILLS):
        copy = tmp_path / f"kill-{kill}"
        shutil.copytree(folder, copy)
        said = kill_while_writing(copy, "acknowledged", after=chance.uniform(0.0, 0.12))
        there = found_again(copy)
        assert there[: len(said)] == said
        assert len(there) - len(said) in (0, 1), "at most the one that was booked and not yet said"
        acknowledged += len(said)
        shutil.rmtree(copy)
    say(f"killed in mid-save: {KILLS} kills, {acknowledged} deeds said to be saved, 0 lost, 0 torn, 0 false alarms")
    assert acknowledged > KILLS


def test_control_what_is_said_too_early_is_lost(folder: Path) -> None:
    said = kill_while_writing(folder, "too_early", after=0.0)
    assert said == [1]
    assert found_again(folder) == []
