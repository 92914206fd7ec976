"""A working day, compressed: pages opened, orders received, people changing; nothing is left behind by any of it."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.order.workflow import Stage, Step
from app.overview.orders import orders
from app.upkeep.demo import demo_desk
from tests import make
from tests.ui.hands import Patience
from ui import collector
from ui.shell.rooms import rooms
from ui.shell.window import Window
from ui.widgets.spare import Spare
from ui.worker import Worker

PEOPLE = ("S02", "S03", "S04", "S05", "S07", "S09")
PLACES = ("board", "orders", "workshop", "complaints", "settings", "checkin")
COMPLAINTS = tuple(f"TS202600000{at}" for at in range(1, 7))  # the demo's own
# A page is opened in the window; warm-up first, for imports, glyphs and caches are filled once. In the short version
# the same pages are opened again, in the long one others.
SHORT_ROUNDS, LONG_ORDERS, LONG_ROUNDS = 1, 2000, 240
MOST_GROWTH_MIB, OTHER_PAGES = 5.0, 1.02  # per 1,000 pages; pages of other orders have more or fewer widgets


@dataclass(frozen=True, slots=True)
class Standing:
    """What a process holds at a moment."""

    widgets: int
    kept: int  # objects of Qt that Python keeps, also those that Qt deleted
    threads: int
    files: int
    resident_mib: float

    @staticmethod
    def now() -> "Standing":
        """After everything that can go has gone."""
        for _turn in range(3):
            QApplication.processEvents()
            # Without an event loop of its own nobody carries out what was to be deleted later.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
        kept = sum(1 for thing in gc.get_objects() if isinstance(thing, QObject))
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        files = sum(1 for _file in Path("/proc/self/fd").iterdir())
        resident = pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
        return Standing(len(QApplication.allWidgets()), kept, threading.active_count(), files, resident)


class Day(Patience):
    """The window through a day; `pages` counts what was opened."""

    def __init__(self, qtbot: QtBot, store: Store) -> None:
        super().__init__(qtbot, Worker())
        self.store, self.pages = store, 0
        self.window = Window(self.worker, places=rooms())
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        collector.settle(self.window)

    def rest(self) -> None:
        """Until nothing is read or booked any more."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        super().rest()

    def standing(self) -> Standing:
        """What is held once the pages that were begun beforehand are whole."""
        self.qtbot.waitUntil(lambda: not self._is_making(), timeout=30_000)
        return Standing.now()

    def _is_making(self) -> bool:
        spares = self.window.findChildren(Spare)
        return any(timer.isActive() for spare in spares for timer in spare.findChildren(QTimer))

    def pause(self) -> None:
        """Nobody is at the desk: then what is old is looked through."""
        most = gc.get_threshold()[2] * collector.SOON
        self.qtbot.waitUntil(lambda: gc.get_count()[2] <= most, timeout=30_000)

    def sit_down(self, staff_no: str) -> None:
        """Another person at the desk: the pages of the one before are dropped."""
        desk = demo_desk(self.store, staff_no)
        self.worker.use_desk(replace(desk, told=self.worker.collect))
        self.window.enter(desk.person.staff_no, desk.person.name, "")
        self.rest()

    def open(self, place: str, what: object = None) -> None:
        """Open a page, an order with each of its eight steps."""
        self.window.go(place, what)
        self.rest()
        self.pages += 1

    def turn_through(self, number: str) -> None:
        """An order, its eight pages by keys, its side panel."""
        self.open("order", number)
        for step in range(1, len(Step) + 1):
            QTest.keyClick(self.window, Qt.Key(Qt.Key.Key_0 + step), Qt.KeyboardModifier.ControlModifier)
            self.rest()
            self.pages += 1

    def round(self, numbers: tuple[str, ...], *, at: int) -> None:
        """One person's hour: every place, two orders page by page, the palette, the lock."""
        self.sit_down(PEOPLE[at % len(PEOPLE)])
        for place in PLACES:
            self.open(place)
        self.open("complaint", COMPLAINTS[at % len(COMPLAINTS)])
        for number in (numbers[at % len(numbers)], numbers[(7 * at + 3) % len(numbers)]):
            self.turn_through(number)
        QTest.keyClick(self.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.rest()
        QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_Escape)
        self.window.lock_asked.emit()
        self.rest()
        self.pause()


@pytest.fixture
def day(qtbot: QtBot, demo_store: Store) -> Iterator[Day]:
    """The demo store's window; cycles of garbage are looked for as in the program, and not only at the day's end."""
    day = Day(qtbot, replace(demo_store, makes_files_later=True))
    yield day
    day.worker.close()
    gc.unfreeze()


def numbers_of(store: Store) -> tuple[str, ...]:
    return tuple(row.number for row in orders(make.desk(store)).rows)


def _kept(before: Standing, after: Standing) -> str:
    return (
        f"widgets {before.widgets} → {after.widgets}, kept by Python {before.kept} → {after.kept}, "
        f"threads {before.threads} → {after.threads}, files {before.files} → {after.files}, "
        f"resident {before.resident_mib:.0f} → {after.resident_mib:.0f} MiB"
    )


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="what a process holds is read from Linux's /proc")
@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_some_hours_leave_no_widget_thread_or_file_behind(day: Day, counted: Callable[[str], None]) -> None:
    numbers = numbers_of(day.store)
    for at in range(len(PEOPLE)):
        day.round(numbers, at=at)
    before, opened = day.standing(), day.pages
    for _round in range(SHORT_ROUNDS):
        for at in range(len(PEOPLE)):
            day.round(numbers, at=at)
    after = day.standing()
    counted(f"{day.pages - opened} pages: {_kept(before, after)}")
    assert after.widgets <= before.widgets
    assert after.kept <= before.kept
    assert after.threads <= before.threads
    assert after.files <= before.files + 2


@pytest.mark.soak
@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_a_day_of_two_thousand_orders(day: Day, counted: Callable[[str], None]) -> None:
    for number in range(LONG_ORDERS):
        make.order(day.store, form=make.another_car(number), stage=Stage.CHECKED_IN)
    numbers = numbers_of(day.store)
    for at in range(4 * len(PEOPLE)):
        day.round(numbers, at=at)
    before, opened = day.standing(), day.pages
    for at in range(LONG_ROUNDS):
        day.round(numbers, at=at)
    after, pages = day.standing(), day.pages - opened
    growth = (after.resident_mib - before.resident_mib) * 1000 / pages
    counted(f"{LONG_ORDERS} orders, {pages} pages: {growth:+.2f} MiB per 1,000 pages, {_kept(before, after)}")
    assert pages >= 5000
    assert growth < MOST_GROWTH_MIB
    assert after.widgets <= before.widgets * OTHER_PAGES and after.kept <= before.kept * OTHER_PAGES
    assert after.threads <= before.threads and after.files <= before.files + 2


def test_control_a_page_that_is_kept_is_seen(day: Day) -> None:
    """The measure sees what is left behind: here pages that somebody keeps."""
    numbers, kept = numbers_of(day.store), []
    day.round(numbers, at=0)
    before = day.standing()
    for at in range(3):
        day.round(numbers, at=at)
        page = day.window.workspace.page()
        kept.append(page)
        day.window.workspace._pages.clear()
    after = day.standing()
    assert after.widgets > before.widgets + 1_000
