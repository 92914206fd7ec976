"""Where on the pages the hands signed, heard while a paper is typeset: its signature fields go there."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from app.paper.content import Signed
from app.paper.pen import Pen, Point

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hand:
    """One signature on a page: the page counts from 0, the box is in points from the page's lower left corner."""

    signed: Signed
    page: int
    box: Box


# A typeset paper is bytes and nothing else, the same for the same content. Who seals it listens meanwhile; who only
# shows it does not, and no empty field is left in a reading copy.
_heard: ContextVar[list[Hand] | None] = ContextVar("hands", default=None)


@contextmanager
def heard() -> Iterator[list[Hand]]:
    """Hear the signatures that are drawn inside the block, in their order on the pages."""
    hands: list[Hand] = []
    token = _heard.set(hands)
    try:
        yield hands
    finally:
        _heard.reset(token)


def note(pen: Pen, signed: Signed, *, corner: Point, size: Point) -> None:
    """Say that a signature stands here."""
    hands = _heard.get()
    if hands is not None:
        hands.append(Hand(signed, pen.page, pen.area(corner, size)))
