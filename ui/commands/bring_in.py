"""`forecourt import KIND FILE`: a table comes in whole, or not at all. Exit 0 done, 1 refused rows, 2 cannot run."""

import argparse
import sys
from pathlib import Path

from app.exchange.bring_in import TOLD_EVERY, BroughtIn, RowFault, bring_in
from app.exchange.kinds import INCOMING, TableKind
from app.exchange.outcome import counts, outcome, so_far
from app.kernel.language import _, counted
from app.kernel.refusal import Trouble
from app.upkeep.found import FOUNDER, is_founded
from ui.commands.opened import add_json, desk_of, print_json

MOST_SAID = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("kind", choices=[kind.value for kind in INCOMING], help=_("which table"))
    file = _("CSV (UTF-8, UTF-16 or GB18030) or XLSX, its first row the headings")
    parser.add_argument("file", metavar="FILE", help=file)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would come of it"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Bring the table in and say what it came to."""
    # Also to try it: the store is held as long as the rows take, and a window beside it could book nothing meanwhile.
    desk = desk_of(options, writes=True)
    if not is_founded(desk):
        raise Trouble(_("This store is not set up yet."), _("Open the desk once and set it up."))
    # As with a restore: whoever is at the terminal holds the files themselves; the entry names the terminal.
    brought = bring_in(
        desk.by(FOUNDER), TableKind(options.kind), Path(options.file), is_dry_run=options.dry_run, goes_on=tell
    )
    if options.json:
        print_json(brought)
    for line in _lines(brought):
        print(line, file=sys.stderr)
    return 1 if brought.refused else 0


def tell(tried: int, rows: int) -> bool:
    """Say how far it is on one line of a terminal, not into a pipe; go on. Ctrl+C leaves nothing changed."""
    if tried and sys.stderr.isatty():
        print(f"\r{so_far(tried, rows)}", end="" if tried + TOLD_EVERY < rows else "\n", file=sys.stderr, flush=True)
    return True


def _lines(brought: BroughtIn) -> list[str]:
    return [
        *_faults(_("refused"), brought.refused),
        *_faults(_("to be looked at"), brought.remarks),
        counts(brought),
        outcome(brought),
    ]


def _faults(word: str, faults: tuple[RowFault, ...]) -> list[str]:
    said = [
        _("Line {line}, {column} ({what}): {reason}").format(
            line=fault.line, column=fault.column or "—", what=word, reason=fault.reason
        )
        for fault in faults[:MOST_SAID]
    ]
    more = len(faults) - MOST_SAID
    return said if more <= 0 else [*said, counted("… and {count} more.", "… and {count} more.", more)]
