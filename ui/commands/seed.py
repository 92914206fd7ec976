"""`forecourt seed --orders N`: fill an empty database with realistic orders."""

import argparse
import sys

from app.kernel.language import _, counted
from app.upkeep.seed import seed
from ui.commands.opened import store_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--orders", type=int, required=True, help=_("how many orders"))
    parser.add_argument("--customers", type=int, default=0, help=_("default: a third of the orders"))
    parser.add_argument("--seed", type=int, default=1, help=_("the same number makes the same store"))


def run(options: argparse.Namespace) -> int:
    """Seed the chosen database."""
    seed(
        store_of(options, writes=True),
        orders=options.orders,
        customers=options.customers or max(1, options.orders // 3),
        seed_number=options.seed,
        told=lambda done: done % 100 or print(done, file=sys.stderr),
    )
    print(counted("{count} order was made", "{count} orders were made", options.orders), file=sys.stderr)
    return 0
