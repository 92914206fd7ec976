"""One press, one booking: while it runs, after it failed in an unknown way, when it is pressed again."""

import pytest
from failing import failing_commit
from hands import Patience, WorkerOf
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk, Store
from app.kernel.refusal import Trouble, Unknown
from app.order.queries import notes, order_of_number
from ui.keys import KeyWatch
from ui.order.notes import Notes
from ui.widgets.button import Button

NUMBER = "WXD000025"


@pytest.fixture
def panel(qtbot: QtBot, worker_of: WorkerOf, advisor: Desk, store_time: None) -> Notes:
    """The notes of an order with a note typed."""
    made = Notes(worker_of("S02"))
    qtbot.addWidget(made)
    made.show()
    made.show_order(order_of_number(advisor, NUMBER), now=advisor.store.clock.now())
    made.field.set_text("call after three")
    return made


def texts(desk: Desk) -> list[str]:
    return [note.text for note in notes(desk, order_of_number(desk, NUMBER))]


def settle(qtbot: QtBot, panel: Notes) -> None:
    qtbot.waitUntil(lambda: not panel._booking.is_running)
    Patience(qtbot, panel._worker).rest()


def test_a_commit_that_failed_although_it_was_booked_is_simply_saved(
    qtbot: QtBot, panel: Notes, advisor: Desk, demo_store: Store
) -> None:
    with failing_commit(demo_store, is_booked=True):
        QTest.mouseClick(panel.write, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(panel.write, Qt.MouseButton.LeftButton)
        settle(qtbot, panel)
    assert texts(advisor).count("call after three") == 1
    assert panel.field.text() == ""


@pytest.mark.parametrize("is_booked", [True, False])
def test_the_same_button_again_books_once_when_nobody_knew(
    qtbot: QtBot, panel: Notes, advisor: Desk, demo_store: Store, is_booked: bool
) -> None:
    troubles: list[Trouble] = []
    changes: list[frozenset[str]] = []
    panel._worker.troubled.connect(troubles.append)
    panel._worker.changed.connect(changes.append)
    with failing_commit(demo_store, is_booked=is_booked, then_dead=True):
        QTest.mouseClick(panel.write, Qt.MouseButton.LeftButton)
        settle(qtbot, panel)
    assert isinstance(troubles[0], Unknown)
    assert "press the same button again" in troubles[0].remedy
    assert panel.field.text() == "call after three"

    QTest.mouseClick(panel.write, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert texts(advisor).count("call after three") == 1
    assert panel.field.error == ("This was already saved." if is_booked else "")
    assert changes == [frozenset({"order", "trust"})]

    panel.field.set_text("and once more")
    QTest.mouseClick(panel.write, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert texts(advisor).count("and once more") == 1


def test_a_key_that_is_held_down_presses_once(qtbot: QtBot) -> None:
    button, pressed, commands = Button("a.button", "Save"), list[int](), list[str]()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    KeyWatch(app, button, lambda sequence: not commands.append(sequence))
    for repeats in (False, True, True):
        for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifiers, "", repeats)
            QApplication.sendEvent(button, event)
    assert (pressed, commands) == ([1], ["Ctrl+Enter"])
