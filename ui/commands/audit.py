"""`forecourt audit`: does the audit chain hold? Exit 0 whole, 1 broken (the first broken entry is named)."""

import argparse

from app.kernel.language import _, counted
from app.overview.audit import verdict_in
from app.trust.chain import Fault, Verdict
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="ENTRY:CODE",
        help=_("a head of the chain as it stands on a printed closing sheet, compared too; may be given several times"),
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Walk the chain and say what was found."""
    desk = desk_of(options)
    with desk.look() as session:
        verdict = verdict_in(session, desk.store, from_paper=options.head)
    is_whole = verdict.broken_seq is None
    if options.json:
        print_json({"is_whole": is_whole, "verdict": verdict, "unanchored": verdict.unanchored})
    else:
        print(_sentence(verdict))
        if is_whole and verdict.unanchored:
            said = _("Up to {n} entries at its end could have been cut off unseen: nothing outside names them yet.")
            print(said.format(n=verdict.unanchored))
    return 0 if is_whole else 1


def _sentence(verdict: Verdict) -> str:
    if verdict.fault is Fault.CUT:
        return _("The audit chain was cut off: entry {seq} is missing.").format(seq=verdict.broken_seq)
    if verdict.fault is Fault.REWRITTEN:
        return _("The audit chain was written anew: entry {seq} is not the one that was anchored.").format(
            seq=verdict.broken_seq
        )
    if verdict.fault is Fault.ALTERED:
        return _("The audit chain is broken at entry {seq}.").format(seq=verdict.broken_seq)
    return counted(
        "The audit chain is whole: {count} entry.", "The audit chain is whole: {count} entries.", verdict.entries
    )
