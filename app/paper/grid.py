"""The grid, the type and the inks of every paper; lengths in millimetres, type in points."""

from dataclasses import dataclass, replace
from enum import StrEnum

POINTS_PER_MM = 72 / 25.4

MARGIN = 14.0
MEASURE = 182.0
GUTTER = 6.0
HEAD_RULE = 29.4
RUNNING_RULE = 21.0
# Counted up from the lower edge of the page.
FOOT = 21.2


class Face(StrEnum):
    """The three weights; no italics."""

    REGULAR = "NotoSansSC-Regular"
    MEDIUM = "NotoSansSC-Medium"
    BOLD = "NotoSansSC-Bold"


class Ink(StrEnum):
    """Body ink is pure black: a laser printer screens any other colour."""

    BLACK = "#000000"
    MUTED = "#333B44"
    LINE = "#8C96A1"
    TINT = "#E9EEF4"
    ACCENT = "#17375E"
    WATERMARK = "#DDE3EA"
    WHITE = "#FFFFFF"


HAIRLINE = 0.35
THIN = 0.5
STRONG = 0.7
HEAVY = 1.1


class Align(StrEnum):
    """Where a text stands in its width."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """Weight, size in points and ink of a text."""

    face: Face = Face.REGULAR
    size: float = 9.0
    ink: Ink = Ink.BLACK

    def sized(self, size: float) -> "Style":
        """The same, at another size."""
        return replace(self, size=size)

    def weighing(self, face: Face) -> "Style":
        """The same, in another weight."""
        return replace(self, face=face)

    @property
    def em(self) -> float:
        """The width of a full-width character in millimetres."""
        return self.size / POINTS_PER_MM


LABEL = Style(size=7.0, ink=Ink.MUTED)
HEADER = Style(size=7.2, ink=Ink.MUTED)
CELL = Style()
CELL_STRONG = Style(face=Face.MEDIUM)
VALUE = Style(size=9.5)
VALUE_STRONG = Style(face=Face.MEDIUM, size=9.5)
VALUE_BOLD = Style(face=Face.BOLD, size=9.5)
NOTE = Style(size=8.5)
NOTE_STRONG = Style(face=Face.MEDIUM, size=8.5)
LEGAL = Style(size=7.5, ink=Ink.MUTED)
REMARK = Style(size=7.5)
SECTION = Style(face=Face.MEDIUM, size=9.2, ink=Ink.ACCENT)


def columns(count: int, width: float = MEASURE) -> tuple[tuple[float, float], ...]:
    """Offset and width of each of `count` equal columns.

    >>> columns(4)[1]
    (47.0, 41.0)
    """
    each = (width - GUTTER * (count - 1)) / count
    return tuple((index * (each + GUTTER), each) for index in range(count))
