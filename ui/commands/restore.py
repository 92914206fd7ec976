"""`forecourt restore FILE [--into DIR]`: the file is proved first; the old state is kept beside the new one."""

import argparse
import sys
from functools import partial
from pathlib import Path

from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.upkeep.before_opening import check_place
from app.upkeep.opening import FILE_NAME
from app.upkeep.restore import Restored, restore
from app.upkeep.unlocking import unlock_backup
from ui.commands.opened import add_json, print_json, take_alone, with_key


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", metavar="FILE", help=_("a backup made by forecourt backup"))
    parser.add_argument("--into", metavar="DIR", help=_("restore into this folder instead of the database's own"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Restore, and say what stands now, what is lost, and where the old state lies."""
    database = Path(options.into) / FILE_NAME if options.into else _database(options.database)
    check_place(database.parent)
    take_alone(options, database)
    backup = Path(options.file)
    restored = with_key(
        lambda: restore(backup, database), unlock=partial(unlock_backup, backup=backup, database=database)
    )
    if options.json:
        print_json({"database": str(database), "restored": restored})
    else:
        print(database)
    for sentence in _sentences(restored):
        print(sentence, file=sys.stderr)
    return 0


def _database(place: str) -> Path:
    if "://" in place:
        raise Trouble(
            _("This store lies in PostgreSQL; its backups are made there."),
            _("Use pg_dump, and copy the files folder."),
        )
    return Path(place)


def _sentences(restored: Restored) -> tuple[str, ...]:
    proof = restored.proof
    stands = _("Restored: {name}, {entries} entries, {rows} rows, {files} files.").format(
        name=proof.store_name, entries=proof.entries, rows=proof.rows, files=proof.files
    )
    lost = (
        _("Entries {first} to {last} of the replaced state are not in it.").format(
            first=restored.lost_from, last=restored.lost_to
        )
        if restored.lost_to >= restored.lost_from
        else ""
    )
    kept = _("The old state lies in {folder}.").format(folder=restored.kept) if restored.kept else ""
    return tuple(sentence for sentence in (stands, lost, kept) if sentence)
