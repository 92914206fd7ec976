"""`forecourt audit`: does the audit chain hold? Exit 0 whole, 1 broken (the first broken entry is named)."""

import argparse

from app.kernel.language import _
from app.trust import chain
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Walk the chain and say what was found."""
    desk = desk_of(options)
    with desk.look() as session:
        verdict = chain.verify(session, desk.store.chain_key)
    is_whole = verdict.broken_seq is None
    if options.json:
        print_json({"is_whole": is_whole, "verdict": verdict})
    elif is_whole:
        print(_("The audit chain is whole: {n} entries.").format(n=verdict.entries))
    else:
        print(_("The audit chain is broken at entry {seq}.").format(seq=verdict.broken_seq))
    return 0 if is_whole else 1
