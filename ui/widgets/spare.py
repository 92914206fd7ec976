"""Pages made before anyone goes there, a part a turn of the event loop, so that no key waits for the whole of one."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QRect, QSize, QTimer

from ui.widgets.page import Page

# Between two parts what was typed is answered and painted. A turn that comes this late came after other work: what
# that has to paint comes first, but not for ever.
REST_MS, LATE_MS, MOST_RESTS = 10, 4, 8
STRIP_PX = 100


class Spare(QObject):
    """Makes the page while nothing else is to be done; who takes it earlier gets what is missing made at once.

    `size` is the room the page will have. It is laid out in it and painted once, a strip a turn: the first time a page
    is painted all its words are set and its pictures drawn, which takes three times as long as every later one.
    """

    def __init__(self, parent: QObject, parts: Iterator[Page | None], size: QSize) -> None:
        super().__init__(parent)
        self._parts, self._size = parts, size
        self._page: Page | None = None
        self._steps = self._work()
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

    def step(self) -> bool:
        """Do one part of the work; whether there is more."""
        has_more = next(self._steps, self) is not self
        if has_more:
            self._rest()
        return has_more

    def _work(self) -> Iterator[None]:
        for part in self._parts:
            self._page = part
            yield
        if self._page is None:
            return
        self._page.resize(self._size)
        for top in range(0, self._size.height(), STRIP_PX):
            self._page.grab(QRect(0, top, self._size.width(), STRIP_PX))
            yield
