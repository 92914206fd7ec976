"""Switch encryption on or off: a proved backup, another copy of the database, compared, swapped in by the journal.

The store is closed meanwhile. Killed anywhere it is wholly as it was or wholly switched: whoever opens it next finishes
the stored files, the entry in the chain, and the end of what was there before.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.desk import Desk, Store
from app.kernel.cipher import StoreKey, connect, raw_key
from app.kernel.clock import Clock, SystemClock
from app.kernel.database import milliseconds, troubles
from app.kernel.durable import sync_folder
from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from app.kernel.room import check_room
from app.kernel.vault import Place, Vault
from app.trust.chain import START
from app.trust.deeds import Deed
from app.upkeep.backup import swap
from app.upkeep.backup.archive import Archive, NotRestorable
from app.upkeep.backup.keeping import keep_backed_up
from app.upkeep.backup.manifest import DATABASE, Why
from app.upkeep.backup.places import places
from app.upkeep.backup.prove import counts_of
from app.upkeep.backup.shelf import shelved
from app.upkeep.before_opening import check_file, check_place
from app.upkeep.opening import close_store, open_store
from app.upkeep.unlocking import key_for

_PRAGMAS = ("application_id", "user_version")  # what SQLCipher's export leaves behind


@dataclass(frozen=True, slots=True)
class Switch:
    """What is wanted: encrypted with this key, or plain. `asked_by` is a person's id, 0 at the first run."""

    key: StoreKey | None
    asked_by: int = 0


@dataclass(frozen=True, slots=True)
class EncryptionStanding:
    """`key_is_in_file`: the key lies beside what it locks. `plain_backups` can be read by whoever has the file."""

    is_on: bool
    key_id: str
    key_is_in_file: bool
    will_be_in_file: bool
    plain_backups: int
    has_backup_folder: bool


def encryption_standing(desk: Desk) -> EncryptionStanding:
    """How it stands; changes nothing."""
    store, where = desk.store, places(desk)
    key = store.key
    folders = [Path(folder) for folder in (where.folder, where.second) if folder]
    return EncryptionStanding(
        is_on=key is not None,
        key_id=key.id if key is not None else "",
        key_is_in_file=key is not None and store.vault.key_is_in_file(key),
        will_be_in_file=store.vault.place is Place.FILE,
        plain_backups=sum(_is_plain(Path(one.path)) for folder in folders for one in shelved(folder)),
        has_backup_folder=bool(where.folder),
    )


def ask_for_switch(desk: Desk, key: StoreKey | None) -> Switch:
    """Before the store is closed for it: may they, and a proved backup of the present state.

    Refuses: deed.not_allowed, deed.needs_password, encryption.demo, encryption.already, encryption.no_backup_folder.
    Trouble: as a backup.
    """
    wanted = Deed.STORE_DECRYPT if key is None else Deed.STORE_ENCRYPT
    desk.require(wanted)
    _check_can(desk.store, key)
    if not places(desk).folder:
        raise Refusal(
            "encryption.no_backup_folder",
            _("A proved backup comes first. Give the store a folder for backups."),
            field="settings.encryption",
        )
    with desk.deed(wanted) as deed:
        deed.note(asked_for=key.id if key is not None else "plain")
    keep_backed_up(desk, why=Why.ASKED)
    return Switch(key, desk.person.id)


def _check_can(store: Store, key: StoreKey | None) -> None:
    if store.is_demo or store.engine.dialect.name != "sqlite":
        raise Refusal(
            "encryption.demo", _("A demo store, and one in PostgreSQL, is not encrypted here."),
            field="settings.encryption",
        )  # fmt: skip
    if (store.key is None) is (key is None):
        raise Refusal(
            "encryption.already", _("The store is that already. Press F5 and look again."), field="settings.encryption"
        )


def switch(database: Path, wanted: Switch, *, clock: Clock | None = None, wants_key_ring: bool = True) -> None:
    """Carry it out on a closed store. Whoever calls holds the store's lock.

    NotOpened: as opening it. Trouble: no room, or the other copy is not the same. The store is as it was then.
    """
    clock, folder = clock or SystemClock(), database.parent
    vault = Vault(folder, wants_key_ring=wants_key_ring)
    check_place(folder)
    with troubles():
        swap.finish(database, wants_key_ring=wants_key_ring)
        key = key_for(database, vault)
        check_file(database, is_alone=True, key=key)
        if (key is None) is not (wanted.key is None):
            check_room(folder, needed=2 * database.stat().st_size)
            if wanted.key is not None:
                vault.keep_key(wanted.key)  # kept before anything is locked with it
            _begin(database, key, wanted, clock=clock, store_id=vault.store_id)
    close_store(open_store(database, clock=clock, wants_key_ring=wants_key_ring, marks_open=True))


def _begin(database: Path, key: StoreKey | None, wanted: Switch, *, clock: Clock, store_id: str) -> None:
    """Make the other copy and write the journal: from then on it counts."""
    now = clock.now()
    stamp = f"{now:%Y%m%dT%H%M%S}-{os.urandom(2).hex()}"
    incoming = database.parent / f"{swap.INCOMING}{stamp}"
    incoming.mkdir()
    copy = incoming / DATABASE
    seq, mac = _export(database, key, copy, wanted.key)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(incoming)
    named = wanted.key or key
    switched = swap.Switched(wanted.key is not None, named.id if named is not None else "", wanted.asked_by)
    journal = swap.Journal(
        stamp=stamp, backup="", store_id=store_id, made_at_ms=milliseconds(now), seq=seq, mac=mac, old_seq=seq,
        old_mac=mac, switch=switched,
    )  # fmt: skip
    swap.begin(database.parent, journal)


def _export(database: Path, key: StoreKey | None, copy: Path, new_key: StoreKey | None) -> tuple[int, str]:
    """Copy every row into the other form, and compare; answers the head of the chain."""
    source = connect(database, key, how="mode=rw")
    try:
        source.execute("ATTACH DATABASE ? AS other KEY ?", (str(copy), raw_key(new_key)))
        source.execute("SELECT sqlcipher_export('other')").fetchone()
        for name in _PRAGMAS:
            value = int(source.execute(f"PRAGMA main.{name}").fetchone()[0])
            source.execute(f"PRAGMA other.{name} = {value}")
        source.execute("UPDATE other.store_state SET is_open = 0")
        source.execute("DETACH DATABASE other")
        old = _told(source)
    finally:
        source.close()
    made = connect(copy, new_key)
    try:
        sound = made.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        strays = made.execute("PRAGMA foreign_key_check").fetchone() is not None
        forged = new_key is not None and made.execute("PRAGMA cipher_integrity_check").fetchone() is not None
        new = _told(made)
    finally:
        made.close()
    if not sound or strays or forged or new != old:
        raise Trouble(
            _("The other copy of the database is not the same as this one; nothing was changed."),
            _("Run forecourt doctor, and restore the newest verified backup if it names a fault."),
        )
    head: tuple[int, str] = old[-1]
    return head


def _told(connection: Any) -> tuple[Any, ...]:
    """What both copies must say alike: settings of the file, tables, triggers, counts, the head of the chain."""
    head = connection.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    pragmas = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _PRAGMAS)
    return (pragmas, tuple(schema), counts_of(connection), tuple(head) if head is not None else (0, START))


def _is_plain(backup: Path) -> bool:
    try:
        with Archive.opened(backup) as archive:
            return not archive.manifest.key_id
    except NotRestorable:
        return False
