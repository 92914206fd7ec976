"""Long work on the window's thread, cut into slices: one a turn of the event loop, so that keys come between."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


class Slices(QObject):
    """Runs an iterator to its end, one `next` at a time; each should take less than a frame."""

    def __init__(self, parent: QObject, steps: Iterator[object]) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = steps
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._timer.start(0)

    def then(self, call: Callable[[], object]) -> None:
        """Call this when everything is done; at once if it is."""
        if self._steps is None:
            call()
        else:
            self._waiting.append(call)

    def stop(self) -> None:
        """Leave the rest undone: the window closes."""
        self._timer.stop()

    def _step(self) -> None:
        if self._steps is not None and next(self._steps, self) is not self:
            return
        self._steps = None
        self._timer.stop()
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()
