"""The window without a display: offscreen, our own faces, light theme; hands that type Chinese."""

from collections.abc import Iterator
from dataclasses import replace

import make
import pytest
from complaint_counter import Counter, Seat
from hands import Show, WorkerOf
from open_workspace import OpenOrder, OpenWorkspace
from order_page import DeskOf, OpenAt, open_page
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from whole_program import Desktop

from app.desk import Desk, Store
from app.upkeep.demo import demo_desk
from ui import formats, theme
from ui.dress import Dress, put_on
from ui.theme import Appearance
from ui.worker import Worker


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns at each window with a least size; that says nothing about us."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Every window test begins in light dress."""
    if theme.current().appearance is not Appearance.LIGHT or not isinstance(qapp.style(), Dress):
        theme.current().choose(Appearance.LIGHT)
        put_on(qapp)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker whose desk is the word “desk”; closed at the end."""
    made = Worker("desk")
    yield made
    made.close()


@pytest.fixture
def store_time() -> Iterator[None]:
    """Times are shown as on the store's wall."""
    formats.show_times_in(480)
    yield
    formats.show_times_in(None)


@pytest.fixture
def advisor(demo_store: Store) -> Desk:
    """The demo store with its advisor at the desk."""
    return demo_desk(demo_store, "S02")


@pytest.fixture
def worker_of(demo_store: Store) -> Iterator[WorkerOf]:
    """A worker at the demo store's desk with someone there: `worker_of("S02")`; closed at the end."""
    made: list[Worker] = []

    def make(staff_no: str) -> Worker:
        made.append(Worker())
        made[-1].use_desk(replace(demo_desk(demo_store, staff_no), told=made[-1].collect))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


@pytest.fixture
def open_at(qtbot: QtBot, desk_of_lazy: DeskOf, store_time: None) -> OpenAt:
    """The page of a demo order with someone at the desk: `open_at("S02", "WXD000025", QuotePage)`."""
    return lambda staff_no, number, make: open_page(qtbot, desk_of_lazy(staff_no), number, make)


@pytest.fixture
def open_order(qtbot: QtBot, desk_of_lazy: DeskOf, store_time: None) -> Iterator[OpenOrder]:
    """The workspace of a demo order with someone at the desk: `open_order("S02", "WXD000033")`; closed at the end."""
    made: list[OpenWorkspace] = []

    def opened(staff_no: str, number: str) -> OpenWorkspace:
        made.append(OpenWorkspace(qtbot, desk_of_lazy(staff_no), number))
        return made[-1]

    yield opened
    for one in made:
        one.worker.close()


@pytest.fixture
def seat(qtbot: QtBot, store: Store, store_time: None) -> Iterator[Seat]:
    """The window of an empty store with this person at it: `seat("S09")`; closed at the end."""
    opened: list[Counter] = []

    def sit(staff_no: str) -> Counter:
        opened.append(Counter(qtbot, make.desk(store, staff_no)))
        opened[-1].rest()
        return opened[-1]

    yield sit
    for one in opened:
        one.worker.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Put a widget on the screen, with the focus."""
    kept: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        kept.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture
def desktop(qtbot: QtBot, demo_store: Store) -> Iterator[Desktop]:
    """The whole program on the demo store."""
    made = Desktop(qtbot, demo_store)
    yield made
    made.reception.close()
    made.window.deleteLater()
    formats.show_times_in(None)
