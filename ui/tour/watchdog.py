"""Watches the window's thread: a tick that comes late means that the window stood still."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5
# One frame of a 60 Hz screen: shorter nobody sees.
STALL_MS = 16


@dataclass(frozen=True, slots=True)
class Stall:
    """How long the window stood still, and during which step of the story."""

    step: str
    ms: int


class Watchdog(QObject):
    """Ticks every 5 ms; `stalls` are the ticks that came more than a frame late."""

    def __init__(self, now: Callable[[], float] = perf_counter) -> None:
        super().__init__()
        self._now = now
        self.stalls: list[Stall] = []
        self.step = ""
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def watch(self, step: str) -> None:
        """Watch, in the name of this step."""
        self.step, self._last = step, self._now()
        self._timer.start()

    def look_away(self) -> None:
        """What comes now is the tour's own work (a picture, a file), not the window's."""
        self._timer.stop()

    def look_again(self) -> None:
        """Go on watching the same step."""
        self.watch(self.step)

    def tick(self) -> None:
        """Measure how late this tick comes."""
        now = self._now()
        late_ms = round((now - self._last) * 1000) - TICK_MS
        self._last = now
        if late_ms > STALL_MS:
            self.stalls.append(Stall(self.step, late_ms))
