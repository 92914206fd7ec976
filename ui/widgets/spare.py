"""Pages made before anyone goes there, a part a turn of the event loop, so that no key waits for the whole of one."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QRect, QSize, QTimer

from ui.widgets.page import Page

# Between two parts what was typed is answered and painted. A turn that comes this late came after other work: what
# that has to paint comes first, but not for ever.
REST_MS, LATE_MS, MOST_RESTS = 20, 8, 5
_CORNER = QRect(0, 0, 1, 1)


class Spare(QObject):
    """Makes the page while nothing else is to be done; who takes it earlier gets what is missing made at once.

    `size` is the room the page will have: it is laid out in it before it is seen.
    """

    def __init__(self, parent: QObject, parts: Iterator[Page | None], size: QSize) -> None:
        super().__init__(parent)
        self._parts, self._size = parts, size
        self._page: Page | None = None
        self._rests, self._began = 0, 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)
        self._rest()

    def take(self) -> Page:
        """The whole page."""
        self._timer.stop()
        for part in self._parts:
            self._page = part
        assert self._page is not None, "the page is the last of its parts"
        self.deleteLater()
        return self._page

    def drop(self) -> None:
        """Nobody will go there."""
        self._timer.stop()
        if self._page is not None:
            self._page.deleteLater()
        self.deleteLater()

    def _rest(self) -> None:
        self._began = perf_counter()
        self._timer.start(REST_MS)

    def _turn(self) -> None:
        is_late = (perf_counter() - self._began) * 1000 > REST_MS + LATE_MS
        if is_late and self._rests < MOST_RESTS:
            self._rests += 1
            self._rest()
        else:
            self._rests = 0
            self.step()

    def step(self) -> None:
        """Make one part; after the last, lay the page out."""
        if self._page is not None:
            # A picture of one corner: Qt lays out all of it and paints next to nothing.
            self._page.resize(self._size)
            self._page.grab(_CORNER)
            return
        self._page = next(self._parts, None)
        self._rest()
