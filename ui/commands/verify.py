"""`forecourt verify FILE.pdf`: issued by this store, unaltered, and not void? Exit 0 intact, 1 not, 2 unreadable."""

import argparse
from pathlib import Path

from app.kernel.digest import short
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.refusal import Trouble
from app.paper.verify import FileVerdict, verify_file, verify_with
from app.paper.verify_words import sentences
from ui.commands.opened import add_json, desk_of, print_json

LARGEST_BYTES = 100 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path, help=_("the paper as a PDF"))
    parser.add_argument(
        "--certificate",
        type=Path,
        metavar="CERT",
        help=_("the certificate the store exported: verifies on a computer that has no database"),
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Look at the seal and, where there is a database, whether this is byte for byte what the store issued."""
    content = _read(options.file)
    if not content.startswith(b"%PDF-"):
        raise Trouble(_("{path} is not a PDF file.").format(path=options.file), "")
    if options.certificate is None:
        verdict = verify_file(desk_of(options), content)
    else:
        verdict = verify_with(content, certificate=_read(options.certificate))
    if options.json:
        print_json(_document(verdict))
    else:
        print("\n".join(sentences(verdict)))
    return 0 if verdict.is_intact else 1


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Trouble(_("{path} is far larger than any paper.").format(path=path), "")
        return path.read_bytes()
    except OSError as error:
        raise Trouble(_("{path} cannot be read: {reason}.").format(path=path, reason=reason_of(error)), "") from error


def _document(verdict: FileVerdict) -> dict[str, object]:
    return {
        "is_intact": verdict.is_intact,
        "sha256": verdict.sha256,
        "paper": verdict.paper,
        "is_void": verdict.paper is not None and verdict.paper.is_void,
        "compared_with": "database" if verdict.was_listed else "certificate",
        "faults": verdict.report.faults,
        "seals": verdict.report.seals,
        "short_digest": short(verdict.sha256),
    }
