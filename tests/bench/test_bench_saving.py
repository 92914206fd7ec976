"""Saving a check-in against the same statements by the bare driver, both durable (synchronous FULL)."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import event

from app.desk import Store
from app.kernel.database import PRAGMAS
from app.order.checkin.check_in import save_check_in
from tests import make
from tests.bench.figures import Figure, in_turns, milliseconds

pytestmark = pytest.mark.bench
RUNS, MOST = 15, 10
WRITES = ("INSERT", "UPDATE", "DELETE")
Statement = tuple[str, Any, bool]


@pytest.fixture
def bare(furnished_template: Path, tmp_path: Path) -> Iterator[sqlite.Connection]:
    """A second copy of the store, held by the driver alone with the same settings."""
    shutil.copytree(furnished_template, tmp_path / "bare")
    connection = sqlite.connect(str(tmp_path / "bare" / "forecourt.db"), isolation_level=None)
    for name, wanted, _read in PRAGMAS:
        connection.execute(f"PRAGMA {name}={wanted}").fetchall()
    yield connection
    connection.close()


def heard(store: Store) -> list[Statement]:
    """Every writing statement that the store sends to its driver from now on."""
    statements: list[Statement] = []

    def hear(_c: object, _cursor: object, text: str, values: Any, _context: object, many: bool) -> None:
        if text.lstrip().upper().startswith(WRITES):
            # Several rows may also come as one statement with all their values in a row.
            statements.append((text, values, many and isinstance(values, list)))

    event.listen(store.engine, "before_cursor_execute", hear)
    return statements


def replay(connection: sqlite.Connection, statements: list[Statement]) -> None:
    """The same rows in one transaction, without a class, a rule or an audit thought of."""
    connection.execute("BEGIN IMMEDIATE")
    for text, values, many in statements:
        if many:
            connection.executemany(text, values)
        else:
            # What a statement answers has to be read before the next one.
            connection.execute(text, values).fetchall()
    connection.execute("COMMIT")


def test_saving_a_check_in_is_told_against_the_bare_statements(
    store: Store, bare: sqlite.Connection, figures: list[Figure]
) -> None:
    desk, statements = make.desk(store), heard(store)
    cars = iter(range(1, 100))
    promised_at = store.clock.now() + timedelta(hours=8)

    def save() -> Callable[[], object]:
        form = replace(make.another_car(next(cars)), promised_at=promised_at)
        signatures = make.signatures(store)
        return lambda: save_check_in(desk, form, signatures=signatures)

    def ours() -> float:
        statements.clear()
        return milliseconds(save())

    saved, floor = in_turns(ours, lambda: milliseconds(lambda: replay(bare, statements)), runs=RUNS)
    tables = "service_order", "paper", "audit_entry"
    counts = [bare.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    assert counts[0] == counts[1] == RUNS + 1, "the bare copy holds the same rows"
    name = f"saving a check-in ({len(statements)} writing statements) ÷ the same by the bare driver"
    figures.append(Figure(name, saved, floor, "ms", RUNS, most=MOST))
    assert saved / floor < MOST
