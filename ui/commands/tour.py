"""`forecourt tour`: drive the real windows through the whole main job; exit 0 only if every step held."""

import argparse
import os
import sys
from pathlib import Path

from app.kernel.language import Language, _, current, use
from ui.commands.opened import add_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--out", type=Path, default=Path("forecourt-tour"), metavar="DIR", help=_("where papers and pictures go")
    )
    parser.add_argument("--offscreen", action="store_true", help=_("draw into memory even if there is a display"))
    parser.add_argument("--lang", dest="tour_language", choices=("zh_CN", "en"), help=_("language of the story"))
    parser.add_argument(
        "--theme", dest="tour_theme", choices=("light", "dark", "system"), help=_("how the window is dressed")
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Run the tour in the chosen language and dress; a person at a screen is then left with a demo store to use."""
    if options.tour_language:
        use(Language(options.tour_language))
    from ui.tour.run import run_tour

    code = run_tour(
        out=options.out,
        offscreen=options.offscreen,
        as_json=options.json,
        language=current(),
        theme=options.tour_theme or options.theme,
    )
    if code == 0 and _somebody_watches(options):
        from ui.commands import window

        options.demo = True
        return window.run(options)
    return code


def _somebody_watches(options: argparse.Namespace) -> bool:
    """Whether a person started it from a terminal on a screen: a program that did waits for the exit code."""
    is_drawn_in_memory = os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    return sys.stdin is not None and sys.stdin.isatty() and not (is_drawn_in_memory or options.json)
