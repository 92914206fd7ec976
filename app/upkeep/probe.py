"""What a database file says of itself, read without changing a byte: with a log beside it, from a copy of both."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.kernel.cipher import StoreKey, connect
from app.trust.chain import START


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read. `revision` is "" where nothing was ever made in the file; `store_id` before schema 0003."""

    owner: int
    tables: int
    revision: str
    store_id: str
    is_open: bool
    seq: int
    mac: str
    macs: tuple[tuple[int, str], ...]  # of the entries that were asked for, as far as they are there
    is_sound: bool  # of file and log together; without a log it is not asked here


def log_of(path: Path) -> str:
    """The path of the write-ahead log that belongs to a database by its name, and only by that."""
    return f"{path}-wal"


def has_log(path: Path) -> bool:
    """Whether a log with anything in it lies beside the file."""
    log = Path(log_of(path))
    return log.exists() and log.stat().st_size > 0


def seen(path: Path, *, entries: tuple[int, ...], is_alone: bool, key: StoreKey | None = None) -> Seen:
    """Read a database file. sqlite.DatabaseError: it cannot be read as one.

    With a log beside it a copy of both is read: what the log would do to the file is seen before it does it.
    `is_alone` False: someone works in it at this moment, and has looked at it before.
    """
    if not has_log(path):
        return _read(path, key, entries, how="mode=ro&immutable=1")
    if not is_alone:
        return _read(path, key, entries, how="mode=ro")
    with _folder_for_copy(path) as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log_of(path), log_of(copy))
        return _read(copy, key, entries, how="mode=rw", checks=True)


def _folder_for_copy(path: Path) -> TemporaryDirectory[str]:
    beside = path.parent if os.access(path.parent, os.W_OK) else None
    return TemporaryDirectory(prefix=".forecourt-probe-", dir=beside)


def _read(path: Path, key: StoreKey | None, entries: tuple[int, ...], *, how: str, checks: bool = False) -> Seen:
    connection = connect(path, key, how=how)
    try:
        return _ask(connection, entries, checks=checks)
    finally:
        connection.close()


def _ask(connection: Any, entries: tuple[int, ...], *, checks: bool) -> Seen:
    def first(statement: str, *given: object) -> Any:
        return connection.execute(statement, given).fetchone()

    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    revision = first("SELECT version_num FROM alembic_version") if "alembic_version" in names else None
    state = first("SELECT store_id, is_open FROM store_state") if "store_state" in names else None
    head = first("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1") if "audit_entry" in names else None
    macs = [first("SELECT seq, mac FROM audit_entry WHERE seq = ?", seq) for seq in entries] if head else []
    return Seen(
        owner=int(first("PRAGMA application_id")[0]),
        tables=len(names),
        revision=str(revision[0]) if revision else "",
        store_id=str(state[0]) if state else "",
        is_open=bool(state[1]) if state else False,
        seq=int(head[0]) if head else 0,
        mac=str(head[1]) if head else START,
        macs=tuple((int(row[0]), str(row[1])) for row in macs if row is not None),
        # A log of another database brings pages that fit nowhere, perhaps none of those that are read here.
        is_sound=not checks or first("PRAGMA quick_check(1)")[0] == "ok",
    )
