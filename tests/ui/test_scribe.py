"""What is typed while the desk is busy with it is neither lost nor a fault."""

from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.scribe import Scribe
from ui.widgets.named import named
from ui.widgets.typed import stand_in
from ui.worker import Worker


class Keeping:
    """A desk that only keeps what is typed."""

    def __init__(self) -> None:
        self.kept: list[dict[str, str]] = []

    def keep_fields(self, typed: dict[str, str]) -> None:
        self.kept.append(typed)


def test_what_is_typed_on_while_it_is_being_saved_is_kept_in_its_turn(qtbot: QtBot, worker: Worker) -> None:
    desk: Any = Keeping()
    worker.use_desk(desk)
    pages = QWidget()
    qtbot.addWidget(pages)
    column = QVBoxLayout(pages)
    first, field = QLineEdit(), named(QLineEdit(), "arrival.words")
    column.addWidget(first)
    column.addWidget(field)
    stand_in(pages, "board.arrival")
    scribe = Scribe(worker, pages)
    pages.show()
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    field.setFocus()
    QTest.keyClicks(field, "black SUV")
    worker.saving.emit(("board.arrival/arrival.words",))
    QTest.keyClicks(field, ", rattles")
    worker.saved.emit(("board.arrival/arrival.words",), True)
    scribe.keep()
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert desk.kept == [{"board.arrival/arrival.words": "black SUV, rattles"}]
