"""Hands that type Chinese, and the names of what the fixtures of this folder give."""

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.worker import Worker

Show = Callable[[QWidget], QWidget]
WorkerOf = Callable[[str], Worker]


def type_words(widget: QWidget, words: str) -> None:
    """Type as an input method does: QTest's own keys abort on Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
