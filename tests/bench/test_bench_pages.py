"""What opening each page costs the window's thread, from going there to the painted page with what was read.

The floor is a form of Qt's own, forty labels and as many one-line fields, made, shown and painted in the same run.
Both are processor time of the window's thread, so that what else the machine does weighs less. Each person at the desk
has pages of their own: in every round somebody new opens all of them, so that each is made and not only shown.
"""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.order.workflow import Step
from app.upkeep.demo import demo_desk
from tests.bench.figures import Figure
from ui.order.workspace import OrderWorkspace
from ui.shell.finding import find_hits
from ui.shell.rooms import rooms
from ui.shell.window import Window
from ui.tour.pictures import SCENES
from ui.worker import Worker

pytestmark = [pytest.mark.bench, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]
RUNS, FIELDS, MS = 5, 40, 1000
PLACES = ("checkin", "orders", "workshop", "settings", "board")
# An order of the demo that stands just there.
ORDERS = {scene.step: scene.order for scene in SCENES if scene.step is not None}
Wait = Callable[[], None]


@pytest.fixture
def window(qtbot: QtBot, demo_store: Store) -> Iterator[Window]:
    """The whole desk, of a manager: every place and step may be seen."""
    worker = Worker(demo_desk(demo_store, "S01"))
    made = Window(worker, places=rooms(), find=find_hits)
    qtbot.addWidget(made)
    made.show_sign_in((), lambda *_given: None)
    made.show()
    yield made
    worker.close()


@pytest.fixture
def rest(window: Window) -> Wait:
    """Waits until all that was asked is answered and painted."""
    under_way: list[int] = [0]
    window.worker.busy.connect(lambda count: under_way.__setitem__(0, count))

    def wait() -> None:
        for _round in range(3):
            QApplication.processEvents()
            while under_way[0]:
                QApplication.processEvents()

    return wait


def own_ms(deed: Callable[[], object], rest: Wait) -> float:
    """Processor time of the window's thread until everything rests."""
    began = thread_time()
    deed()
    rest()
    return (thread_time() - began) * MS


def _show_form(kept: list[QWidget]) -> None:
    form = QWidget()
    layout = QFormLayout(form)
    for at in range(FIELDS):
        layout.addRow(QLabel(f"里程 {at}"), QLineEdit(f"{at} km"))
    form.resize(1262, 654)
    form.show()
    kept.append(form)


def open_step(window: Window, rest: Wait, step: Step, number: str) -> None:
    """An order opens at its own step; another one is gone to from there."""
    window.go("order", number)
    rest()
    page = window.workspace.page()
    assert isinstance(page, OrderWorkspace)
    page.show_step(step)


def test_each_page_is_told_against_a_plain_form(
    window: Window, rest: Wait, figures: list[Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Made beforehand a page would cost nothing here, and the next one would be counted with the one before.
    monkeypatch.setattr(window.workspace, "make_beforehand", lambda: None)
    monkeypatch.setattr(OrderWorkspace, "_begin_next", lambda *_given: None)
    ours: dict[str, list[float]] = {}
    floor: list[float] = []
    for run in range(RUNS + 1):
        window.enter(f"S01-{run}", "周明远", "")
        rest()
        forms: list[QWidget] = []
        taken = {"floor": own_ms(partial(_show_form, forms), rest)}
        forms.pop().deleteLater()
        for place in PLACES:
            taken[place] = own_ms(partial(window.go, place), rest)
        for step, number in ORDERS.items():
            taken[f"order, {step.value}"] = own_ms(partial(open_step, window, rest, step, number), rest)
        if run:
            floor.append(taken.pop("floor"))
            for name, ms in taken.items():
                ours.setdefault(name, []).append(ms)
        window.lock()
        rest()
    for name, all_ms in ours.items():
        told = f"opening: {name} ÷ a plain Qt form of {FIELDS} fields, own CPU"
        figures.append(Figure(told, median(all_ms), median(floor), "ms", RUNS))
    assert len(ours) == len(PLACES) + len(ORDERS)
    assert min(min(all_ms) for all_ms in ours.values()) > 0
