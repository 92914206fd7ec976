"""Two desks write into the same form: the second sees both versions and decides; nothing is lost or overwritten."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hands import Patience, type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.records.store.queries import profile
from tests import make
from ui.settings.store_section import StoreSection
from ui.worker import Worker


class Seat(Patience):
    """The store's form at a desk of its own, which hears nothing of the other."""

    def __init__(self, qtbot: QtBot, store: Store) -> None:
        super().__init__(qtbot, Worker())
        self.desk = make.desk(store, make.MANAGER)
        self.worker.use_desk(replace(self.desk, told=self.worker.collect))
        self.section = StoreSection(self.worker)
        qtbot.addWidget(self.section)
        self.section.resize(900, 640)
        self.section.show()
        self.section.refresh()
        qtbot.waitUntil(lambda: self.text("name") != "", timeout=20_000)

    def text(self, key: str) -> str:
        return self.section.fields[key].text()

    def write(self, key: str, words: str) -> None:
        editor = self.section.findChild(QLineEdit, f"settings.{key}")
        assert editor is not None
        editor.selectAll()
        type_words(editor, words)

    def save(self) -> None:
        self.section.primary()
        self.rest()

    def take(self, name: str) -> None:
        button = self.section.findChild(QWidget, name)
        assert button is not None and button.isVisible(), name
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.rest()


@pytest.fixture
def seats(qtbot: QtBot, store: Store) -> Iterator[tuple[Seat, Seat]]:
    first, second = Seat(qtbot, store), Seat(qtbot, store)
    yield first, second
    for seat in (first, second):
        seat.worker.close()


def test_the_second_desk_is_shown_both_versions_and_takes_its_own(seats: tuple[Seat, Seat]) -> None:
    first, second = seats
    first.write("address", "中山路 1 号")
    first.save()
    second.write("address", "中山路 2 号")
    second.write("rescue_phone", "025-7")
    second.save()
    assert second.section.conflict.isVisible()
    assert profile(first.desk).address == "中山路 1 号", "nothing was overwritten"
    assert (second.text("address"), second.text("rescue_phone")) == ("中山路 2 号", "025-7"), "nothing typed is lost"
    second.take("conflict.mine.address")
    assert not second.section.conflict.isVisible()
    second.save()
    saved = profile(first.desk)
    assert (saved.address, saved.rescue_phone) == ("中山路 2 号", "025-7")


def test_theirs_is_taken_field_by_field_and_what_is_read_again_in_between_settles_nothing(
    seats: tuple[Seat, Seat],
) -> None:
    first, second = seats
    first.write("address", "A & <b>1</b>")
    first.write("opening_hours", "09:00–17:00")
    first.save()
    second.write("address", "B")
    second.write("opening_hours", "07:00–20:00")
    second.section.refresh()
    second.rest()
    second.save()
    assert second.section.conflict.isVisible(), "a form that read again meanwhile still knows what it was filled from"
    second.take("conflict.theirs.address")
    assert second.section.conflict.isVisible(), "one is still to be chosen"
    second.take("conflict.mine.opening_hours")
    second.save()
    saved = profile(first.desk)
    assert (saved.address, saved.opening_hours) == ("A & <b>1</b>", "07:00–20:00")


def test_esc_puts_the_question_away_and_keeps_what_was_typed(seats: tuple[Seat, Seat]) -> None:
    first, second = seats
    first.write("address", "1")
    first.save()
    second.write("address", "2")
    second.save()
    assert second.section.step_back()
    assert not second.section.conflict.isVisible()
    assert (second.text("address"), profile(first.desk).address) == ("2", "1")
