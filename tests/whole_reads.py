"""What the database would do for a statement: which tables it would read from end to end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from app.upkeep.schema import METADATA

# What a store has of these does not grow with its years, or by a few rows in each.
STAYS_SMALL = {
    "bay", "checklist_item", "checklist_template", "draft", "erasure", "labour", "number_series", "package_item",
    "part", "qualification", "seal_certificate", "service_package", "setting", "staff_member", "staff_role",
    "store_head", "store_profile", "store_state",
}  # fmt: skip
# The models that the check-in completes are gathered from all cars: ten thousand short rows, once for each page of it.
EXCUSED = "SELECT DISTINCT vehicle.model_code,"
_OUR_WORK = ("SELECT", "UPDATE", "DELETE")


@contextmanager
def whole_reads() -> Iterator[set[str]]:
    """Afterwards the set holds each statement, of any engine, that reads a table which grows to its end.

    One that says how many rows it wants reads no further than these, in the order of an index.
    """
    found: set[str] = set()

    def look(_connection: object, cursor: Any, statement: str, values: Any, _context: object, is_many: bool) -> None:
        if statement.startswith(_OUR_WORK) and not statement.startswith(EXCUSED):
            plan = cursor.connection.cursor()
            steps = plan.execute(f"EXPLAIN QUERY PLAN {statement}", values[0] if is_many else values).fetchall()
            if any(_is_whole(step[3], statement) for step in steps):
                found.add(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", look)


def _is_whole(step: str, statement: str) -> bool:
    words = step.split()
    grows = words[0] == "SCAN" and words[1] in METADATA.tables.keys() - STAYS_SMALL
    return grows and " LIMIT " not in statement
