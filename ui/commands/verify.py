"""`forecourt verify FILE.pdf`: is it a paper this store issued, unaltered? Exit 0 intact, 1 not, 2 unreadable."""

import argparse
from pathlib import Path

from app.kernel.digest import sha256
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.paper.queries import who_issued
from ui.commands.opened import add_json, desk_of, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Compare the file's SHA-256 with what the store wrote down when it issued it."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise Trouble(
            _("{path} cannot be read: {reason}").format(path=options.file, reason=error.strerror), ""
        ) from error
    if not content.startswith(b"%PDF-"):
        raise Trouble(_("{path} is not a PDF file.").format(path=options.file), "")
    paper = who_issued(desk_of(options), sha256(content))
    if options.json:
        print_json({"is_intact": paper is not None, "sha256": sha256(content), "paper": paper})
    elif paper is None:
        print(_("Altered, or not issued by this store."))
    else:
        print(
            _("Intact: {number}, issued {day}.").format(
                number=paper.number, day=f"{paper.issued_at:%Y-%m-%d %H:%M} UTC"
            )
        )
        for name in paper.signed_by:
            print(_("Signed by {name}").format(name=name))
    return 0 if paper is not None else 1
