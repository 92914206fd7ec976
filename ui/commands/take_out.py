"""`forecourt export KIND FILE`: a table goes out, as CSV or XLSX by the file's ending; it is entered in the audit."""

import argparse
import sys
from datetime import date
from pathlib import Path

from app.exchange.health_record import Period, export_health_record
from app.exchange.kinds import TableKind
from app.exchange.take_out import take_out
from app.kernel import cells
from app.kernel.language import _, counted
from app.kernel.refusal import Refusal, Trouble
from app.upkeep.found import FOUNDER
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("kind", choices=[kind.value for kind in TableKind], help=_("which table"))
    parser.add_argument("file", metavar="FILE", help=_("its ending says the kind of file: .csv or .xlsx"))
    parser.add_argument("--reason", default="", help=_("what the table is for: it stands in the audit"))
    parser.add_argument("--from", dest="first", metavar="DAY", type=_day, help=_("health-record: first day of leaving"))
    parser.add_argument("--to", dest="last", metavar="DAY", type=_day, help=_("health-record: last day of leaving"))
    parser.add_argument("--again", action="store_true", help=_("health-record: also orders that were told before"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the table, also beside an open window."""
    # As with a restore: whoever is at the terminal holds the files themselves; the entry names the terminal.
    desk, kind, file = desk_of(options).by(FOUNDER), TableKind(options.kind), Path(options.file)
    reason = options.reason or _("Taken out in the terminal, no reason given.")
    period = Period(options.first, options.last, options.again)
    if kind is TableKind.HEALTH_RECORD:
        taken = export_health_record(desk, file, period=period, reason=reason)
    elif period != Period():
        raise Trouble(_("A period is chosen for the health record only."), _("Leave --from, --to and --again out."))
    else:
        taken = take_out(desk, kind, file, reason=reason)
    if options.json:
        print_json(taken)
    print(counted("{count} row: {file}", "{count} rows: {file}", taken.rows, file=taken.file), file=sys.stderr)
    return 0


def _day(typed: str) -> date | None:
    try:
        return cells.day({"day": typed}, "day")
    except Refusal as refusal:
        raise argparse.ArgumentTypeError(refusal.sentence) from refusal
