"""The faces that papers are set in: registered once, mended for rare characters, measured.

reportlab is imported here, in `pen` and in `sheet` only, and only when the first paper is set: it takes 140 ms.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

from app.paper.grid import Face

FILES = {
    Face.REGULAR: "NotoSansSC_400Regular.ttf",
    Face.MEDIUM: "NotoSansSC_500Medium.ttf",
    Face.BOLD: "NotoSansSC_700Bold.ttf",
}

_lock = Lock()


@cache
def _mended() -> Any:
    """reportlab's TrueType module, writing a character map that readers understand beyond the BMP.

    WORKAROUND reportlab 5.1 `makeToUnicodeCMap`: it writes five hex digits for 𬭎, which a reader takes
    for two characters, and more than the 100 entries a block may have. The map is UTF-16BE.
    """
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = character_map
    return ttfonts


def character_map(fontname: str, subset: list[int]) -> str:
    """The ToUnicode map of one font subset, as text."""
    entries = [f"<{index:02X}> <{_utf16(code)}>" for index, code in enumerate(subset)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()


@cache
def _registered(face: Face) -> Any:
    from reportlab.pdfbase import pdfmetrics

    with files("resources").joinpath("fonts", FILES[face]).open("rb") as file:
        font = _mended().TTFont(face.value, file)
    pdfmetrics.registerFont(font)
    return font.face


def outline(face: Face) -> Any:
    """The face, registered with reportlab at its first use."""
    with _lock:
        return _registered(face)


@cache
def _widths(face: Face) -> tuple[dict[int, float], float]:
    metrics = outline(face)
    return metrics.charWidths, metrics.defaultWidth


def advance(face: Face, char: str) -> float:
    """How far a character carries the pen, in thousandths of the type size."""
    widths, missing = _widths(face)
    return widths.get(ord(char), missing)


def printable(text: str) -> str:
    """`text` as it can stand on paper: unseen format characters fall out, a tab is a blank, a line end stays.

    >>> printable("a\\tb\\r\\nc\\u200b")
    'a b\\nc'
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", " ")
    return "".join(char for char in unified if char == "\n" or not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Cf", "Cs"):
        return True
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters that would print as an empty box, each once, in the order of the text."""
    glyphs = outline(Face.REGULAR).charToGlyph
    return tuple(dict.fromkeys(char for char in printable(text) if char != "\n" and ord(char) not in glyphs))
