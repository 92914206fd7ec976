"""Watches the window's thread: a tick that comes late means that the window stood still, and says at what."""

import faulthandler
import gc
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryFile
from time import perf_counter, sleep, thread_time

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5
# One frame of a 60 Hz screen: shorter nobody sees.
STALL_MS = 16
PEEK_S = 0.004
# The tour's own hands, and the way in.
PASSED_OVER = ("ui/tour/", "ui/commands/", "ui/__main__")
PAINTING = "Qt itself: layout, styles, painting"
GARBAGE = "Python's collector of garbage"


@dataclass(frozen=True, slots=True)
class Stall:
    """How long the window stood still, during which step of the story, and at what.

    `own_ms` is what the window's thread worked of it; for the rest it waited for the processor or for Python's lock.
    """

    step: str
    ms: int
    own_ms: int = 0
    cause: str = ""


class Watchdog(QObject):
    """Ticks every 5 ms; `stalls` are the ticks that came more than a frame late.

    `aside` answers how many seconds the tour has spent so far on work of its own (looking for widgets, pictures),
    which no window does: it is taken off. `own_aside` is what the thread worked of it.
    """

    def __init__(
        self,
        now: Callable[[], float] = perf_counter,
        *,
        aside: Callable[[], float] = lambda: 0.0,
        own_aside: Callable[[], float] = lambda: 0.0,
    ) -> None:
        super().__init__()
        self._now, self.aside, self.own_aside = now, aside, own_aside
        self.stalls: list[Stall] = []
        self.step = ""
        self._last, self._last_own, self._last_aside = 0.0, 0.0, 0.0
        self._peeper: _Peeper | None = None
        self._garbage = _GarbageClock()
        gc.callbacks.append(self._garbage)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def watch(self, step: str) -> None:
        """Watch, in the name of this step."""
        self.step = step
        self._mark(self._now())
        if self._peeper is not None:
            self._peeper.take()  # what was seen while nobody watched belongs to no stall
        self._timer.start()
        if self._peeper is None:
            self._peeper = _Peeper()
            self._peeper.start()

    def look_away(self) -> None:
        """What comes now is the tour's own work (a picture, a file), not the window's."""
        self._timer.stop()

    def look_again(self) -> None:
        """Go on watching the same step."""
        self.watch(self.step)

    def close(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if self._garbage in gc.callbacks:
            gc.callbacks.remove(self._garbage)
        if self._peeper is not None:
            self._peeper.is_over = True
            self._peeper.join()
            self._peeper = None

    def tick(self) -> None:
        """Measure how late this tick comes."""
        now = self._now()
        late_ms = round((now - self._last - (self.aside() - self._last_aside)) * 1000) - TICK_MS
        own_ms = round((thread_time() - self.own_aside() - self._last_own) * 1000)
        self._mark(now)
        seen = self._peeper.take() if self._peeper is not None else ""
        # The stack shows whoever happened to make an object.
        seen = GARBAGE if self._garbage.take_ms() * 2 > max(own_ms, 1) else seen
        if late_ms > STALL_MS:
            self.stalls.append(Stall(self.step, late_ms, min(own_ms, late_ms), seen))

    def _mark(self, now: float) -> None:
        self._last, self._last_aside = now, self.aside()
        self._last_own = thread_time() - self.own_aside()
        if self._peeper is not None:
            self._peeper.ticked_at = perf_counter()


class _GarbageClock:
    """How long Python looked for garbage on the thread that made this."""

    def __init__(self) -> None:
        self._thread, self._began, self._spent = threading.get_ident(), 0.0, 0.0

    def __call__(self, phase: str, _told: dict[str, int]) -> None:
        if threading.get_ident() != self._thread:
            return
        if phase == "start":
            self._began = perf_counter()
        else:
            self._spent += perf_counter() - self._began

    def take_ms(self) -> float:
        """Since the last time."""
        spent, self._spent = self._spent, 0.0
        return spent * 1000


class _Peeper(threading.Thread):
    """Looks from another thread at what the window's thread is at, whenever a tick is overdue.

    By faulthandler, which writes the stack as text in one go: a frame that Python itself hands out keeps a painter
    alive beyond its paint event, and Qt aborts.
    """

    def __init__(self) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._window_thread = threading.get_ident()
        self._seen: Counter[str] = Counter()
        self.ticked_at, self.is_over = perf_counter(), False

    def run(self) -> None:
        with TemporaryFile("w+", encoding="utf-8", errors="replace") as stacks:
            while not self.is_over:
                sleep(PEEK_S)
                if perf_counter() - self.ticked_at > (TICK_MS / 1000 + PEEK_S):
                    stacks.seek(0)
                    stacks.truncate()
                    faulthandler.dump_traceback(stacks, all_threads=True)
                    stacks.seek(0)
                    self._seen[place_in(stacks.read(), self._window_thread)] += 1

    def take(self) -> str:
        """What was seen most often since the last time."""
        seen, self._seen = self._seen, Counter()
        return seen.most_common(1)[0][0] if seen else ""


def place_in(stacks: str, thread: int) -> str:
    """The innermost function of ours on a thread's stack, `ui/order/header.py: paintEvent`, the tour's own left out."""
    stack = next((block for block in stacks.split("\n\n") if f"{thread:x} (most" in block), "")
    for path, name in re.findall(r'File "([^"]+)", line \d+ in (.+)', stack):
        within = re.search(r"(?:^|/)((?:ui|app)/.+)", path.replace("\\", "/"))
        if within is not None and not within.group(1).startswith(PASSED_OVER):
            return f"{within.group(1)}: {name}"
    return PAINTING
