"""Open the store a command works on, and print one JSON document."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from getpass import getpass
from pathlib import Path
from typing import TypeVar

import msgspec

from app.desk import Desk, Store
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.records.staff.sign_in import NOBODY
from app.upkeep.backup.archive import NotRestorable
from app.upkeep.not_opened import NotOpened
from app.upkeep.opening import close_store, open_store
from app.upkeep.store_lock import StoreLock
from app.upkeep.unlocking import unlock_store

T = TypeVar("T")


def desk_of(options: argparse.Namespace, *, writes: bool = False) -> Desk:
    """A desk without a person on the chosen database. Trouble: there is none, or it cannot be opened.

    The store is closed when the command ends. While a window has it open, commands read beside it; `writes`: Trouble.
    """
    place: str = options.database
    if "://" not in place and not Path(place).exists():
        raise Trouble(
            _("There is no database at {path}.").format(path=place),
            _("Open the desk once to found a store, or name another file with --database."),
        )
    return Desk(store_of(options, writes=writes), NOBODY, "terminal")


def store_of(options: argparse.Namespace, *, writes: bool = False) -> Store:
    """The store, ours until the command ends; `writes`: Trouble while a window has it open."""
    place: str = options.database
    if "://" in place:
        store = open_store(place)
        options.closing.callback(close_store, store)
        return store
    is_ours = _take(Path(place), options)
    if writes and not is_ours:
        raise _open_in_a_window()
    database = Path(place)
    unlock = partial(unlock_store, database=database)
    store = with_key(lambda: open_store(database, marks_open=is_ours, is_alone=is_ours), unlock=unlock)
    options.closing.callback(close_store, store)
    return store


def with_key(work: Callable[[], T], *, unlock: Callable[[str], None]) -> T:
    """Do it; where a key is missing, ask for the recovery key (`FORECOURT_RECOVERY_KEY`, else the terminal), once more.

    The key is kept on this computer then, as after typing it in the window.
    """
    try:
        return work()
    except (NotOpened, NotRestorable) as trouble:
        if trouble.code not in ("open.locked", "backup.locked"):
            raise
        words = os.environ.get("FORECOURT_RECOVERY_KEY", "")
        if not words and sys.stdin.isatty():
            print(trouble.sentence, file=sys.stderr)
            words = getpass(_("Recovery key") + ": ")
        if not words:
            raise
        unlock(words)
    return work()


def take_alone(options: argparse.Namespace, database: Path) -> None:
    """Hold the lock of a store until the command ends. Trouble: a window has it open."""
    if not _take(database, options):
        raise _open_in_a_window()


def _open_in_a_window() -> Trouble:
    return Trouble(
        _("This store is open in a window at this moment."), _("Close the window, then run the command again.")
    )


def _take(database: Path, options: argparse.Namespace) -> bool:
    """Whether nobody else has the store; where that cannot be known, opening it will say what is wrong."""
    if not database.parent.is_dir():
        return True
    lock = StoreLock(database)
    try:
        is_ours = lock.take()
    except OSError:
        return True
    if is_ours:
        options.closing.callback(lock.release)
    return is_ours


def print_json(document: object) -> None:
    """One JSON document on standard output, and nothing else."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option `--json`."""
    parser.add_argument("--json", action="store_true", help=_("one JSON document on standard output, nothing else"))
