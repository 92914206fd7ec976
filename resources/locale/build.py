"""Gather the Chinese words and compile them: `python -m resources.locale.build [--check]`.

The words live in one small PO file per area (`zh_CN/<area>.po`), so that a change touches the file
of its area. `--check` fails when a sentence in the code has no Chinese, or has it twice and differently.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DAY = datetime(2026, 11, 23, tzinfo=UTC)
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2), "counted": (1, 2)}


def gathered() -> tuple[Catalog, list[str]]:
    """All areas as one catalogue, and what is wrong with them."""
    # The dates stand in the compiled header: with a fixed one the same words give the same bytes.
    whole, faults = Catalog(locale="zh_CN", creation_date=DAY, revision_date=DAY), []
    for path in sorted((HERE / "zh_CN").glob("*.po")):
        with path.open("rb") as file:
            area = read_po(file, locale="zh_CN")
        for message in area:
            if not message.id:
                continue
            known = whole.get(message.id)
            if known is not None and known.string != message.string:
                faults.append(f"{path.name}: «{message.id}» is «{message.string}» here, «{known.string}» elsewhere")
            if message.fuzzy:
                faults.append(f"{path.name}: fuzzy «{message.id}»")
            whole.add(message.id, message.string)
    return whole, faults


def spoken() -> dict[str, str]:
    """Every marked sentence of the code, with the first place it stands at."""
    found: dict[str, str] = {}
    for package in ("app", "ui"):
        for name, line, message, _comments, _context in extract_from_dir(str(ROOT / package), keywords=KEYWORDS):
            key = message[0] if isinstance(message, tuple) else message
            found.setdefault(key, f"{package}/{name}:{line}")
    return found


def missing(whole: Catalog) -> list[str]:
    """Sentences of the code that have no Chinese."""
    return [f"{place}: no Chinese for «{text}»" for text, place in spoken().items() if not _said(whole, text)]


def _said(whole: Catalog, text: str) -> bool:
    message = whole.get(text)
    return message is not None and bool(message.string) and all(message.string)


def compiled(whole: Catalog) -> bytes:
    """The catalogue as gettext reads it; the same bytes every time."""
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def said_in(compiled_words: bytes) -> dict[str, object]:
    """What a compiled catalogue says; its header also names the Babel that made it, which does not matter."""
    return {str(message.id): message.string for message in read_mo(BytesIO(compiled_words)) if message.id}


def main() -> int:
    whole, faults = gathered()
    target = HERE / "zh_CN" / "LC_MESSAGES" / "forecourt.mo"
    if "--check" in sys.argv:
        faults += missing(whole)
        if not target.exists() or said_in(target.read_bytes()) != said_in(compiled(whole)):
            faults.append("forecourt.mo is older than its words: run python -m resources.locale.build")
    else:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compiled(whole))
    for fault in faults:
        sys.stderr.write(fault + "\n")
    sys.stdout.write(f"{len(whole)} texts, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
