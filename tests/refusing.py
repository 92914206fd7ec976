"""A refusal is tested by its code, and by every table being as it was: nothing was changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, text

from app.desk import Desk, Store
from app.kernel.digest import sha256
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed
from app.upkeep.schema import METADATA

OF_RIGHT = ("deed.not_allowed", "session.left", "session.posts")


def contents(engine: Engine) -> dict[str, str]:
    """Each table with the digest of its rows."""
    with engine.connect() as connection:
        return {
            table.name: sha256("\n".join(sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table.name}"'))))))
            for table in METADATA.sorted_tables
        }


APART = {"audit_entry", "store_state"}


def rows(store: Store) -> dict[str, str]:
    """What a store holds, but for its audit and the mark that it is open."""
    return {table: digest for table, digest in contents(store.engine).items() if table not in APART}


def audit_count(engine: Engine) -> int:
    """How many entries the audit chain has."""
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one())


def deeds_after(engine: Engine, entries: int) -> tuple[str, ...]:
    """The deeds entered after the first so many."""
    with engine.connect() as connection:
        query = text("SELECT deed FROM audit_entry WHERE seq > :entries ORDER BY seq")
        return tuple(connection.execute(query, {"entries": entries}).scalars())


@contextmanager
def refused(at: Desk | Store, code: str, *, field: str | None = None) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """What is done inside is refused with this code, in one sentence, and changes nothing at all.

    Who tries without the right leaves their attempt in the audit, and nothing else.
    """
    engine = (at.store if isinstance(at, Desk) else at).engine
    before, entries = contents(engine), audit_count(engine)
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code == code, caught.value.sentence
    assert caught.value.sentence
    if field is not None:
        assert caught.value.field == field
    after = contents(engine)
    if code in OF_RIGHT:
        assert deeds_after(engine, entries) in ((), (Deed.REFUSED.value,))
        before["audit_entry"] = after["audit_entry"]
    assert after == before
