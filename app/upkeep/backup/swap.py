"""Put a restored state in the place of the present one, by a journal: whatever happens, it is wholly old or wholly new.

Until the journal lies on the disk the old state stands. From then on the new one does: whoever opens the store next
finishes the moves, however often they were cut off. The old database with its log is kept beside it.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.desk import Desk, Store
from app.kernel.blobs import Blobs
from app.kernel.database import from_milliseconds, troubles
from app.kernel.durable import sync_folder, write_durably
from app.kernel.refusal import Refusal
from app.kernel.vault import Vault
from app.trust.anchors import Anchor, Anchors, Why
from app.trust.deeds import Deed
from app.upkeep.backup.manifest import DATABASE
from app.upkeep.found import FOUNDER

JOURNAL = "forecourt.restore"
ROUGH = ".forecourt-"  # what a restore, a proof or a probe works in; left only by a program that was killed
INCOMING = f"{ROUGH}incoming-"
ASIDE = "before-restore-"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Switched:
    """The same state comes back, encrypted or plain; `asked_by` is who wanted it (0: set up so)."""

    is_on: bool
    key_id: str
    asked_by: int


@dataclass(frozen=True, slots=True)
class Journal:
    """What is being restored, and the head of the chain that is replaced (0 where there was none)."""

    stamp: str
    backup: str
    store_id: str
    made_at_ms: int
    seq: int
    mac: str
    old_seq: int
    old_mac: str
    switch: Switched | None = None


def begin(folder: Path, journal: Journal) -> None:
    """Write the journal: this is the instant at which the restored state begins to count."""
    write_durably(folder / JOURNAL, msgspec.json.encode(journal))


def finish(database: Path, *, wants_key_ring: bool) -> None:
    """Finish a restore that was begun; sweep up what one left that never came so far. OSError: no room, no right."""
    folder = database.parent
    journal = _journal(folder)
    keeps = f"{INCOMING}{journal.stamp}" if journal is not None else ""
    for left in folder.glob(f"{ROUGH}*"):
        if left.name != keeps:
            shutil.rmtree(left, ignore_errors=True)
    if journal is None:
        return
    incoming, aside = folder / f"{INCOMING}{journal.stamp}", folder / f"{ASIDE}{journal.stamp}"
    if not incoming.is_dir():
        return
    aside.mkdir(exist_ok=True)
    _swap_database(database, incoming, aside)
    if journal.switch is None:
        vault = Vault(folder, wants_key_ring=wants_key_ring)
        _bring_files(Blobs(folder / "files", earlier=vault.kept_keys()), incoming / "files", aside)
        _bring_keys(vault, journal.store_id, incoming / "keys", aside)
        _anchor(folder, journal)
    # Last: while it is there, the steps above are done once more and find nothing left to do.
    if not any(aside.iterdir()):
        aside.rmdir()
    shutil.rmtree(incoming)
    sync_folder(folder)


def enter(store: Store) -> None:
    """The restored store is open: what was lost stands in its chain, once; then the journal goes.

    Every stored file is brought into the form of the store, locked or plain. After a switch the state before it goes.
    """
    journal = _journal(store.folder)
    if journal is None:
        return
    with troubles():
        store.blobs.close_all()
    desk = Desk(store, FOUNDER, "restore").for_press(f"restore-{journal.stamp}")
    try:
        _book(desk, journal)
    except Refusal as refusal:
        if refusal.code != "deed.repeated":
            raise
    if journal.switch is not None:
        with troubles():
            _drop_what_was(store, journal)
    (store.folder / JOURNAL).unlink()
    sync_folder(store.folder)


def _book(desk: Desk, journal: Journal) -> None:
    switch = journal.switch
    if switch is not None:
        with desk.deed(Deed.STORE_ENCRYPT if switch.is_on else Deed.STORE_DECRYPT) as deed:
            deed.note(key=switch.key_id, asked_by=switch.asked_by)
        return
    with desk.deed(Deed.STORE_RESTORE) as deed:
        deed.note(
            backup=journal.backup, made_at_ms=journal.made_at_ms, reaches=journal.seq, lost_from=journal.seq + 1,
            lost_to=journal.old_seq, old_mac=journal.old_mac,
        )  # fmt: skip


def _drop_what_was(store: Store, journal: Journal) -> None:
    """The state before a switch, and with encryption every plain copy of the database that lies in the folder."""
    olds = [store.folder / f"{ASIDE}{journal.stamp}"]
    if journal.switch is not None and journal.switch.is_on:
        olds = [*store.folder.glob(f"{ASIDE}*"), *store.folder.glob("*.before-[0-9]*")]
    for old in olds:
        for path in [one for one in old.rglob("*") if one.is_file()] if old.is_dir() else [old]:
            _wipe(path)
        if old.is_dir():
            shutil.rmtree(old)
    sync_folder(store.folder)


def _wipe(path: Path) -> None:
    """Write over a file before it goes; an SSD may keep what was there all the same."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _journal(folder: Path) -> Journal | None:
    path = folder / JOURNAL
    return msgspec.json.decode(path.read_bytes(), type=Journal) if path.exists() else None


def _swap_database(database: Path, incoming: Path, aside: Path) -> None:
    new = incoming / DATABASE
    if not new.exists():
        return
    # The log first: an old log beside the new file would be replayed into it.
    for name in (f"{database.name}-wal", f"{database.name}-shm", database.name):
        old = database.with_name(name)
        if old.exists():
            old.replace(aside / name)
            sync_folder(aside)
    sync_folder(database.parent)
    new.replace(database)
    sync_folder(database.parent)


def _bring_files(files: Blobs, incoming: Path, aside: Path) -> None:
    """Files are named by their digest: those of both states lie together, and only an altered one is put aside."""
    for new in sorted(incoming.glob("??/??/*")):
        target = files.path(new.name)
        if files.is_sound(new.name):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.replace(aside / target.name)
        new.replace(target)
        sync_folder(target.parent)


def _bring_keys(vault: Vault, store_id: str, incoming: Path, aside: Path) -> None:
    # First all of the old keys are put aside, then the first new one comes: cut off anywhere, none is lost.
    if vault.known_id and (aside / DATABASE).exists():
        old = Vault(aside, wants_key_ring=False)
        old.take_id(vault.known_id)
        for name in vault.names():
            kept = vault.read(name)
            if kept is not None and not old.has(name):
                old.write(name, kept)
    if vault.known_id != store_id:
        vault.change_id(store_id)
    for new in sorted(incoming.glob("*")):
        if vault.read(new.name) != new.read_bytes():
            vault.write(new.name, new.read_bytes())


def _anchor(folder: Path, journal: Journal) -> None:
    anchors = Anchors(folder)
    line = Anchor(journal.store_id, journal.seq, journal.mac, from_milliseconds(journal.made_at_ms), Why.RESTORED)
    if anchors.every()[-1:] != (line,):
        anchors.write(line)
