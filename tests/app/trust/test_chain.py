"""The audit chain: whole, or broken at the first entry that was touched."""

from collections.abc import Callable
from pathlib import Path

import make
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from app.desk import Store
from app.order.workflow import Stage
from app.trust import chain
from app.trust.chain import START, Head, Verdict
from app.upkeep.opening import FILE_NAME, desk_for, open_store

Tamper = Callable[[Connection], None]
MIDDLE = 6


def verdict(store: Store, *, key: bytes | None = None) -> Verdict:
    with make.desk(store).look() as session:
        return chain.verify(session, key or store.chain_key)


def tampered(store: Store, change: Tamper) -> Verdict:
    """What verifying says after someone went round the triggers."""
    with store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_UPDATE"))
        connection.execute(text("DROP TRIGGER audit_entry_no_DELETE"))
        change(connection)
    return verdict(store)


def setting(column: str, value: object) -> Tamper:
    def change(connection: Connection) -> None:
        connection.execute(text(f"UPDATE audit_entry SET {column} = :value WHERE seq = {MIDDLE}"), {"value": value})

    return change


def running(*statements: str) -> Tamper:
    def change(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return change


@pytest.fixture
def worked(store: Store) -> Store:
    """A store in which a car was repaired."""
    make.order(store, stage=Stage.IN_WORK)
    return store


def test_an_untouched_chain_is_whole(worked: Store) -> None:
    found = verdict(worked)
    assert found.broken_seq is None
    assert found.entries == found.head.seq > 2 * MIDDLE


def test_a_chain_of_nothing_is_whole(tmp_path: Path) -> None:
    empty = open_store(tmp_path / FILE_NAME)
    with desk_for(empty).look() as session:
        assert chain.verify(session, empty.chain_key) == Verdict(0, None, Head(0, START))
    empty.engine.dispose()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(setting("at", 0), id="the time"),
        pytest.param(setting("person_id", 9), id="the person"),
        pytest.param(setting("seat", "elsewhere"), id="the seat"),
        pytest.param(setting("deed", "order.note"), id="the deed"),
        pytest.param(setting("order_id", 77), id="the order"),
        pytest.param(setting("details", '{"amount_fen":1}'), id="the details"),
        pytest.param(setting("request_id", "forged"), id="the request"),
        pytest.param(setting("previous", "0" * 64), id="the link"),
        pytest.param(setting("mac", "0" * 64), id="the code"),
        pytest.param(running(f"DELETE FROM audit_entry WHERE seq = {MIDDLE}"), id="an entry taken out"),
        pytest.param(
            running(
                f"UPDATE audit_entry SET seq = -1 WHERE seq = {MIDDLE}",
                f"UPDATE audit_entry SET seq = {MIDDLE} WHERE seq = {MIDDLE + 1}",
                f"UPDATE audit_entry SET seq = {MIDDLE + 1} WHERE seq = -1",
            ),
            id="two entries swapped",
        ),
        pytest.param(
            running(
                f"UPDATE audit_entry SET seq = seq + 1000 WHERE seq >= {MIDDLE}",
                f"INSERT INTO audit_entry SELECT {MIDDLE}, at, person_id, seat, deed, order_id, details, NULL,"
                f" previous, mac FROM audit_entry WHERE seq = {MIDDLE - 1}",
                f"UPDATE audit_entry SET seq = seq - 999 WHERE seq > {MIDDLE}",
            ),
            id="an entry put in",
        ),
    ],
)
def test_whatever_was_touched_the_first_broken_entry_is_named(worked: Store, change: Tamper) -> None:
    found = tampered(worked, change)
    first = MIDDLE + 1 if found.broken_seq == MIDDLE + 1 else MIDDLE  # a missing entry is told at the next one there
    assert found.broken_seq == first
    assert found.entries == found.head.seq == MIDDLE - 1


def test_a_chain_written_anew_with_another_key_breaks_at_its_first_entry(worked: Store) -> None:
    assert verdict(worked, key=b"another key").broken_seq == 1


def test_the_database_itself_lets_nobody_rewrite_the_chain(worked: Store) -> None:
    statements = (
        "UPDATE audit_entry SET seat = 'x'",
        "DELETE FROM audit_entry",
        "REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1",
    )
    for statement in statements:
        with pytest.raises(DatabaseError, match="only grows"), worked.engine.begin() as connection:
            connection.execute(text(statement))
    assert verdict(worked).broken_seq is None
