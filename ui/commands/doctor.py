"""`forecourt doctor`: is the store sound? Exit 0 sound, 1 faults (each with its remedy), 2 cannot run."""

import argparse
import os
import sys

from app.kernel.language import _
from app.upkeep.doctor import examine
from app.upkeep.finding import Finding
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Examine the store and print what was found."""
    findings = (*examine(desk_of(options)), _printers())
    if options.json:
        print_json({"is_sound": all(one.is_sound for one in findings), "findings": findings})
    else:
        for one in findings:
            print(f"{'✓' if one.is_sound else '✗'} {one.sentence}{'  → ' + one.remedy if one.remedy else ''}")
    return 0 if all(one.is_sound for one in findings) else 1


def _printers() -> Finding:
    """The printers that the system offers; a store can do without, for every paper is a file."""
    from PySide6.QtGui import QGuiApplication

    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    from ui.printing import printer_names

    names = printer_names() if app is not None else ()
    words = _("Printers: {names}").format(names=", ".join(names)) if names else _("No printer; papers are saved as PDF")
    return Finding("printers", True, words)
