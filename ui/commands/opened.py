"""Open the store a command works on, and print one JSON document."""

import argparse
import sys
from pathlib import Path

import msgspec

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.records.staff.sign_in import NOBODY
from app.upkeep.opening import open_store


def desk_of(options: argparse.Namespace) -> Desk:
    """A desk without a person on the chosen database. Trouble: there is none, or it cannot be opened."""
    place: str = options.database
    if "://" not in place and not Path(place).exists():
        raise Trouble(
            _("There is no database at {path}.").format(path=place),
            _("Open the desk once to found a store, or name another file with --database."),
        )
    return Desk(open_store(place if "://" in place else Path(place)), NOBODY, "terminal")


def print_json(document: object) -> None:
    """One JSON document on standard output, and nothing else."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option `--json`."""
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
