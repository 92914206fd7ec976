"""Where a line of Chinese, Latin and figures may break, and where each character of it stands.

No closing mark starts a line, no opening mark or ¥ ends one, no figure, word or VIN is parted unless it
alone is wider than the line; neighbouring full-width marks are set half an em closer.
"""

import re
import unicodedata
from functools import cache, lru_cache

from app.paper.fonts import advance, printable
from app.paper.grid import Face, Style

CLOSE = "，。、；：！？）》】」』〉〕”’"
OPEN = "（《【「『〈〔“‘"
NO_START = frozenset(CLOSE + "…—·～％℃,.;:!?)]}%°")
NO_END = frozenset(OPEN + "([{¥￥$")
UNIT = re.compile(r"(?<=\d) (?=(?:mm|cm|m|km|kPa|V|%|℃|Ω|MΩ|mV|µS/cm|L|h)(?![A-Za-z]))")
UNBROKEN = "\u00a0"
# A middle dot is full width in these faces; between Latin letters, as in N·m, its white is taken away.
DOT = re.compile(r"(?<=[A-Za-z])·(?=[A-Za-z])")
TIGHT_DOT = "\ue000"
DOT_WHITE = 330


@cache
def is_wide(char: str) -> bool:
    """A character that stands in its own square, so that a line may break beside it."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—·"


def atoms(text: str) -> list[str]:
    """The pieces of one line that may not be parted: a Latin or figure run, a mark with its neighbour.

    >>> atoms("共（41,900 km）。")
    ['共', '（41,900\\xa0km）。']
    """
    pieces: list[str] = []
    for char in UNIT.sub(UNBROKEN, _tightened(text)):
        if pieces and _is_glued(pieces[-1][-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _is_glued(before: str, char: str) -> bool:
    if char in NO_START and before != " ":
        return True
    if before in NO_END or unicodedata.combining(char):
        return True
    return not is_wide(char) and not is_wide(before) and " " not in (char, before)


def _is_full(char: str, face: Face) -> bool:
    return (char in CLOSE or char in OPEN) and advance(face, char) > 800


def _tightened(text: str) -> str:
    return DOT.sub(TIGHT_DOT, text)


def _drawn(char: str) -> str:
    return {UNBROKEN: " ", TIGHT_DOT: "·"}.get(char, char)


def _squeeze(before: str | None, char: str) -> bool:
    """Whether half an em is taken before `char`: after another mark, or for a bracket that opens a line."""
    if before is None:
        return char in OPEN
    return before in CLOSE or (before in OPEN and char in OPEN)


class _Measures(dict[str, tuple[float, bool]]):
    """How far each character of a face carries the line, and whether it is a full-width mark; learnt as they come."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> tuple[float, bool]:
        white = 2 * DOT_WHITE if char == TIGHT_DOT else 0
        self[char] = advance(self._face, _drawn(char)) - white, _is_full(char, self._face)
        return self[char]


_measures = cache(_Measures)


class _Setter:
    """Walks along a line and knows how wide it has become, in thousandths of the type size."""

    __slots__ = ("before", "face", "x")

    def __init__(self, face: Face, x: float = 0.0, before: str | None = None) -> None:
        self.face, self.x, self.before = face, x, before

    def place(self, char: str) -> float:
        """Where `char` stands; the line grows by it."""
        white = DOT_WHITE if char == TIGHT_DOT else 0
        if _is_full(char, self.face) and _squeeze(self.before, char):
            self.x -= 500
        at = self.x - white
        self.x = at + advance(self.face, _drawn(char)) - white
        self.before = char
        return at

    def ended(self) -> float:
        """The width as the eye sees it: a full-width closing mark at the end counts half."""
        return self.x - (500 if self.before and self.before in CLOSE and _is_full(self.before, self.face) else 0)

    def after(self, text: str) -> "_Setter":
        """Where the line would be with `text` added: what `place` does, without telling where each stands."""
        measures, x, before = _measures(self.face), self.x, self.before
        for char in text:
            step, is_full = measures[char]
            if is_full and _squeeze(before, char):
                x -= 500
            x += step
            before = char
        return _Setter(self.face, x, before)


# Labels, headings and terms come on every paper, and each text of one is measured several times while it is set.
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def width(text: str, style: Style) -> float:
    """The width of one line in millimetres, as the eye sees it."""
    return _Setter(style.face).after(_tightened(text)).ended() * style.em / 1000


@lru_cache(maxsize=_KEPT)
def runs(line: str, style: Style, tracking: float = 0.0) -> tuple[tuple[float, str], ...]:
    """The line as pieces to be drawn at offsets in millimetres; a new piece begins where marks are squeezed.

    `tracking` millimetres stand after each character.
    """
    setter, out, end = _Setter(style.face), list[tuple[float, str]](), 0.0
    for index, char in enumerate(_tightened(line)):
        at, drawn = setter.place(char), _drawn(char)
        if out and at == end:
            out[-1] = (out[-1][0], out[-1][1] + drawn)
        else:
            out.append((at * style.em / 1000 + tracking * index, drawn))
        end = at + advance(style.face, drawn)
    return tuple(out)


def squeezed_end(
    pieces: tuple[tuple[float, str], ...], style: Style, tracking: float = 0.0
) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]:
    """The pieces before a squeezed mark at the line's end, and that mark with the character before it."""
    if len(pieces) < 2 or len(pieces[-1][1]) > 1:
        return pieces, ()
    at, text = pieces[-2]
    last_at = at + sum(advance(style.face, char) for char in text[:-1]) * style.em / 1000 + tracking * (len(text) - 1)
    before = (*pieces[:-2], (at, text[:-1])) if text[:-1] else pieces[:-2]
    return before, ((last_at, text[-1]), pieces[-1])


@lru_cache(maxsize=_KEPT)
def wrap(text: str, room: float, style: Style, *, indent: float = 0.0) -> tuple[str, ...]:
    """The lines of `text` in `room` millimetres, the first shortened by `indent`; typed line ends stay.

    The first line is empty where nothing fits beside the indent.
    """
    thousandths = 1000 / style.em
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines += _filled(paragraph, room * thousandths, style.face, 0.0 if lines else indent * thousandths)
    return tuple(lines)


def _filled(paragraph: str, room: float, face: Face, indent: float) -> list[str]:
    # A lead stands before an indented line: its first bracket is not hung into the margin.
    lines, line, setter = (list[str](), "", _Setter(face, indent, "一" if indent else None))
    for atom in _cut(atoms(paragraph), room, face):
        further = setter.after(atom)
        if further.ended() <= room + 0.5 or atom == " ":
            line, setter = line + atom, further
            continue
        if line or (indent and not lines):
            lines.append(line.rstrip(" "))
        line, setter = atom, _Setter(face).after(atom)
    return [*lines, line.rstrip(" ")]


def _cut(pieces: list[str], room: float, face: Face) -> list[str]:
    """The same pieces; one that is wider than a whole line is cut by width: there is no other way."""
    out: list[str] = []
    for piece in pieces:
        if len(piece) == 1 or _Setter(face).after(piece).ended() <= room:
            out.append(piece)
        else:
            out += _chopped(piece, room, face)
    return out


def _chopped(piece: str, room: float, face: Face) -> list[str]:
    parts, setter = [""], _Setter(face)
    for char in piece:
        further = setter.after(char)
        if parts[-1] and further.x > room:
            parts.append("")
            further = _Setter(face).after(char)
        parts[-1] += char
        setter = further
    return parts


def fitted(text: str, room: float, style: Style, *, least: float) -> Style:
    """The style at the largest size, not under `least` points, at which `text` stands in one line."""
    needed = width(printable(text), style)
    if not text or needed <= room or "\n" in text:
        return style
    # Quarter points: two values that nearly fit should not differ by a hair.
    size = int(style.size * room / needed * 4) / 4
    return style.sized(max(size, least))


def spread(line: str, room: float, style: Style) -> float:
    """Millimetres to add after each character so that the line is flush; 0 where it would look torn.

    Chinese has no blanks to widen. Latin lines stay ragged: their letters may not be parted.
    """
    if len(line) < 8 or 2 * sum(map(is_wide, line)) < len(line):
        return 0.0
    rest = room - width(line, style)
    return rest / (len(line) - 1) if 0 < rest <= 2.2 * style.em else 0.0
