"""Hands that type Chinese and wait for the desk, and the names of what the fixtures of this folder give."""

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.worker import Worker

Show = Callable[[QWidget], QWidget]
WorkerOf = Callable[[str], Worker]
PATIENCE_MS = 20_000  # signing seals a paper: on a machine with other work that takes its time


def type_words(widget: QWidget, words: str) -> None:
    """Type as an input method does: QTest's own keys abort on Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


class Patience:
    """Waits for the desk behind a window, a page or a section."""

    def __init__(self, qtbot: QtBot, worker: Worker) -> None:
        self.qtbot, self.worker = qtbot, worker

    def rest(self) -> None:
        """Until everything asked of the desk is answered and drawn, and what its answers asked."""
        for _turn in range(2):
            self.qtbot.waitUntil(lambda: self.worker._under_way == 0, timeout=PATIENCE_MS)
            QApplication.processEvents()
