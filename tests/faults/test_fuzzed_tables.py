"""Broken and forged tables: taken whole or refused in one sentence, never a crash, and nothing changed when refused.

100,000 with FORECOURT_LONG set, or as many as FORECOURT_TABLES says; `FORECOURT_SEED` begins elsewhere.
"""

import gc
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import make
import pytest

from app.desk import DeedInProgress, Desk, Store
from app.exchange import bring_in as bringing
from app.exchange import workbook
from app.exchange.bring_in import BroughtIn, take_rows
from app.exchange.kinds import TableKind
from app.exchange.read_table import read_table, table_in
from app.exchange.table_file import csv_bytes
from app.kernel.language import Language, use
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed
from tests.faults.broken_tables import BOMBS, SOUND, bomb, broken_table
from tests.refusing import contents

pytestmark = pytest.mark.faults
SEED = int(os.environ.get("FORECOURT_SEED", "20261127"))
SHORT, LONG, LONGEST = 80, 2_000, int(os.environ.get("FORECOURT_TABLES", "100000"))
APART_SHORT, APART_LONG = 4, 60
# A refused table is compared with what stood before each time; in the longest run every so many.
COMPARED_EVERY, COLLECTED_EVERY = 50, 100
MOST_CPU_SECONDS, MOST_MIB = 20, 300


@pytest.fixture
def desk(store: Store) -> Desk:
    """A manager; two customers and their cars are known, so that cars have owners and visits cars."""
    manager = make.desk(store, make.MANAGER)
    for kind in (TableKind.CUSTOMERS, TableKind.VEHICLES):
        head, *rows = SOUND[kind]
        assert take_rows(manager, kind, table_in(csv_bytes(head, rows[:2]))).is_done
    return manager


def outcome(desk: Desk, kind: TableKind, content: bytes, *, is_dry_run: bool) -> str | BroughtIn:
    """What a table comes to: the code of its refusal, or what its rows came to; the sentence is there, in time."""
    began = time.process_time()
    try:
        brought = take_rows(desk, kind, table_in(content), is_dry_run=is_dry_run)
    except Refusal as refusal:
        assert refusal.sentence and refusal.code.startswith("table.")
        return refusal.code
    finally:
        assert time.process_time() - began < MOST_CPU_SECONDS, "hung"
    assert all(fault.reason and fault.line >= 1 for fault in brought.refused)
    assert brought.is_done == (not brought.refused and not is_dry_run)
    return brought


def check_unchanged(desk: Desk, before: dict[str, str]) -> None:
    assert contents(desk.store.engine) == before, "a refused table changed something"


def campaign(desk: Desk, cases: int, *, compared_every: int = 1) -> Counter[str]:
    """So many broken tables, one after another; answers what became of them."""
    dice, told = random.Random(SEED), Counter[str]()
    stands = contents(desk.store.engine)
    for number in range(cases):
        if number % COLLECTED_EVERY == 0:
            gc.collect()  # tests run without the collector: what is measured is memory in use, not cycles left lying
        kind = dice.choice(list(SOUND))
        use(dice.choice((Language.ENGLISH, Language.CHINESE)))
        content, is_dry_run = broken_table(dice, kind), dice.random() < 0.2
        came_to = outcome(desk, kind, content, is_dry_run=is_dry_run)
        if isinstance(came_to, BroughtIn) and came_to.is_done:
            told["taken"] += 1
            stands = contents(desk.store.engine)
            continue
        told["unreadable" if isinstance(came_to, str) else "rows refused" if came_to.refused else "tried"] += 1
        if number % compared_every == 0:
            check_unchanged(desk, stands)
    return told


def test_whatever_comes_is_taken_whole_or_refused_and_changes_nothing(
    desk: Desk, is_long: bool, counted: Callable[[str], None]
) -> None:
    is_longest = bool({"FORECOURT_LONG", "FORECOURT_TABLES"}.intersection(os.environ))
    cases = LONGEST if is_longest else LONG if is_long else SHORT
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = campaign(desk, cases, compared_every=COMPARED_EVERY if is_longest else 1)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    said = ", ".join(f"{count:,} {word}" for word, count in sorted(told.items()))
    counted(f"broken tables: {said}; 0 crashed, nothing changed by a refused one, seed {SEED}, {grown:.0f} MiB more")
    assert min(told["taken"], told["unreadable"], told["rows refused"]) > cases // 50, "the dice know too few answers"
    assert grown < MOST_MIB


def test_read_apart_it_comes_to_the_same(tmp_path: Path, is_long: bool, counted: Callable[[str], None]) -> None:
    dice, file = random.Random(SEED), tmp_path / "table"
    cases = APART_LONG if is_long else APART_SHORT
    for _one in range(cases):
        content = broken_table(dice, dice.choice(list(SOUND)))
        file.write_bytes(content)
        told = []
        for read in (lambda: table_in(content), lambda: read_table(file)):  # noqa: B023  # called at once
            try:
                told.append(read())
            except Refusal as refusal:
                told.append((refusal.code, refusal.sentence))
        assert told[0] == told[1]
    counted(f"broken tables read in a process of their own: {cases}, the same as here, seed {SEED}")


@pytest.mark.parametrize("which", BOMBS)
def test_a_bomb_is_told_and_does_not_go_off(which: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    content = bomb(which, SOUND[TableKind.PARTS])
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert len(content) < 200_000
    with pytest.raises(Refusal) as caught:
        table_in(content)
    assert caught.value.code in ("table.bomb", "table.dtd", "table.rows", "table.columns")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - max(made, before) < MOST_MIB


@pytest.mark.parametrize("which", ["packed", "members"])
def test_control_without_the_guard_a_bomb_is_opened(which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 10**12)
    monkeypatch.setattr(workbook, "MOST_RATIO", 10**12)
    monkeypatch.setattr(workbook, "MOST_MEMBERS", 10**12)
    try:
        table_in(bomb(which, SOUND[TableKind.PARTS]))
    except Refusal as refusal:
        assert refusal.code not in ("table.bomb", "table.dtd")


def test_control_rows_that_are_kept_beside_a_refused_one_are_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a table kept by halves, this way of looking would see it."""
    real = Desk.deed

    @contextmanager
    def keeps(self: Desk, deed: Deed) -> Iterator[DeedInProgress]:
        ended: Exception | None = None
        with real(self, deed) as doing:
            try:
                yield doing
            except bringing._NothingDone as nothing:
                ended = nothing
        if ended is not None:
            raise ended

    monkeypatch.setattr(Desk, "deed", keeps)
    with pytest.raises(AssertionError, match="changed something"):
        campaign(desk, LONG)
