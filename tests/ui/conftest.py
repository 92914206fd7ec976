"""The window without a display: offscreen, our own faces, light theme; hands that type Chinese."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme import Appearance
from ui.worker import Worker

Show = Callable[[QWidget], QWidget]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns at each window with a least size; that says nothing about us."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Every window test begins in light dress."""
    if theme.current().appearance is not Appearance.LIGHT or not qapp.styleSheet():
        qapp.setStyle("Fusion")
        theme.current().choose(Appearance.LIGHT)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker whose desk is the word “desk”; closed at the end."""
    made = Worker("desk")
    yield made
    made.close()


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


def type_words(widget: QWidget, words: str) -> None:
    """Type as an input method does: QTest's own keys abort on Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
