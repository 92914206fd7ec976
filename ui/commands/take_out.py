"""`forecourt export KIND FILE`: a table goes out, as CSV or XLSX by the file's ending; it is entered in the audit."""

import argparse
import sys
from pathlib import Path

from app.exchange.kinds import TableKind
from app.exchange.take_out import take_out
from app.kernel.language import _, counted
from app.upkeep.found import FOUNDER
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("kind", choices=[kind.value for kind in TableKind])
    parser.add_argument("file", metavar="FILE", help=_("its ending says the kind of file: .csv or .xlsx"))
    parser.add_argument("--reason", default="", help=_("what the table is for: it stands in the audit"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the table, also beside an open window."""
    # As with a restore: whoever is at the terminal holds the files themselves; the entry names the terminal.
    desk = desk_of(options).by(FOUNDER)
    reason = options.reason or _("Taken out in the terminal, no reason given.")
    taken = take_out(desk, TableKind(options.kind), Path(options.file), reason=reason)
    if options.json:
        print_json(taken)
    print(counted("{count} row: {file}", "{count} rows: {file}", taken.rows, file=taken.file), file=sys.stderr)
    return 0
