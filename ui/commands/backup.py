"""`forecourt backup [DEST]`: one proved file with everything; into the store's folder for backups without DEST."""

import argparse
import sys
from pathlib import Path

from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.keeping import keep_backed_up
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import places
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("dest", nargs="?", metavar="DEST", help=_("a folder; default: the store's folder for backups"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Make the backup and print its path."""
    desk = desk_of(options)
    if options.dest is None and not places(desk).folder:
        raise Trouble(
            _("This store has no folder for backups yet."), _("Name one after the command, or set it under Settings.")
        )
    backup = (
        keep_backed_up(desk, why=Why.ASKED) if options.dest is None
        else back_up(desk, Path(options.dest), why=Why.ASKED)
    )  # fmt: skip
    proof = backup.proof
    if options.json:
        print_json(backup)
    else:
        print(backup.path)
    print(
        _("Proved by opening it: {entries} entries, {rows} rows, {files} files, {papers} papers.").format(
            entries=proof.entries, rows=proof.rows, files=proof.files, papers=proof.papers
        ),
        file=sys.stderr,
    )
    return 0
