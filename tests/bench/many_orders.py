"""A store of many orders in ten years, made in a minute: a small one's visits copied over and over by plain SQL."""

from collections.abc import Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Column, Table

from app.care.complaints.states import ComplaintState
from app.kernel.database import Instant
from app.order.workflow import Stage
from app.order.workshop.states import JobState
from app.trust import chain
from app.upkeep.schema import METADATA

STEP = 1_000_000_000  # further than any id of the first store
DAY_MS, YEARS = 24 * 3600 * 1000, 10
# A store's many orders lie in its archive, not on its board, nor its past complaints in anybody's hands.
PAST = {
    ("complaint", "state"): ComplaintState.CLOSED_SATISFIED.value,
    ("job", "state"): JobState.FINISHED.value,
    ("service_order", "stage"): Stage.CLOSED.value,
}
ENTRIES_OF_AN_ORDER = 10
_ENTRY = "seq, at, person_id, seat, deed, order_id, details, request_id, previous, mac"


def multiply(path: Path, key: bytes, *, orders: int) -> int:
    """Copy all visits until there are so many orders, and lengthen the chain to match; answers how many orders."""
    connection = sqlite.connect(str(path))
    connection.execute("PRAGMA synchronous=OFF")
    first = connection.execute("SELECT count(*) FROM service_order").fetchone()[0]
    copies = -(-orders // first) - 1
    tables = _of_visits()
    connection.execute("PRAGMA foreign_keys=OFF")
    for table in tables:
        # One statement a table: the copies are numbered by a series, so that nothing is copied from a copy.
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        values = ", ".join(_copied(table, column, tables) for column in table.columns)
        connection.execute(
            f"WITH RECURSIVE copy(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copy WHERE k < {copies}) "
            f'INSERT INTO "{table.name}" ({columns}) SELECT {values} FROM "{table.name}", copy'
        )
    head = connection.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    further = copies * first * ENTRIES_OF_AN_ORDER
    connection.executemany(
        f"INSERT INTO audit_entry ({_ENTRY}) VALUES (?,?,?,?,?,?,?,?,?,?)", _links(key, head, further)
    )
    connection.commit()
    connection.close()
    return int(first * (copies + 1))


def _of_visits() -> tuple[Table, ...]:
    """All tables that hang on an order by whatever row, with their checklists and papers."""
    names = {"service_order", "checklist_sheet", "checklist_answer", "paper", "paper_signature"}
    while more := {
        table.name for table in METADATA.sorted_tables
        if table.name not in names and any(key.column.table.name in names for key in table.foreign_keys)
    }:  # fmt: skip
        names |= more
    return tuple(table for table in METADATA.sorted_tables if table.name in names)


def _copied(table: Table, column: Column[object], tables: tuple[Table, ...]) -> str:
    names = {one.name for one in tables}
    referred = {key.column.table.name for key in column.foreign_keys}
    is_own = column.primary_key and not referred and column.type.python_type is int
    name = f'"{table.name}"."{column.name}"'
    if is_own or referred & names or (column.name == "order_id" and not referred):
        return f"{name} + k * {STEP}"
    if past := PAST.get((table.name, column.name)):
        return f"'{past}'"
    if (table.name, column.name) == ("arrival", "taken_away_at"):
        return f"coalesce({name}, arrived_at)"  # nor do its many cars wait in the yard
    if isinstance(column.type, Instant):
        return f"{name} - (1 + k % {YEARS * 365}) * {DAY_MS}"
    return f"{name} || '~' || k" if column.name == "number" else name


def _links(key: bytes, head: tuple[int, str], entries: int) -> Iterator[tuple[object, ...]]:
    seq, previous = head
    for number in range(seq + 1, seq + 1 + entries):
        content = (number, 1_795_400_000_000 + number, 2, "desk", "quote.edit", number // 50, "{}", f"many-{number}")
        mac = chain._mac(key, previous, content)
        yield (*content, previous, mac)
        previous = mac
