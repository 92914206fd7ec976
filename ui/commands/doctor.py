"""`forecourt doctor`: is the store sound? Exit 0 sound, 1 faults (each with its remedy), 2 cannot run."""

import argparse

from app.upkeep.doctor import examine
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Examine the store and print what was found."""
    findings = examine(desk_of(options))
    if options.json:
        print_json({"is_sound": all(one.is_sound for one in findings), "findings": findings})
    else:
        for one in findings:
            print(f"{'✓' if one.is_sound else '✗'} {one.sentence}{'  → ' + one.remedy if one.remedy else ''}")
    return 0 if all(one.is_sound for one in findings) else 1
