"""Which characters of a row were asked for, and how they are shown: bold on a tint."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.theme import Type
from ui.widgets import drawn

SKIPPED = " ·・-"


def matched(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """The stretches (from, to) of `words` that were asked for, whatever the case and the blanks between.

    >>> matched("140 0000 0009", "1400")
    ((0, 5),)
    """
    places = [at for at, character in enumerate(words) if character not in SKIPPED]
    plain = "".join(_small(words[at]) for at in places)
    found: set[int] = set()
    for part in text.split():
        wanted = "".join(_small(character) for character in part if character not in SKIPPED)
        start = plain.find(wanted) if wanted else -1
        while start >= 0:
            found.update(range(places[start], places[start + len(wanted) - 1] + 1))
            start = plain.find(wanted, start + 1)
    return _stretches(sorted(found))


def _small(character: str) -> str:
    """Lower case, still one character: “İ” would become two and shift all that follows."""
    small = character.lower()
    return small if len(small) == 1 else character


def _stretches(places: list[int]) -> tuple[tuple[int, int], ...]:
    result: list[tuple[int, int]] = []
    for at in places:
        if result and result[-1][1] == at:
            result[-1] = (result[-1][0], at + 1)
        else:
            result.append((at, at + 1))
    return tuple(result)


def draw_matched(
    painter: QPainter,
    area: QRectF,
    words: str,
    text: str,
    *,
    size: int = Type.BODY,
    tone: str = "ink",
) -> float:
    """Write one line with the matched stretches in bold on `warn_tint`; answers the width drawn."""
    left, at = area.left(), 0
    for start, end in (*matched(words, text), (len(words), len(words))):
        for part, is_match in ((words[at:start], False), (words[start:end], True)):
            room = QRectF(left, area.top(), area.right() - left, area.height())
            if not part or room.width() < size:
                continue
            weight = Type.BOLD if is_match else Type.REGULAR
            if is_match:
                width = drawn.width_of(part, size, weight)
                drawn.box(painter, QRectF(left, area.center().y() - 9, width, 18), fill="warn_tint", radius=2)
            left += drawn.text(painter, room, part, size=size, weight=weight, tone="ink" if is_match else tone)
        at = end
    return left - area.left()
