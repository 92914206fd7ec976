"""What is left of a promise, in words, shape and colour: “42 min left”, “2:42 left”, “late by 12 min”."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.order.promise import time_left
from ui import formats
from ui.theme import Size
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.shape import Shape

TICK_MS = 15_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands: whole minutes left (negative: late), the words, and how urgent it is."""

    minutes: int
    words: str
    kind: Kind
    shape: Shape


def standing(promised_at: datetime, *, now: datetime) -> Standing:
    """Late is a triangle in `bad`, within the hour a clock in `warn`, else a quiet clock."""
    left = time_left(now, promised_at)
    minutes = -left.minutes if left.is_late else left.minutes
    words = formats.left(minutes)
    if left.is_late:
        return Standing(minutes, words, Kind.BAD, Shape.TRIANGLE)
    return Standing(minutes, words, Kind.WARN if left.is_near else Kind.NEUTRAL, Shape.CLOCK)


class PromiseClock(Pill):
    """A pill that counts by itself."""

    def __init__(self, promised_at: datetime | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(Mark(formats.NOTHING, Shape.CLOCK), height=Size.PILL, parent=parent)
        self._promised_at, self._ahead = promised_at, timedelta()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)
        self.tick()

    def show_promise(self, promised_at: datetime | None, *, now: datetime | None = None) -> None:
        """Another promise; None is “—”. `now` is the store's own clock, which may differ from this PC's."""
        self._promised_at = promised_at
        if now is not None:
            self._ahead = now - formats.now()
        self.tick()

    def tick(self) -> None:
        """Read the clock again."""
        if self._promised_at is None:
            self.show_mark(Mark(formats.NOTHING, Shape.CLOCK))
            return
        now = standing(self._promised_at, now=formats.now() + self._ahead)
        self.show_mark(Mark(now.words, now.shape, now.kind))
