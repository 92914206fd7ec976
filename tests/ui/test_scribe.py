"""What is typed while the desk is busy with it is neither lost nor a fault."""

from datetime import UTC, datetime
from typing import Any, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.drafts import KeptField
from app.overview.unfinished import Unfinished
from ui.shell.scribe import Scribe
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.typed import stand_in
from ui.worker import Worker


class Keeping:
    """A desk that only keeps what is typed."""

    def __init__(self) -> None:
        self.kept: list[dict[str, str]] = []

    def keep_fields(self, typed: dict[str, str]) -> None:
        self.kept.append(typed)


class Front:
    """The page in front, which has no such field yet."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def put_back(self, _place: str, _name: str, words: str) -> bool:
        self.asked.append(words)
        return False


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


def test_what_is_on_its_way_back_to_one_person_never_comes_to_the_next(qtbot: QtBot, worker: Worker) -> None:
    pages = QWidget()
    qtbot.addWidget(pages)
    scribe, page = Scribe(worker, pages), Front()
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    words = KeptField("complaint.1/complaint.reply", "we called you back", at)
    left = Unfinished("complaint.1", ("complaint", "TS1"), "Complaint", "TS1", (words,), at)
    scribe.put_back(left, lambda: cast(Page, page))
    worker.busy.emit(0)
    qtbot.waitUntil(lambda: bool(page.asked))
    scribe.change_to({})
    before = len(page.asked)
    worker.busy.emit(0)
    qtbot.wait(50)
    assert len(page.asked) == before
