"""A page made before anyone goes there, a part a turn of the event loop, so that no key waits for the whole of it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from ui.widgets.page import Page

# Between two parts what was typed is answered and painted.
REST_MS = 20


class Spare(QObject):
    """Makes the page while nobody asks for it; who takes it earlier gets what is missing made at once."""

    def __init__(self, parent: QObject, parts: Iterator[Page | None]) -> None:
        super().__init__(parent)
        self._parts = parts
        self._page: Page | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(REST_MS)

    def take(self) -> Page:
        """The whole page."""
        self._timer.stop()
        for part in self._parts:
            self._page = part
        assert self._page is not None, "the page is the last of its parts"
        return self._page

    def _step(self) -> None:
        part = next(self._parts, None)
        if part is not None:
            self._page = part
            self._timer.stop()
