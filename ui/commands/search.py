"""`forecourt search TEXT`: what the search box finds."""

import argparse

from app.kernel.language import _
from app.overview.search_box import search
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("text", help=_("piece of a plate, tail of a VIN or phone, name, initials, number"))
    parser.add_argument("--limit", type=int, default=20, help=_("at most so many"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the hits, newest first."""
    hits = search(desk_of(options), options.text, limit=options.limit)
    if options.json:
        print_json(hits)
    else:
        for hit in hits:
            print(f"{hit.kind:<9} {hit.title}  {hit.subtitle}")
    return 0
