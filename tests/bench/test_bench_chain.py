"""Verifying the audit chain: a long one, held against reading its rows and taking one MAC of each."""

import hmac
import tracemalloc
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.orm import Session

from app.kernel.clock import FrozenClock
from app.trust import chain
from app.trust.chain import START
from app.upkeep.opening import FILE_NAME, open_store
from tests.bench.figures import Figure, in_turns, milliseconds

pytestmark = pytest.mark.bench
ENTRIES, RUNS = 100_000, 5
MOST_RATIO = 2
MIB = 1 << 20
DETAILS = '{"line":%d,"stage":"in_work","total_fen":112900}'
COLUMNS = "seq, at, person_id, seat, deed, order_id, details, request_id, previous, mac"


def links(key: bytes, entries: int) -> Iterator[tuple[object, ...]]:
    """Entries as a busy store writes them, each hanging on the one before."""
    previous = START
    for seq in range(1, entries + 1):
        content = (seq, 1_795_000_000_000 + seq, 2, "desk", "quote.edit", seq // 50, DETAILS % seq, f"request-{seq}")
        mac = chain._mac(key, previous, content)
        yield (*content, previous, mac)
        previous = mac


def fill(path: Path, key: bytes, entries: int) -> None:
    """Write a chain as fast as the driver can; the triggers only forbid to change one."""
    connection = sqlite.connect(str(path))
    connection.execute("PRAGMA synchronous=OFF")
    connection.executemany(f"INSERT INTO audit_entry ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", links(key, entries))
    connection.commit()
    connection.close()


def bare_walk(path: Path, key: bytes) -> int:
    """Read every row and take one MAC of its text: what no way of verifying can do without."""
    connection = sqlite.connect(str(path))
    count = 0
    for row in connection.execute(f"SELECT {COLUMNS} FROM audit_entry ORDER BY seq"):
        hmac.new(key, str(row).encode(), sha256).hexdigest()
        count += 1
    connection.close()
    return count


def test_a_long_chain_is_walked_in_flat_memory(tmp_path: Path, clock: FrozenClock, figures: list[Figure]) -> None:
    path = tmp_path / FILE_NAME
    store = open_store(path, clock=clock)
    fill(path, store.chain_key, ENTRIES)

    def walk() -> None:
        with Session(store.engine) as session:
            assert chain.verify(session, store.chain_key).entries == ENTRIES

    ours, floor = in_turns(
        lambda: milliseconds(walk), lambda: milliseconds(lambda: bare_walk(path, store.chain_key)), runs=RUNS
    )
    tracemalloc.start()
    walk()
    most = tracemalloc.get_traced_memory()[1] / MIB
    tracemalloc.stop()
    store.engine.dispose()
    figures.append(Figure(f"verify {ENTRIES:,} entries ÷ read and MAC alone", ours, floor, "ms", RUNS, MOST_RATIO))
    assert ours / floor <= MOST_RATIO
    assert most < 20, "memory grows with the chain"
