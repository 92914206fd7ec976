"""The palette: Enter opens what was typed, not what was found for the letters before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.palette import Palette
from ui.shell.palette_list import Hit
from ui.widgets.page import Command
from ui.worker import Worker


def test_enter_before_the_answer_opens_what_was_typed(qtbot: QtBot, worker: Worker) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    palette = Palette(window, worker, lambda _desk, words: [Hit("order", words, "", "", "", words)], with_checkin=False)
    opened: list[str] = []
    palette.opened.connect(lambda hit: opened.append(hit.key))
    palette.come_up((), "WXD00002")
    qtbot.waitUntil(lambda: bool(palette.list.entries.rows))
    QTest.keyClicks(palette.input, "1")
    QTest.keyClick(palette.input, Qt.Key.Key_Return)
    assert opened == []
    qtbot.waitUntil(lambda: opened == ["WXD000021"])


@pytest.mark.parametrize(
    ("typed", "is_found"), [("xjjc", True), ("jieche", True), ("接车", True), ("jcx", False), ("j", False)]
)
def test_a_command_is_found_by_the_pinyin_of_its_words(
    qtbot: QtBot, worker: Worker, typed: str, is_found: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = Palette(window, worker, lambda _desk, _words: [], with_checkin=False)
    palette.come_up((Command("新建接车", lambda: None), Command("", lambda: None, key="Esc")), typed)
    qtbot.waitUntil(lambda: palette.count.text() != "")
    assert [entry.words for entry in palette.list.entries.rows if entry.can_open] == ["新建接车"] * is_found
