"""A refusal is tested by its code, and by every table being as it was: nothing was changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, text

from app.desk import Desk, Store
from app.kernel.digest import sha256
from app.kernel.refusal import Refusal
from app.upkeep.schema import METADATA


def contents(engine: Engine) -> dict[str, str]:
    """Each table with the digest of its rows."""
    with engine.connect() as connection:
        return {
            table.name: sha256("\n".join(sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table.name}"'))))))
            for table in METADATA.sorted_tables
        }


def audit_count(engine: Engine) -> int:
    """How many entries the audit chain has."""
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM audit_entry")).scalar_one())


@contextmanager
def refused(at: Desk | Store, code: str, *, field: str | None = None) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """What is done inside is refused with this code, in one sentence, and changes nothing at all."""
    engine = (at.store if isinstance(at, Desk) else at).engine
    before, entries = contents(engine), audit_count(engine)
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code == code, caught.value.sentence
    assert caught.value.sentence
    if field is not None:
        assert caught.value.field == field
    assert contents(engine) == before
    assert audit_count(engine) == entries
