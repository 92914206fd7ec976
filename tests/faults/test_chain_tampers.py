"""Twelve ways to go at the audit chain, each at twenty places: every one is told, with its first broken entry.

The insider here has the database, its triggers and the key; what they have not is the heads outside the database.
"""

import random
from collections.abc import Callable

import make
import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.workflow import Stage
from app.overview.audit import verdict_in
from app.trust import chain
from app.trust.anchors import Anchor, Anchors, Why
from app.trust.chain import Fault, Head, Verdict
from app.trust.queries import entries_of
from app.upkeep.opening import FILE_NAME

pytestmark = pytest.mark.faults
COLUMNS = "seq, at, person_id, seat, deed, order_id, details, request_id, previous, mac"
Tamper = Callable[[sqlite.Connection, int, bytes], None]
SEED, SHORT, LONG = 20261126, 3, 20


def change(column: str, value: object) -> Tamper:
    return lambda store, seq, _key: store.execute(f"UPDATE audit_entry SET {column} = ? WHERE seq = ?", (value, seq))  # type: ignore[return-value]


def take_out(store: sqlite.Connection, seq: int, _key: bytes) -> None:
    store.execute("DELETE FROM audit_entry WHERE seq = ?", (seq,))


def put_in(store: sqlite.Connection, seq: int, _key: bytes) -> None:
    store.execute("UPDATE audit_entry SET seq = seq + 10000 WHERE seq >= ?", (seq,))
    store.execute(f"INSERT INTO audit_entry SELECT {seq}, at, person_id, seat, deed, order_id, details, NULL, previous,"
                  f" mac FROM audit_entry WHERE seq = {seq - 1}")  # fmt: skip
    store.execute("UPDATE audit_entry SET seq = seq - 9999 WHERE seq > 10000")


def swap(store: sqlite.Connection, seq: int, _key: bytes) -> None:
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        store.execute("UPDATE audit_entry SET seq = ? WHERE seq = ?", (new, old))


def replace_row(store: sqlite.Connection, seq: int, _key: bytes) -> None:
    store.execute(f"REPLACE INTO audit_entry SELECT seq, at + 1, person_id, seat, deed, order_id, details, request_id,"
                  f" previous, mac FROM audit_entry WHERE seq = {seq}")  # fmt: skip


def cut(store: sqlite.Connection, seq: int, _key: bytes) -> None:
    store.execute("DELETE FROM audit_entry WHERE seq >= ?", (seq,))


def rewrite(store: sqlite.Connection, seq: int, key: bytes) -> None:
    """Change one entry and write every link after it anew, with the key."""
    store.execute("UPDATE audit_entry SET seat = 'elsewhere' WHERE seq = ?", (seq,))
    rows = store.execute(f"SELECT {COLUMNS} FROM audit_entry WHERE seq >= ? ORDER BY seq", (seq,)).fetchall()
    before = store.execute("SELECT mac FROM audit_entry WHERE seq = ?", (seq - 1,)).fetchone()
    previous = before[0] if before else chain.START
    for *content, _previous, _mac in rows:
        mac = chain._mac(key, previous, tuple(content))
        store.execute("UPDATE audit_entry SET previous = ?, mac = ? WHERE seq = ?", (previous, mac, content[0]))
        previous = mac


TAMPERS: dict[str, Tamper] = {
    "the time": change("at", 0),
    "the person": change("person_id", 99),
    "the deed": change("deed", "order.note"),
    "the order": change("order_id", 77),
    "the details": change("details", '{"amount_fen":1}'),
    "the code": change("mac", "0" * 64),
    "taken out": take_out,
    "put in": put_in,
    "swapped": swap,
    "replaced": replace_row,
    "the end cut off": cut,
    "written anew with the key": rewrite,
}


@pytest.fixture
def worked(store: Store) -> Store:
    """A store in which two cars were repaired; its heads stand on papers and beside the database."""
    make.order(store, stage=Stage.DELIVERED)
    make.order(store, stage=Stage.QUOTED, form=make.another_car())
    with Session(store.engine) as session:
        head = chain.head(session)
    anchor = Anchor(store.vault.store_id, head.seq, head.mac, store.clock.now(), Why.CLOSED)
    Anchors(store.folder).write(anchor)
    return store


def tampered(store: Store, tamper: Tamper, seq: int, *, with_heads: bool = True) -> Verdict:
    """What verifying says of a copy of the chain after somebody went at it."""
    store.engine.dispose()
    path = store.folder / FILE_NAME
    kept = path.read_bytes()
    connection = sqlite.connect(str(path))
    for verb in ("UPDATE", "DELETE"):
        connection.execute(f"DROP TRIGGER audit_entry_no_{verb}")
    tamper(connection, seq, store.chain_key)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with Session(store.engine) as session:
        found = verdict_in(session, store) if with_heads else chain.verify(session, store.chain_key)
    store.engine.dispose()
    for name in (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
        (store.folder / name).unlink(missing_ok=True)
    path.write_bytes(kept)
    return found


def places(store: Store, count: int) -> list[int]:
    """Places in the chain, the same at each run; never the very last entry, which has none after it to swap with."""
    with Session(store.engine) as session:
        last = chain.head(session).seq
    return random.Random(SEED).sample(range(3, last - 1), count)


def tell_each(store: Store, tamper: Tamper, count: int) -> None:
    for seq in places(store, count):
        found = tampered(store, tamper, seq)
        assert found.broken_seq is not None, seq
        first = found.broken_seq if tamper is rewrite else seq
        assert found.broken_seq in (first, first + 1), f"{seq}: {found}"


@pytest.mark.parametrize("name", TAMPERS)
def test_each_way_is_told(worked: Store, name: str, is_long: bool, counted: Callable[[str], None]) -> None:
    count = LONG if is_long else SHORT
    tell_each(worked, TAMPERS[name], count)
    counted(f"audit chain, {name}: {count} of {count} told, seed {SEED}")


def test_control_untouched_it_is_whole_and_anchored_to_its_end(worked: Store) -> None:
    found = tampered(worked, lambda _store, _seq, _key: None, 0)
    assert found.broken_seq is None and found.unanchored == 0


@pytest.mark.parametrize("name", ("the end cut off", "written anew with the key"))
def test_control_without_the_heads_outside_an_insider_is_not_seen(worked: Store, name: str) -> None:
    seq = places(worked, 1)[0]
    assert tampered(worked, TAMPERS[name], seq, with_heads=False).broken_seq is None
    assert tampered(worked, TAMPERS[name], seq).fault in (Fault.CUT, Fault.REWRITTEN)


def test_the_bound_is_what_came_after_the_newest_head(worked: Store) -> None:
    (worked.folder / "forecourt.anchors").unlink()
    with Session(worked.engine) as session:
        found = verdict_in(session, worked)
        last_paper = session.connection().exec_driver_sql("SELECT max(chain_seq) FROM paper").scalar_one()
    assert found.broken_seq is None
    assert found.anchored_seq == last_paper and found.unanchored == found.entries - last_paper


def test_a_line_of_the_sidecar_that_was_changed_is_told(worked: Store) -> None:
    path = Anchors(worked.folder).path
    newest = Anchors(worked.folder).every()[-1]
    path.write_text(path.read_text("ascii").replace(newest.mac, "f" * 64), "ascii")
    with Session(worked.engine) as session:
        assert verdict_in(session, worked).fault is Fault.REWRITTEN


def test_heads_of_nothing_and_of_another_seq_do_no_harm(worked: Store) -> None:
    with Session(worked.engine) as session:
        assert chain.verify(session, worked.chain_key, heads=(Head(0, chain.START),)).broken_seq is None
        assert entries_of(session, 1)
