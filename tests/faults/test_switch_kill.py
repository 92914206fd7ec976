"""Switching encryption is killed at each step that touches the disk: what stands then opens, wholly old or switched."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from refusing import rows
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.cipher import MAGIC, key_id_of
from app.kernel.clock import FrozenClock
from app.order.workflow import Stage
from app.trust import chain
from app.upkeep.opening import FILE_NAME, close_store, open_store
from tests.faults.dying import said_until, tried

SWITCHER = Path(__file__).with_name("switcher.py")
POINTS = 6

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(os.name == "nt", reason="a process is killed by signal"),
]


def switched_until(folder: Path, wanted: str, last: int) -> str:
    return said_until(last, SWITCHER, folder / FILE_NAME, wanted)


def is_plain(folder: Path) -> bool:
    return (folder / FILE_NAME).read_bytes().startswith(MAGIC)


@pytest.fixture
def plain(furnished_template: Path, tmp_path: Path, clock: FrozenClock) -> tuple[Path, dict[str, str]]:
    """The folder of a store with an order and its papers, closed, and its rows."""
    folder = tmp_path / "plain"
    shutil.copytree(furnished_template, folder)
    store = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    make.order(store, stage=Stage.AUTHORIZED)
    there = rows(store)
    close_store(store)
    return folder, there


@pytest.mark.parametrize("wanted", ["on", "off"])
def test_a_switch_killed_at_any_step_is_wholly_old_or_wholly_switched(
    plain: tuple[Path, dict[str, str]], wanted: str, tmp_path: Path, say: Callable[[str], None], is_long: bool
) -> None:
    folder, before = plain
    if wanted == "off":
        switched_until(folder, "on", 0)
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    steps = int(switched_until(whole, wanted, 0))
    assert steps > 10
    found = {"old": 0, "switched": 0}
    for last in tried(steps, is_long=is_long, points=POINTS):
        copy = tmp_path / f"kill-{last}"
        shutil.copytree(folder, copy)
        switched_until(copy, wanted, last)
        store = open_store(copy / FILE_NAME, marks_open=True)
        assert rows(store) == before, f"killed at step {last} of {steps}"
        with Session(store.engine) as session:
            assert chain.verify(session, store.chain_key).broken_seq is None
            deed = "store.encrypt" if wanted == "on" else "store.decrypt"
            told = session.execute(text("SELECT count(*) FROM audit_entry WHERE deed = :deed"), {"deed": deed}).scalar()
        is_switched = is_plain(copy) is (wanted == "off")
        assert told == is_switched, "a switch that took place stands in the chain, once"
        for path in store.blobs.folder.glob("??/??/*"):
            assert (key_id_of(path.read_bytes()) == "") is is_plain(copy)
            assert store.blobs.is_sound(path.name)
        close_store(store)
        assert not list(copy.glob(".forecourt-*")) and not list(copy.glob("before-restore-*")), "nothing is left over"
        found["switched" if is_switched else "old"] += 1
        shutil.rmtree(copy)
    say(f"switch {wanted}: {sum(found.values())} kills at {steps} steps: {found['old']} old, {found['switched']} new")
    assert found["old"] and found["switched"]
