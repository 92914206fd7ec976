"""Make a backup: one file with everything, while the store is in use, proved before it bears its name.

It takes its picture of the database in one statement (VACUUM INTO), which reads and holds nobody up, and everything
after that works on the picture. Keys travel inside: a backup that could not be verified on another computer would
be no backup. Who holds the file can therefore read the store, unless the store is encrypted: then the backup is too,
its keys are locked like its files, and the key of all this stays outside (docs/reliability.md).
"""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import msgspec

from app.desk import Desk, Store
from app.kernel.cipher import connect, locked
from app.kernel.database import milliseconds, troubles
from app.kernel.durable import sync_folder
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.kernel.room import check_room
from app.trust.deeds import Deed
from app.upkeep.backup.manifest import DATABASE, FORMAT, MANIFEST, Manifest, Member, Why
from app.upkeep.backup.prove import Proof, counts_of, prove
from app.upkeep.backup.shelf import name_of, thin_out
from app.upkeep.found import FOUNDER

_CHUNK = 1024 * 1024
# Papers and photographs are packed already; packing them again costs time and gains nothing.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished, proved backup."""

    path: str
    name: str
    made_at: datetime
    seq: int
    size: int
    proof: Proof


def back_up(desk: Desk, folder: Path, *, why: Why) -> Backup:
    """Make one backup in a folder, prove it, thin out the older ones; entered in the audit chain.

    Trouble: no room, the folder cannot be written, or what was made could not be proved; nothing is left behind then.
    """
    store = desk.store
    # What the program does by itself is done in nobody's name.
    desk = desk.by(FOUNDER) if why is not Why.ASKED or not desk.person.id else desk
    desk.require(Deed.BACKUP_MAKE)
    _check_can(store, folder)
    with troubles():
        folder.mkdir(parents=True, exist_ok=True)
        check_room(folder, needed=_estimate(store))
        backup = _make(store, folder, why)
        thin_out(folder, store.utc_offset_minutes)
    with desk.deed(Deed.BACKUP_MAKE) as deed:
        deed.note(file=backup.name, reaches=backup.seq, why=why.value)
    return backup


def _check_can(store: Store, folder: Path) -> None:
    if store.engine.dialect.name != "sqlite":
        raise Trouble(
            _("This store lies in PostgreSQL; its backups are made there."),
            _("Use pg_dump, and copy the files folder."),
        )
    if store.only_looks:
        raise Trouble(store.only_looks, _("A backup is made of a store that is sound."))
    if folder.resolve().is_relative_to(store.blobs.folder.resolve()):
        raise Trouble(
            _("Backups cannot lie among the store's own files."), _("Choose another folder, best on another disk.")
        )


def _estimate(store: Store) -> int:
    database = Path(str(store.engine.url.database)).stat().st_size
    return 2 * database + sum(path.stat().st_size for path in _blobs(store))


def _make(store: Store, folder: Path, why: Why) -> Backup:
    made_at = store.clock.now()
    with TemporaryDirectory(prefix=".forecourt-backup-", dir=folder) as rough:
        snapshot = Path(rough) / DATABASE
        _take_picture(store, snapshot)
        manifest = _begin_manifest(store, snapshot, made_at, why)
        name = name_of(made_at, seq=manifest.head_seq)
        packed = Path(rough) / name
        with packed.open("wb") as outside:
            _pack(store, snapshot, manifest, outside)
            outside.flush()
            os.fsync(outside.fileno())
        proof = prove(packed, scratch=Path(rough), keys=(store.key,) if store.key is not None else ())
        size = packed.stat().st_size
        packed.replace(folder / name)
        sync_folder(folder)
    return Backup(str(folder / name), name, made_at, manifest.head_seq, size, proof)


def _take_picture(store: Store, target: Path) -> None:
    with store.engine.connect() as connection:
        connection.rollback()  # VACUUM INTO runs in no transaction
        connection.connection.driver_connection.execute("VACUUM INTO ?", (str(target),))  # type: ignore[union-attr]
    picture = connect(target, store.key)
    try:
        # The picture was taken of a store in use; it is not in use itself.
        picture.execute("UPDATE store_state SET is_open = 0")
    finally:
        picture.close()


def _begin_manifest(store: Store, snapshot: Path, made_at: datetime, why: Why) -> Manifest:
    picture = connect(snapshot, store.key)
    try:
        head = picture.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone() or (0, "0" * 64)
        name = picture.execute("SELECT name FROM store_profile").fetchone()
        schema = picture.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        counts = counts_of(picture)
    finally:
        picture.close()
    return Manifest(
        format=1 if store.key is None else FORMAT, store_id=store.vault.store_id, store_name=name[0] if name else "",
        made_at_ms=milliseconds(made_at), why=why, schema=schema, head_seq=head[0], head_mac=head[1], counts=counts,
        members=(), key_id=store.key.id if store.key is not None else "",
    )  # fmt: skip


def _pack(store: Store, snapshot: Path, manifest: Manifest, outside: BinaryIO) -> None:
    members = []
    with zipfile.ZipFile(outside, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL, allowZip64=True) as file:
        members.append(_add(file, DATABASE, snapshot, zipfile.ZIP_DEFLATED))
        for path in _blobs(store):
            name = f"files/{path.name[:2]}/{path.name[2:4]}/{path.name}"
            members.append(_add(file, name, path, zipfile.ZIP_STORED))
        for secret in store.vault.names():
            content = store.vault.read(secret) or b""
            if store.key is not None:
                content = locked(content, store.key, purpose="keys", name=secret)
            file.writestr(f"keys/{secret}", content)
            members.append(Member(f"keys/{secret}", len(content), hashlib.sha256(content).hexdigest()))
        file.writestr(MANIFEST, msgspec.json.encode(replace(manifest, members=tuple(members))))


def _add(file: zipfile.ZipFile, name: str, source: Path, how: int) -> Member:
    digest, size = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(name)
    entry.compress_type = how
    with source.open("rb") as inside, file.open(entry, "w", force_zip64=True) as outside:
        while chunk := inside.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            outside.write(chunk)
    return Member(name, size, digest.hexdigest())


def _blobs(store: Store) -> Iterator[Path]:
    """Every stored file, in the order of its name; what is being written at this moment is passed over."""
    return iter(sorted(path for path in store.blobs.folder.glob("??/??/*") if len(path.name) == 64))
