"""One section of the settings at a desk of the small store, and the hands that work it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

import make
from hands import Patience, type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from ui.widgets.page import Page
from ui.worker import Worker

P = TypeVar("P", bound=Page)


@contextmanager
def sections(qtbot: QtBot, store: Store, made: Callable[[Worker], P]) -> Iterator[Callable[[str], P]]:
    """Opens the section with someone at the desk, as often as asked; the workers are closed at the end."""
    workers: list[Worker] = []

    def open_it(staff_no: str) -> P:
        worker = Worker()
        workers.append(worker)
        worker.use_desk(replace(make.desk(store, staff_no), told=worker.collect))
        section = made(worker)
        qtbot.addWidget(section)
        section.resize(1100, 620)
        section.show()
        section.refresh()
        rest(qtbot, section)
        return section

    yield open_it
    for worker in workers:
        worker.close()


def rest(qtbot: QtBot, section: Page) -> None:
    """Until nothing is read or booked any more."""
    qtbot.wait(300)
    Patience(qtbot, section.worker).rest()


def find(section: Page, name: str) -> QWidget:
    """A widget of the section by its name."""
    found = section.findChild(QWidget, name)
    assert found is not None, name
    return found


def click(section: Page, name: str, qtbot: QtBot) -> None:
    """Click what is in sight and not off."""
    widget = find(section, name)
    assert widget.isVisible() and widget.isEnabled(), name
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    rest(qtbot, section)


def write(section: Page, name: str, words: str) -> None:
    """Type into a field, as an input method does."""
    editor = find(section, name)
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    type_words(editor, words)
