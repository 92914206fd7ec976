"""Is that a signature: a dot, a slip of the hand or an accidental touch is not."""

from itertools import pairwise
from math import hypot

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.paper.content import Strokes

# In 10000ths of the pad's width: a name of two characters, written small, has several times as much.
LEAST_INK, LEAST_SPREAD = 600, 300


def is_too_short(strokes: Strokes) -> bool:
    """Whether too little was written, or everything on one spot, to be somebody's name.

    >>> is_too_short(())
    True
    """
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return True
    ink = sum(hypot(b.x - a.x, b.y - a.y) for stroke in strokes for a, b in pairwise(stroke))
    wide = max(point.x for point in points) - min(point.x for point in points)
    high = max(point.y for point in points) - min(point.y for point in points)
    return ink < LEAST_INK or max(wide, high) < LEAST_SPREAD


def check_strokes(strokes: Strokes) -> None:
    """Refuses: signature.too_short."""
    if is_too_short(strokes):
        raise Refusal("signature.too_short", too_short_words(), field="sign.pad")


def too_short_words() -> str:
    """What the signer is told, before the deed and by it."""
    return _("That is too short for a signature. Please write your name once more.")
