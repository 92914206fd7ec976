"""Before a store is opened: may it lie here, is it ours, is it whole? Everything is looked at, nothing is touched."""

import os
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from app.kernel.cipher import MAGIC, StoreKey
from app.kernel.database import APPLICATION_ID
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.storage_place import unfit
from app.kernel.vault import Vault
from app.trust.anchors import Anchor, Anchors
from app.upkeep.not_opened import NotOpened
from app.upkeep.probe import Seen, has_log, log_of, seen
from app.upkeep.upgrade import HEAD, known_revisions


def check_program() -> None:
    """NotOpened: the SQLite inside this program can lose commits (open.sqlite_version)."""
    found = tuple(int(number) for number in sqlite.sqlite_version.split("."))
    if not keeps_commits(found):
        raise NotOpened(
            "open.sqlite_version",
            _("This installation brings SQLite {version}, which can lose what was saved.").format(
                version=sqlite.sqlite_version
            ),
            _("Install Forecourt again from its own package; nothing was opened."),
        )


def keeps_commits(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault (sqlite.org/wal.html#walresetbug).

    >>> [keeps_commits(version) for version in ((3, 51, 2), (3, 51, 3), (3, 50, 7), (3, 52, 0), (3, 53, 4))]
    [False, True, True, False, True]
    """
    if version[:2] in ((3, 44), (3, 50)):
        return version >= ((3, 44, 6) if version[1] == 44 else (3, 50, 7))
    return version >= (3, 51, 3) and version != (3, 52, 0)


def check_place(folder: Path) -> None:
    """Make the folder if need be. NotOpened: open.network, open.synced, open.folder."""
    spoiled = unfit(folder)
    if spoiled is not None and spoiled.is_network:
        raise NotOpened(
            "open.network",
            _("{folder} lies on a network drive ({kind}).").format(folder=folder, kind=spoiled.what),
            _("Keep the store on a disk of this computer; several computers need PostgreSQL. Nothing was touched."),
        )
    if spoiled is not None:
        raise NotOpened(
            "open.synced",
            _("{folder} is kept in step by a sync program ({name}).").format(folder=folder, name=spoiled.what),
            _("Move the store's folder out of it: such programs put old files over new ones. Nothing was touched."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotOpened(
            "open.folder",
            _("The folder {folder} cannot be made: {reason}").format(folder=folder, reason=reason_of(error)),
            _("Choose a folder of this computer that you may write to, with --database."),
        ) from error


def check_file(path: Path, *, is_alone: bool, key: StoreKey | None = None) -> Seen | None:
    """What the file says of itself; None for a store that is yet to be made. NotOpened: see the codes below.

    `key` is the one that opens it, of an encrypted file.
    """
    if not path.exists():
        _check_nothing_is_left(path)
        _check_writable(path)
        return None
    _check_head(path, key)
    anchors = Anchors(path.parent).in_force()
    try:
        found = seen(path, entries=tuple(one.seq for one in anchors[-1:]), is_alone=is_alone, key=key)
    except sqlite.DatabaseError as error:
        raise _unreadable(path) from error
    if not found.is_sound:
        raise _foreign_log(path)
    _check_owner(path, found)
    if found.revision:
        _check_whole(path, found, anchors)
    _check_writable(path)
    return found


def _check_nothing_is_left(path: Path) -> None:
    left = [one.name for one in (Anchors(path.parent).path, Path(log_of(path))) if one.exists()]
    if left:
        raise NotOpened(
            "open.missing",
            _("{path} is gone, but {left} of the same store lies here.").format(path=path, left=left[0]),
            _("Restore the newest backup. No empty store was put in its place."),
        )


def _check_writable(path: Path) -> None:
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise NotOpened(
            "open.read_only",
            _("The folder {folder} may not be written to.").format(folder=path.parent),
            _("Give this user the right to write there, or choose another folder with --database."),
            may_look=path.exists(),
        )


def _check_head(path: Path, key: StoreKey | None) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise NotOpened(
            "open.unreadable",
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason_of(error)),
            _("Choose the right file with --database, or give this user the right to read it."),
        ) from error
    if not head:
        raise NotOpened(
            "open.empty",
            _("{path} is empty: it has no single byte.").format(path=path),
            _("Restore the newest backup. The file and what lies beside it were not touched."),
        )
    if head != MAGIC and key is None:
        raise _no_database(path)


def _no_database(path: Path) -> NotOpened:
    if Vault(path.parent).known_id:
        return NotOpened(
            "open.no_database",
            _("{path} is no database any more: its beginning was written over.").format(path=path),
            _("Restore the newest verified backup. The file was not touched."),
        )
    return NotOpened(
        "open.no_database",
        _("{path} is not a Forecourt database.").format(path=path),
        _("Choose the right file with --database, or restore a backup into an empty folder."),
    )


def _unreadable(path: Path) -> NotOpened:
    if has_log(path):
        return _foreign_log(path)
    return NotOpened(
        "open.damaged",
        _("{path} is damaged and cannot be read.").format(path=path),
        _("Restore the newest verified backup. The file was not touched."),
    )


def _foreign_log(path: Path) -> NotOpened:
    return NotOpened(
        "open.foreign_log",
        _("{log} does not belong to this database; opening it would replace what is saved.").format(
            log=Path(log_of(path)).name
        ),
        _("Restore the newest backup, or put the right file back beside it. Nothing was touched."),
        may_look=True,
    )


def _check_owner(path: Path, found: Seen) -> None:
    is_unborn = found.owner == 0 and found.tables == 0
    if found.owner != APPLICATION_ID and not is_unborn:
        if has_log(path) and _owner_in_header(path) == APPLICATION_ID:
            raise _foreign_log(path)
        raise NotOpened(
            "open.foreign",
            _("{path} belongs to another program.").format(path=path),
            _("Choose the right file with --database; this one was not touched."),
        )
    if found.revision and found.revision not in known_revisions():
        raise NotOpened(
            "open.newer",
            _("{path} was written by a newer Forecourt (schema {revision}; this one knows {head}).").format(
                path=path, revision=found.revision, head=HEAD
            ),
            _("Install the newer version on this computer; the file was not touched."),
        )


def _owner_in_header(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(100)[68:72], "big")


def _check_whole(path: Path, found: Seen, anchors: tuple[Anchor, ...]) -> None:
    """Is all there that was there when the store was last used (rules R4 and R20)?"""
    own = Vault(path.parent).known_id
    if found.store_id and own and found.store_id != own:
        raise _foreign_log(path) if has_log(path) else _other_store(path)
    if found.is_open and not Path(log_of(path)).exists():
        raise NotOpened(
            "open.log_missing",
            _("The store was not closed, and {log} is missing: it was copied without it, or is damaged.").format(
                log=Path(log_of(path)).name
            ),
            _("What was saved last may be missing. Put the file back beside it, or restore the newest backup."),
            may_look=True,
        )
    if anchors:
        _check_anchor(found, anchors[-1])
    if found.seq and not Vault(path.parent).has("chain"):
        raise NotOpened(
            "open.key_missing",
            _("The key of the audit chain is missing: the database was copied here alone."),
            _("Copy the whole folder of the store, or restore a backup; a backup brings its keys."),
            may_look=True,
        )


def _other_store(path: Path) -> NotOpened:
    return NotOpened(
        "open.other_store",
        _("{path} is the database of another store; the keys in this folder are not its own.").format(path=path),
        _("Give it a folder of its own together with its files, or restore a backup. Nothing was touched."),
        may_look=True,
    )


def _check_anchor(found: Seen, anchor: Anchor) -> None:
    kept = dict(found.macs).get(anchor.seq)
    if kept is None:
        raise NotOpened(
            "open.behind",
            _("The database is older than when it was last used: it ends at entry {found}, {kept} was there.").format(
                found=found.seq, kept=anchor.seq
            ),
            _("Restore the newest backup, or find the newer file. Until then the store can only be looked at."),
            may_look=True,
        )
    if kept != anchor.mac:
        raise NotOpened(
            "open.rewritten",
            _("Entry {seq} of the audit chain is not the one that was written: its history was changed.").format(
                seq=anchor.seq
            ),
            _("Keep this file as it is for whoever looks into it, and restore the newest backup."),
            may_look=True,
        )
