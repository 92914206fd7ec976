"""The window without a display: offscreen, our own faces, light theme, Chinese words."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.kernel import language
from ui import theme
from ui.theme import Appearance


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Every window test begins in light Chinese dress, and leaves no other behind."""
    qapp.setStyle("Fusion")
    language.use(language.Language.CHINESE)
    if theme.current().appearance is not Appearance.LIGHT or not qapp.styleSheet():
        theme.current().choose(Appearance.LIGHT)
    yield
    language.use(language.Language.CHINESE)


def type_words(widget: QWidget, words: str) -> None:
    """Type as an input method does: QTest's own keys abort on Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
