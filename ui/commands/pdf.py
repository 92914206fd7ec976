"""`forecourt pdf KIND NUMBER`: a paper without the window."""

import argparse
import sys
from pathlib import Path

from app.kernel.language import Language, _
from app.overview.papers import open_paper, paper_of, render
from app.paper.kinds import PaperKind
from app.upkeep.found import clerk
from ui.commands.opened import desk_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("kind", choices=[kind.value for kind in PaperKind], help=_("which paper"))
    parser.add_argument("number", help=_("the order's number, or the paper's own"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("default: NUMBER-KIND.pdf in this folder"))
    parser.add_argument(
        "--lang", dest="paper_language", choices=[one.value for one in Language], help=_("language of the paper")
    )


def run(options: argparse.Namespace) -> int:
    """Write the issued file, or the same frozen content in another language."""
    desk = desk_of(options)
    desk = desk.by(clerk(desk))
    paper_id = paper_of(desk, PaperKind(options.kind), options.number)
    wanted = Language(options.paper_language) if options.paper_language else Language.BOTH
    content = open_paper(desk, paper_id) if wanted is Language.BOTH else render(desk, paper_id, wanted)
    target: Path = options.output or Path(f"{options.number}-{options.kind}.pdf")
    target.write_bytes(content)
    print(target, file=sys.stderr)
    return 0
