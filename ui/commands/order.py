"""`forecourt order NUMBER`: the whole order."""

import argparse

from app.kernel.language import _
from app.kernel.money import yuan
from app.overview.whole_order import whole_order
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("number", help=_("the order's number"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the order, its lines, papers and timeline."""
    order = whole_order(desk_of(options), options.number)
    if options.json:
        print_json(order)
        return 0
    print(f"{order.number}  {order.stage}  {' '.join(order.flags)}")
    print(f"{order.plate}  {order.model}  {order.vin}  {order.odometer_km:,} km  {order.customer}")
    for line in order.lines:
        print(f"  {line.code:<12} {line.name}  ×{line.quantity}  {yuan(line.net_fen)}  {line.payer}  {line.decision}")
    for document in order.documents:
        print(f"  {document.kind:<12} {document.number}  {', '.join(document.signed_by)}")
    return 0
