"""What doctor says of safety: anchors, clock, backups and whether they can be restored, secrets, encryption."""

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.cipher import StoreKey
from app.kernel.language import _, counted
from app.kernel.refusal import Trouble
from app.kernel.storage_place import unfit
from app.kernel.vault import Place
from app.trust.anchors import Anchors
from app.upkeep.backup.keeping import BackupStanding, backup_standing
from app.upkeep.backup.prove import prove
from app.upkeep.backup.shelf import shelved
from app.upkeep.encryption import encryption_standing
from app.upkeep.finding import Finding, finding
from app.upkeep.tables import StoreState


def safety(session: Session, desk: Desk) -> Iterator[Finding]:
    """Anchors, clock, place, backups, secrets, encryption; nothing is changed."""
    store = desk.store
    yield _anchors(session, store)
    yield _clock(store)
    if store.engine.dialect.name == "sqlite":
        yield _place(store)
        yield from _backups(desk)
    yield _secrets(store)
    yield from _encryption(desk)


def _anchors(session: Session, store: Store) -> Finding:
    anchors, state = Anchors(store.folder).every(), session.get(StoreState, 1)
    began = state.anchored_from if state is not None else None
    is_whole = began is None or (bool(anchors) and anchors[0].seq <= began)
    since = anchors[0].seq if anchors else 0
    return finding(
        "anchors", is_whole,
        counted("{count} anchor of the audit chain", "{count} anchors of the audit chain", len(anchors)),
        fault=_("they begin at entry {since}, the first was {began}").format(since=since, began=began),
        remedy=_("Compare the chain with the foot of older papers: nothing beside the database vouches for them."),
    )  # fmt: skip


def _clock(store: Store) -> Finding:
    is_back = store.watch is not None and store.watch.is_set_back(store.clock.now())
    return finding(
        "clock", not is_back, _("Clock"), fault=_("it stands before what is booked already"),
        remedy=_("Set the clock right, or let a manager confirm it in the window."),
    )  # fmt: skip


def _place(store: Store) -> Finding:
    spoiled = unfit(store.folder)
    return finding(
        "place", spoiled is None, _("The folder lies on a disk of this computer"),
        fault=spoiled.what if spoiled is not None else "",
        remedy=_("Move the store to a local folder that no program syncs."),
    )  # fmt: skip


def _backups(desk: Desk) -> Iterator[Finding]:
    if desk.store.is_demo:
        yield Finding("backup", True, _("A demo store is thrown away; it has no backups"))
        return
    standing = backup_standing(desk)
    name, now = _("Backups"), _("Make one with forecourt backup, or in the window under Settings.")
    if not standing.folder:
        where = _("Give the store a folder for backups under Settings.")
        yield finding("backup", False, name, fault=_("no folder is set"), remedy=where)
        return
    if standing.proved_at is None:
        yield finding("backup", False, name, fault=_("there is none yet"), remedy=now)
        return
    fault = _("the newest is more than a day old, and something was booked since")
    yield finding("backup", not standing.is_old, name, fault=fault, remedy=now)
    yield _restorable(standing, desk.store.vault.kept_keys())
    yield from _second(standing)


def _restorable(standing: BackupStanding, keys: tuple[StoreKey, ...]) -> Finding:
    """Open the newest backup now, as a restore would: disks rot."""
    newest = shelved(Path(standing.folder))[0]
    try:
        proof = prove(Path(newest.path), keys=keys)
    except Trouble as trouble:
        remedy = _("Make a new one at once, and look at the disk that it lies on.")
        return Finding("restorable", False, f"{newest.name}: {trouble.sentence}", remedy)
    words = _("The newest backup can be restored: {entries} entries, {files} files, {papers} papers")
    return Finding("restorable", True, words.format(entries=proof.entries, files=proof.files, papers=proof.papers))


def _second(standing: BackupStanding) -> Iterator[Finding]:
    if not standing.second:
        yield Finding("second_place", True, _("No second place for backups: a fire or a thief takes both"))
        return
    yield finding(
        "second_place", not standing.is_second_old, _("Second place for backups"),
        fault=_("its newest copy is more than a week old"),
        remedy=_("Plug in the disk, or reach the network folder, and back up now."),
    )  # fmt: skip


def _secrets(store: Store) -> Finding:
    in_files = [name for name in store.vault.names() if store.vault.path(name).exists()]
    open_to_others = [name for name in in_files if os.name != "nt" and store.vault.path(name).stat().st_mode & 0o077]
    words = (
        _("Secrets lie in the system's key ring")
        if store.vault.place is Place.KEY_RING and not in_files
        else _("Secrets lie in files beside the database: {names}").format(names=", ".join(in_files))
    )
    return finding(
        "secrets", not open_to_others, words, fault=_("others may read them"),
        remedy=_("Take the rights of others away: only the user of the desk may read these files."),
    )  # fmt: skip


def _encryption(desk: Desk) -> Iterator[Finding]:
    standing = encryption_standing(desk)
    if not standing.is_on:
        words = _("Not encrypted: whoever can read the store's folder can read what is in it")
        yield Finding("encryption", True, words)
        return
    words = (
        _("Encrypted; the key lies in a file beside it, which protects nothing from who copies the whole folder")
        if standing.key_is_in_file
        else _("Encrypted; the key lies in the system's key ring")
    )
    yield Finding("encryption", True, words)
    yield finding(
        "plain_backups", not standing.plain_backups, _("Every backup is encrypted"),
        fault=_("{n} are not").format(n=standing.plain_backups),
        remedy=_("They were made before. Delete them once you need none of them any more."),
    )  # fmt: skip
