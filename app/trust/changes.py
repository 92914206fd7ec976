"""What a deed changed in rows that existed: before and after, in words that name nobody (R172)."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.kernel.database import OPEN, Row, milliseconds

# The chain is kept for ever and a person can be forgotten: free text may name people, so only that it changed is said.
UNSAID = "*"
_OF_NO_INTEREST = frozenset({"version"})

Change = list[int | bool | str | None] | str
Changes = dict[str, Change]


def gather(session: Session, found: Changes) -> None:
    """Add what is about to be flushed to `found`: `table.key.column` to [before, after], or to `*` for free text.

    Later flushes of the same deed keep the first “before” and take the last “after”.
    """
    for row in session.dirty:
        if isinstance(row, Row):
            for column, before, after in _changed(row):
                name = f"{row.__tablename__}.{_key(row)}.{column}"
                earlier = found.get(name)
                first = earlier[0] if isinstance(earlier, list) else before
                found[name] = UNSAID if before == UNSAID else [first, after]


def _changed(row: Row) -> list[tuple[str, Any, Any]]:
    state = inspect(row)
    assert state is not None
    found = []
    for attribute in state.mapper.column_attrs:
        name = attribute.key
        history = state.attrs[name].history
        if name in _OF_NO_INTEREST or not history.has_changes():
            continue
        before, after = (history.deleted or [None])[0], (history.added or [None])[0]
        is_open = bool(attribute.columns[0].info.get(OPEN))
        found.append((name, _said(before, after, is_open=is_open), _said(after, before, is_open=is_open)))
    return found


def _said(value: object, other: object, *, is_open: bool) -> int | bool | str | None:
    """The value as the chain holds it; `other` tells what an empty one is."""
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, str) or (value is None and isinstance(other, str) and not isinstance(other, enum.Enum)):
        return (str(value) if value is not None else None) if is_open else UNSAID
    if isinstance(value, datetime):
        return milliseconds(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    return UNSAID


def _key(row: Row) -> str:
    return "-".join(str(part) for part in inspect(row).identity or ())
