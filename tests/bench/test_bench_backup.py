"""A backup of a large store is made while somebody types: how long the window stands still meanwhile."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter_ns, thread_time_ns

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.apart import apart
from app.records.store.tables import StoreProfile
from app.trust import chain
from app.upkeep.backup.keeping import backup_standing
from app.upkeep.demo import demo_desk
from tests.bench import a_sleeper
from tests.bench.figures import MS, Figure
from tests.bench.many_orders import multiply
from tests.journeys.playing import at_the_desk
from ui.shell.caretaker import _keep
from ui.tour.driver import Driver
from ui.tour.pictures import sign_in
from ui.worker import Worker

pytestmark = pytest.mark.bench
ORDERS = 100_000 if "FORECOURT_LONG" in os.environ else 5_000
BEAT_MS, LEAST_BEATS, MOST_STALL_MS = 2, 2_000, 50
TYPED, BETWEEN_KEYS_MS = "8K2 wjj 0001 ", 40


class Pulse(QObject):
    """Notes when the window's thread comes round, and how much of the time it worked itself."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[tuple[int, int]] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(lambda: self.beats.append((perf_counter_ns(), thread_time_ns())))
        self._timer.start()

    def stop(self) -> None:
        """Feel no longer."""
        self._timer.stop()

    def longest_ms(self) -> float:
        """The longest time between two beats."""
        return max(then[0] - now[0] for now, then in pairwise(self.beats)) / MS

    def longest_alone_ms(self, stood_still: Sequence[tuple[int, int]]) -> float:
        """The same, less what a process that only sleeps stood still too: then it was the machine."""
        return max(
            then[0] - now[0] - sum(max(0, min(until, then[0]) - max(since, now[0])) for since, until in stood_still)
            for now, then in pairwise(self.beats)
        ) / MS  # fmt: skip

    def longest_wait_ms(self) -> float:
        """The longest time between two beats in which the thread waited for others: not its own work."""
        gaps = ((then[0] - now[0]) - (then[1] - now[1]) for now, then in pairwise(self.beats))
        return max(gaps) / MS


@contextmanager
def sleeper() -> Iterator[list[tuple[int, int]]]:
    """A process that only sleeps meanwhile; afterwards the list says when it stood still."""
    stood_still: list[tuple[int, int]] = []
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, a_sleeper.__file__], stdin=pipe, stdout=pipe, text=True) as child:
        yield stood_still
        told, _nothing = child.communicate("")
    pairs = (line.split() for line in told.splitlines())
    stood_still += [(int(since), int(until)) for since, until in pairs]


def typing_until(driver: Driver, is_done: Callable[[], bool]) -> Pulse:
    """Type in the search box, as one does at a counter, until it is done; at least so many beats."""
    box, pulse = driver.find("shell.search"), Pulse()
    box.setFocus()
    while not is_done() or len(pulse.beats) < LEAST_BEATS:
        for key in (*TYPED, *[Qt.Key.Key_Backspace] * len(TYPED)):
            QTest.keyClick(QApplication.focusWidget() or box, key)
            # In Qt's own loop: QTest.qWait would sleep ten milliseconds at a time, which no window does.
            driver.pause(BETWEEN_KEYS_MS)
    pulse.stop()
    return pulse


def test_the_window_does_not_wait_for_a_backup(demo_store: Store, tmp_path: Path, figures: list[Figure]) -> None:
    # Elsewhere: SQLite lets go of three gigabytes then, in pieces, and a window that keeps them is no window of ours.
    orders = apart(partial(multiply, demo_store.folder / "forecourt.db", demo_store.chain_key, orders=ORDERS))
    desk = demo_desk(demo_store, "S01")
    folder = tmp_path / "backups"
    folder.mkdir()
    keeper, done = Worker(), list[object]()
    keeper.use_desk(_backing_up_to(desk, folder))
    with at_the_desk(demo_store, Driver) as driver:
        sign_in(driver, "S02", has_lock=False)
        quiet = typing_until(driver, lambda: True)
        keeper.do(driver.window, _keep, done=done.append, refused=done.append, troubled=done.append)
        with sleeper() as stood_still:
            meanwhile = typing_until(driver, lambda: bool(done))
    keeper.close()
    assert backup_standing(desk).proved_at is not None, done
    with Session(demo_store.engine) as session:
        assert chain.head(session).seq > orders
    name = f"while {orders:,} orders are backed up ÷ without"
    ours, floor = meanwhile.longest_ms(), quiet.longest_ms()
    figures.append(Figure(f"longest stall of the window {name}", ours, floor, "ms", 1, None))
    machine = max((until - since for since, until in stood_still), default=0) / MS
    name_of_it = f"the same, less what a sleeping process stood still too ({machine:.0f} ms at most)"
    figures.append(Figure(name_of_it, meanwhile.longest_alone_ms(stood_still), MOST_STALL_MS, "ms", 1, most=1))
    ours, floor = meanwhile.longest_wait_ms(), quiet.longest_wait_ms()
    figures.append(Figure(f"longest wait of the window for others {name}", ours, floor, "ms", 1, None))


def _backing_up_to(desk: Desk, folder: Path) -> Desk:
    with desk.store.engine.begin() as connection:
        connection.execute(update(StoreProfile).values(backup_folder=str(folder)))
    return desk
