"""Words set in our face and kept: setting a line anew costs five times as much as painting it."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QPainter, QTextLayout, QTextOption

from ui import theme

# A full board has some 300 lines. One takes about 1 KiB.
MOST_WIDTHS, MOST_LINES = 4_096, 1_024
ENDLESS_PX = 1e6


@dataclass(frozen=True, slots=True)
class SetLine:
    """The glyphs of one line; `ascent` leads from its top to its baseline, in px."""

    ascent: float
    runs: tuple[QGlyphRun, ...]

    def draw(self, painter: QPainter, left: float, baseline: float) -> None:
        """Paint it in the colour of the painter's pen."""
        top = QPointF(left, baseline - self.ascent)
        for run in self.runs:
            painter.drawGlyphRun(top, run)


@lru_cache(maxsize=64)
def _metrics(size_px: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(theme.current().font(size_px, weight))


@lru_cache(maxsize=MOST_WIDTHS)
def width_of(words: str, size_px: int, weight: int) -> float:
    """How wide the words are in our face, in px."""
    return _metrics(size_px, weight).horizontalAdvance(words)


@lru_cache(maxsize=MOST_LINES)
def elided(words: str, width_px: float, size_px: int, weight: int) -> str:
    """The words, cut with “…” where they do not fit."""
    if width_of(words, size_px, weight) <= width_px + 0.5:
        return words
    return _metrics(size_px, weight).elidedText(words, Qt.TextElideMode.ElideRight, width_px)


@lru_cache(maxsize=MOST_LINES)
def set_line(words: str, size_px: int, weight: int, spacing_px: float = 0) -> SetLine:
    """The words on one line, however long; `spacing_px` stands between the characters."""
    font = theme.current().font(size_px, weight)
    if spacing_px:
        font = QFont(font)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing_px)
        font.setKerning(False)
    layout = QTextLayout(words, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(ENDLESS_PX)
    layout.endLayout()
    return SetLine(line.ascent(), tuple(layout.glyphRuns()))


@lru_cache(maxsize=MOST_LINES)
def fitted(words: str, width_px: float, size_px: int, weight: int) -> tuple[SetLine, float]:
    """The words on one line, cut with “…” where they do not fit, and how wide they are then."""
    shown = elided(words, width_px, size_px, weight)
    return set_line(shown, size_px, weight), width_of(shown, size_px, weight)


def packed(pieces: tuple[str, ...], width_px: float, size_px: int, weight: int) -> tuple[str, ...]:
    """The pieces on as many lines as they need, each whole; one wider than a line is parted where it must be."""
    done: list[str] = []
    line = ""
    for piece in pieces:
        if line and width_of((line + piece).rstrip(), size_px, weight) > width_px:
            done.append(line.rstrip())
            line = ""
        *full, line = _parted(line + piece, width_px, size_px, weight)
        done += full
    return (*done, line.rstrip())


def _parted(words: str, width_px: float, size_px: int, weight: int) -> list[str]:
    if width_of(words.rstrip(), size_px, weight) <= width_px or width_px <= 0:
        return [words]
    layout = QTextLayout(words, theme.current().font(size_px, weight))
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_px)
        found.append(words[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    return found
