"""Restore a store from a backup: prove it first, unpack beside, swap by a journal, open it and say what was lost."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from app.desk import Desk
from app.kernel.cipher import StoreKey
from app.kernel.clock import Clock, SystemClock
from app.kernel.database import troubles
from app.kernel.digest import short
from app.kernel.durable import sync_folder
from app.kernel.room import check_room
from app.kernel.vault import Vault
from app.trust.anchors import Anchors
from app.trust.chain import START
from app.trust.deeds import Deed
from app.upkeep.backup import swap
from app.upkeep.backup.archive import Archive
from app.upkeep.backup.manifest import KEYS, Manifest
from app.upkeep.backup.prove import Proof, prove
from app.upkeep.before_opening import check_place
from app.upkeep.not_opened import NotOpened
from app.upkeep.opening import close_store, open_store
from app.upkeep.probe import seen
from app.upkeep.unlocking import key_for


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands now, and what is lost: the entries after the backup, if any. `kept` is where the old state lies."""

    proof: Proof
    lost_from: int
    lost_to: int
    old_head: str
    kept: str


def ask_restore(desk: Desk, *, backup: Path) -> None:
    """Who asks for it in the window, entered in the state that will be kept beside the restored one.

    Refuses: deed.not_allowed, deed.needs_password.
    """
    with desk.deed(Deed.STORE_RESTORE) as deed:
        deed.note(asked_for=backup.name)


def restore(backup: Path, database: Path, *, clock: Clock | None = None, wants_key_ring: bool = True) -> Restored:
    """Put the store of a backup where a database lies, or where none lies yet. Whoever calls holds the store's lock.

    The present state is kept beside it, with its log. The key of an encrypted backup is kept here already, or was typed
    (`unlock_backup`). NotRestorable: the backup is not sound; Trouble: no room. Nothing
    has changed then.
    """
    clock = clock or SystemClock()
    folder = database.parent
    vault = Vault(folder, wants_key_ring=wants_key_ring)
    check_place(folder)
    with troubles():
        swap.finish(database, wants_key_ring=wants_key_ring)
        check_room(folder, needed=2 * backup.stat().st_size if backup.exists() else 0)
    with troubles():
        proof = prove(backup, scratch=folder, keys=vault.kept_keys())
    stamp = f"{clock.now():%Y%m%dT%H%M%S}-{os.urandom(2).hex()}"
    with troubles():
        manifest = _unpack(backup, folder / f"{swap.INCOMING}{stamp}", vault.kept_keys())
        old_seq, old_mac = _old_head(database, vault)
        swap.begin(folder, _journal(stamp, backup, manifest, old_seq, old_mac))
    close_store(open_store(database, clock=clock, wants_key_ring=wants_key_ring, marks_open=True))
    aside = folder / f"{swap.ASIDE}{stamp}"
    return Restored(
        proof=proof,
        lost_from=proof.entries + 1,
        lost_to=old_seq,
        old_head=short(old_mac) if old_seq else "",
        kept=str(aside) if aside.exists() and any(aside.iterdir()) else "",
    )


def _journal(stamp: str, backup: Path, manifest: Manifest, old_seq: int, old_mac: str) -> swap.Journal:
    return swap.Journal(
        stamp=stamp, backup=backup.name, store_id=manifest.store_id, made_at_ms=manifest.made_at_ms,
        seq=manifest.head_seq, mac=manifest.head_mac, old_seq=old_seq, old_mac=old_mac,
    )  # fmt: skip


def _unpack(backup: Path, folder: Path, keys: tuple[StoreKey, ...]) -> Manifest:
    """Write every member to the disk, compared with the manifest once more; what was cut off is swept up later."""
    folder.mkdir()
    try:
        with Archive.opened(backup) as archive:
            key = archive.key(keys)
            for member in archive.manifest.members:
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as file:
                    if member.name.startswith(KEYS):
                        file.write(archive.content(member, key))
                    else:
                        archive.copy(member, file)
                    file.flush()
                    os.fsync(file.fileno())
            manifest = archive.manifest
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for inside in (one for one in folder.rglob("*") if one.is_dir()):
        sync_folder(inside)
    sync_folder(folder)
    return manifest


def _old_head(database: Path, vault: Vault) -> tuple[int, str]:
    """How far the present chain goes: by the database, or by its anchors where that cannot be read."""
    anchored = max(((one.seq, one.mac) for one in Anchors(database.parent).in_force()), default=(0, START))
    if not database.exists():
        return anchored
    try:
        found = seen(database, entries=(), is_alone=True, key=key_for(database, vault))
    except (sqlite.DatabaseError, NotOpened):
        return anchored
    return max((found.seq, found.mac), anchored)
