"""The faces that papers are set in: registered once, mended for rare characters, measured.

reportlab is imported here, in `pen` and in `sheet` only, and only when the first paper is set: it takes 140 ms.
"""

import mmap
import re
import unicodedata
import zlib
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from app.paper.grid import Face
from resources import FOLDER

FILES = {
    Face.REGULAR: "NotoSansSC_400Regular.ttf",
    Face.MEDIUM: "NotoSansSC_500Medium.ttf",
    Face.BOLD: "NotoSansSC_700Bold.ttf",
}

_lock = Lock()
_in_sight: list[mmap.mmap] = []
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@cache
def _mended() -> Any:
    """reportlab's TrueType module, writing a character map that readers understand beyond the BMP.

    WORKAROUND reportlab 5.1 `makeToUnicodeCMap`: it writes five hex digits for 𬭎, which a reader takes
    for two characters, and more than the 100 entries a block may have. The map is UTF-16BE.
    """
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc, ttfonts

    ttfonts.makeToUnicodeCMap = character_map
    # Streams as they are: written in letters they would be a quarter larger and take a fifth of the time.
    rl_config.useA85 = 0
    # Half the time of the usual compression for files six hundredths larger: most of a paper is its letters.
    pdfdoc.PDFStreamFilterZCompress.encode = lambda _self, text: zlib.compress(
        text.encode() if isinstance(text, str) else text, level=1
    )
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

    font = _mended().TTFont(face.value, _Mapped(FILES[face]))
    # WORKAROUND reportlab 5.1 `makeSubset`: it copies all ten megabytes of outlines to take out the few it needs.
    whole = font.face.get_table
    outlines = _Slices(font.face._ttf_data, font.face.get_table_pos("glyf")[0])
    font.face.get_table = lambda tag: outlines if tag == "glyf" else whole(tag)
    _thin(font.face)
    if face is not Face.REGULAR:
        # The weights have the same characters at the same places: held once.
        regular = _registered(Face.REGULAR).face
        if font.face.charToGlyph == regular.charToGlyph:
            font.face.charToGlyph = regular.charToGlyph
    pdfmetrics.registerFont(font)
    return font


def _thin(face: Any) -> None:
    """Hold the tables of thirty thousand characters in a quarter of the room: nearly all are as wide as the body."""
    wide: dict[int, float] = {}
    for code, width in face.charWidths.items():
        if width != face.defaultWidth:
            wide[code] = int(width) if width == int(width) else width
    face.charWidths = _Widths(wide)
    face.charWidths.usual = face.defaultWidth
    face.glyphPos = array("L", face.glyphPos)
    face.hmetrics = _Pairs(face.hmetrics)
    face.glyphToChar = {}  # asked only where a shaper set the text


class _Widths(dict[int, float]):
    """Character → thousandths of the type size, where it is not the usual width."""

    usual: float

    def __missing__(self, code: int) -> float:
        return self.usual


class _Pairs:
    """Advance and left bearing of each glyph, packed."""

    def __init__(self, pairs: Sequence[tuple[float, float]]) -> None:
        self._advances = array("d", (pair[0] for pair in pairs))
        self._bearings = array("d", (pair[1] for pair in pairs))

    def __getitem__(self, glyph: int) -> tuple[float, float]:
        return self._advances[glyph], self._bearings[glyph]


class _Mapped:
    """A face as a file that reportlab reads; mapped and not copied, so that the window and the papers share it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self) -> mmap.mmap:
        with (FOLDER / "fonts" / self.name).open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        _in_sight.append(mapped)
        return mapped


class _Slices:
    """A table within a mapped face, of which only slices are taken."""

    def __init__(self, data: mmap.mmap, at: int) -> None:
        self._data, self._at = data, at

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._at + part.start : self._at + part.stop]


def outline(face: Face) -> Any:
    """The face, registered with reportlab at its first use."""
    return font_of(face).face


def font_of(face: Face) -> Any:
    """reportlab's font of a face, which knows what of it each document uses."""
    with _lock:
        return _registered(face)


def let_go() -> None:
    """Let go of what a paper read of the faces' files: 12 MiB; the system still has it, the next paper asks again."""
    if hasattr(mmap, "MADV_DONTNEED"):
        for mapped in _in_sight:
            mapped.madvise(mmap.MADV_DONTNEED)


@cache
def _widths(face: Face) -> tuple[dict[int, float], float]:
    metrics = outline(face)
    return metrics.charWidths, metrics.defaultWidth


def advance(face: Face, char: str) -> float:
    """How far a character carries the pen, in thousandths of the type size."""
    widths, missing = _widths(face)
    return widths.get(ord(char), missing)


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """`text` as it can stand on paper: unseen format characters fall out, a tab is a blank, a line end stays.

    >>> printable("a\\tb\\r\\nc\\u200b")
    'a b\\nc'
    """
    if text.isprintable() and not _SELECTOR.search(text):
        return text
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
