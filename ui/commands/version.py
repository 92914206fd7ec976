"""`forecourt version`: version, schema head, Python, Qt."""

import argparse
import platform
from importlib.metadata import version

from app.upkeep.upgrade import HEAD
from ui.commands.opened import add_json, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is running."""
    facts = {
        "forecourt": version("forecourt"),
        "schema": HEAD,
        "python": platform.python_version(),
        "qt": version("PySide6-Essentials"),
    }
    if options.json:
        print_json(facts)
    else:
        print("  ".join(f"{name} {value}" for name, value in facts.items()))
    return 0
