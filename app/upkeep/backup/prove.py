"""Prove a backup by opening it: every byte, the database, its counts, its chain, one paper."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.cipher import StoreKey, connect
from app.kernel.database import open_engine
from app.kernel.digest import sha256
from app.kernel.language import _
from app.paper.tables import Paper, PaperSignature
from app.trust import chain
from app.upkeep.backup.archive import Archive, NotRestorable
from app.upkeep.backup.manifest import DATABASE, Manifest, Member
from app.upkeep.schema import METADATA
from app.upkeep.upgrade import HEAD, upgrade

_CHAIN_KEY = "keys/chain"
_STATE = "store_state"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was opened and found whole."""

    store_id: str
    store_name: str
    made_at_ms: int
    entries: int
    head_mac: str
    rows: int
    files: int
    papers: int


def prove(backup: Path, *, scratch: Path | None = None, keys: tuple[StoreKey, ...] = ()) -> Proof:
    """Open a backup as a restore would, in a folder that goes again; `keys` are those that may be tried on it.

    NotRestorable: say what is wrong.
    """
    with Archive.opened(backup) as archive, TemporaryDirectory(prefix=".forecourt-proof-", dir=scratch) as folder:
        key = archive.key(keys)
        for member in archive.manifest.members:
            if member.name == DATABASE:
                with (Path(folder) / DATABASE).open("wb") as target:
                    archive.copy(member, target)
            elif key is None:
                archive.copy(member, None)
                _check_name(member, member.sha256)
            else:
                _check_name(member, sha256(archive.content(member, key)))
        return _check_database(Path(folder) / DATABASE, archive, key)


def counts_of(connection: Any) -> tuple[tuple[str, int], ...]:
    """How many rows each table has; by the driver's own connection."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    ours = [name for name in names if name in METADATA.tables]
    return tuple((name, int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])) for name in ours)


def files_named(connection: Any) -> frozenset[str]:
    """The SHA-256 of every stored file that a row names: all columns that end in `file_sha256`."""
    digests: set[str] = set()
    for table in METADATA.sorted_tables:
        there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        for column in table.columns:
            if column.name.endswith("file_sha256") and column.name in there:
                rows = connection.execute(f'SELECT "{column.name}" FROM "{table.name}" WHERE "{column.name}" <> \'\'')
                digests |= {row[0] for row in rows}
    return frozenset(digests)


def _check_name(member: Member, digest: str) -> None:
    if member.name.startswith("files/") and _digest_in(member) != digest:
        raise NotRestorable(
            "backup.altered", _("Part of the backup was altered or is damaged: {name}").format(name=member.name)
        )


def _digest_in(member: Member) -> str:
    return member.name.rsplit("/", 1)[1]


def _check_database(path: Path, archive: Archive, key: StoreKey | None) -> Proof:
    manifest = archive.manifest
    connection = connect(path, key)
    try:
        _check_soundness(connection, manifest)
        named = files_named(connection)
    except sqlite.DatabaseError as error:
        raise _unsound(str(error)) from error
    finally:
        connection.close()
    held = {_digest_in(member) for member in manifest.members if member.name.startswith("files/")}
    lost = sorted(named - held)
    if lost:
        raise NotRestorable("backup.file_missing", _("A stored file is missing: {digest}").format(digest=lost[0][:12]))
    papers = _check_evidence(path, archive, key)
    rows = sum(count for _table, count in manifest.counts)
    return Proof(
        store_id=manifest.store_id, store_name=manifest.store_name, made_at_ms=manifest.made_at_ms,
        entries=manifest.head_seq, head_mac=manifest.head_mac, rows=rows, files=len(held), papers=papers,
    )  # fmt: skip


def _check_soundness(connection: Any, manifest: Manifest) -> None:
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise _unsound(str(verdict))
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _unsound(_("rows refer to nothing"))
    if counts_of(connection) != manifest.counts:
        raise _unsound(_("rows are missing"))
    if manifest.schema != HEAD and _STATE not in dict(manifest.counts):
        return  # the first release kept no such mark
    state = connection.execute(f"SELECT is_open FROM {_STATE}").fetchone()
    if state is None or state[0]:
        raise _unsound(_("it is marked as open"))


def _check_evidence(path: Path, archive: Archive, key: StoreKey | None) -> int:
    """The chain to its head, and the newest paper: content and signatures. Answers how many papers there are."""
    manifest = archive.manifest
    chain_key = _member(archive, _CHAIN_KEY, key)
    engine = open_engine(path, key=key)
    try:
        upgrade(engine, None)  # this copy goes again; today's classes read only today's schema
        with Session(engine) as session:
            verdict = chain.verify(session, chain_key)
            if verdict.broken_seq is not None or verdict.head != chain.Head(manifest.head_seq, manifest.head_mac):
                raise NotRestorable("backup.chain", _("The audit chain of the backup does not hold."))
            papers = session.scalar(select(func.count()).select_from(Paper)) or 0
            # One that was emptied when its time of keeping was over keeps its number and digest, and no content.
            newest = session.scalar(select(func.max(Paper.id)).where(Paper.content != ""))
            if newest is not None and not _is_sound(session, newest):
                raise NotRestorable("backup.paper", _("A paper in the backup is not what was signed."))
            return papers
    finally:
        engine.dispose()


def _is_sound(session: Session, paper_id: int) -> bool:
    paper = session.get_one(Paper, paper_id)
    signed = session.scalars(select(PaperSignature.digest).where(PaperSignature.paper_id == paper_id)).all()
    return sha256(paper.content) == paper.digest and all(digest == paper.digest for digest in signed)


def _member(archive: Archive, name: str, key: StoreKey | None) -> bytes:
    member = next((one for one in archive.manifest.members if one.name == name), None)
    if member is None:
        raise NotRestorable("backup.incomplete", _("The backup is not complete: {name}").format(name=name))
    return archive.content(member, key)


def _unsound(reason: str) -> NotRestorable:
    return NotRestorable(
        "backup.database", _("The database in the backup is not sound: {reason}").format(reason=reason)
    )
