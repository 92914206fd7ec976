"""`forecourt tour`: drive the real windows through the whole main job; exit 0 only if every step held."""

import argparse
from pathlib import Path

from app.kernel.language import Language, current, use
from ui.commands.opened import add_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--out", type=Path, default=Path("forecourt-tour"), metavar="DIR")
    parser.add_argument("--offscreen", action="store_true", help="draw into memory even if there is a display")
    parser.add_argument("--lang", dest="tour_language", choices=("zh_CN", "en"))
    parser.add_argument("--theme", dest="tour_theme", choices=("light", "dark", "system"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Run the tour in the chosen language and dress."""
    if options.tour_language:
        use(Language(options.tour_language))
    from ui.tour.run import run_tour

    return run_tour(
        out=options.out,
        offscreen=options.offscreen,
        as_json=options.json,
        language=current(),
        theme=options.tour_theme or options.theme,
    )
