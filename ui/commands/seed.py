"""`forecourt seed --orders N`: fill an empty database with realistic orders."""

import argparse
import sys
from pathlib import Path

from app.upkeep.opening import open_store
from app.upkeep.seed import seed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--orders", type=int, required=True)
    parser.add_argument("--customers", type=int, default=0, help="default: a third of the orders")
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> int:
    """Seed the chosen database."""
    place: str = options.database
    store = open_store(place if "://" in place else Path(place))
    seed(
        store,
        orders=options.orders,
        customers=options.customers or max(1, options.orders // 3),
        seed_number=options.seed,
        told=lambda done: done % 100 or print(done, file=sys.stderr),
    )
    print(f"{options.orders} orders", file=sys.stderr)
    return 0
