"""Pack a store into one file and prove it: everything that takes long, from what can be handed to another process.

It takes its picture of the database in one statement (VACUUM INTO), which reads and holds nobody up, and everything
after that works on the picture.
"""

import hashlib
import os
import zipfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import msgspec

from app.kernel.blobs import stored_files
from app.kernel.cipher import StoreKey, connect, locked
from app.kernel.database import milliseconds
from app.kernel.durable import sync_folder
from app.kernel.room import check_room
from app.kernel.vault import Vault
from app.upkeep.backup.manifest import DATABASE, FORMAT, MANIFEST, Manifest, Member, Why
from app.upkeep.backup.prove import Proof, counts_of, prove
from app.upkeep.backup.shelf import ROUGH_FOLDER, name_of

_CHUNK = 1024 * 1024
# Papers and photographs are packed already; packing them again costs time and gains nothing.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Source:
    """What a backup is made of: the database, the folder of stored files, the store's secrets by name."""

    store_id: str
    database: Path
    files: Path
    secrets: tuple[tuple[str, bytes], ...] = field(repr=False)
    key: StoreKey | None

    @classmethod
    def of(cls, database: Path, files: Path, vault: Vault, key: StoreKey | None) -> "Source":
        """With all secrets that the vault keeps of this store."""
        secrets = tuple((name, vault.read(name) or b"") for name in vault.names())
        return cls(vault.store_id, database, files, secrets, key)

    @property
    def size(self) -> int:
        """How many bytes making it takes at most: the picture of the database, and everything once more."""
        return 2 * self.database.stat().st_size + sum(path.stat().st_size for path in stored_files(self.files))


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished, proved backup."""

    path: str
    name: str
    made_at: datetime
    seq: int
    size: int
    proof: Proof


def make(source: Source, folder: Path, why: Why, made_at: datetime) -> Backup:
    """Make one backup in a folder and prove it before it bears its name.

    Trouble, NotRestorable, OSError, the driver's errors: no room, not to be written, not proved; nothing is left then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    check_room(folder, needed=source.size)
    with TemporaryDirectory(prefix=ROUGH_FOLDER, dir=folder) as rough:
        snapshot = Path(rough) / DATABASE
        _take_picture(source, snapshot)
        manifest = _begin_manifest(source, snapshot, made_at, why)
        name = name_of(made_at, seq=manifest.head_seq)
        packed = Path(rough) / name
        with packed.open("wb") as outside:
            _pack(source, snapshot, manifest, outside)
            outside.flush()
            os.fsync(outside.fileno())
        proof = prove(packed, scratch=Path(rough), keys=(source.key,) if source.key is not None else ())
        size = packed.stat().st_size
        packed.replace(folder / name)
        sync_folder(folder)
    return Backup(str(folder / name), name, made_at, manifest.head_seq, size, proof)


def _take_picture(source: Source, target: Path) -> None:
    database = connect(source.database, source.key, how="mode=rw")
    try:
        database.execute("VACUUM INTO ?", (str(target),))
    finally:
        database.close()
    picture = connect(target, source.key)
    try:
        # The picture was taken of a store in use; it is not in use itself. The first release kept no such mark.
        if picture.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_state'").fetchone():
            picture.execute("UPDATE store_state SET is_open = 0")
    finally:
        picture.close()


def _begin_manifest(source: Source, snapshot: Path, made_at: datetime, why: Why) -> Manifest:
    picture = connect(snapshot, source.key)
    try:
        head = picture.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone() or (0, "0" * 64)
        name = picture.execute("SELECT name FROM store_profile").fetchone()
        schema = picture.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        counts = counts_of(picture)
    finally:
        picture.close()
    return Manifest(
        format=1 if source.key is None else FORMAT, store_id=source.store_id, store_name=name[0] if name else "",
        made_at_ms=milliseconds(made_at), why=why, schema=schema, head_seq=head[0], head_mac=head[1], counts=counts,
        members=(), key_id=source.key.id if source.key is not None else "",
    )  # fmt: skip


def _pack(source: Source, snapshot: Path, manifest: Manifest, outside: BinaryIO) -> None:
    members = []
    with zipfile.ZipFile(outside, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL, allowZip64=True) as file:
        members.append(_add(file, DATABASE, snapshot, zipfile.ZIP_DEFLATED))
        for path in stored_files(source.files):
            name = f"files/{path.name[:2]}/{path.name[2:4]}/{path.name}"
            members.append(_add(file, name, path, zipfile.ZIP_STORED))
        for secret, content in source.secrets:
            if source.key is not None:
                content = locked(content, source.key, purpose="keys", name=secret)
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
