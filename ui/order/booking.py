"""One deed at a time: a double click on a primary action books once."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.kernel.refusal import Refusal, Trouble
from ui.worker import Worker

T = TypeVar("T")


class Booking(QObject):
    """Hands use cases to the worker, and drops what is asked while one is still running.

    `buttons` are switched off meanwhile; they come back whatever the outcome.
    """

    def __init__(self, worker: Worker, owner: QWidget, *buttons: QWidget) -> None:
        super().__init__(owner)
        self._worker, self._owner, self._buttons = worker, owner, buttons
        self.is_running = False
        worker.fault.connect(self._over)

    def do(
        self,
        use_case: Callable[..., T],
        *,
        done: Callable[[T], object],
        refused: Callable[[Refusal], object],
    ) -> bool:
        """Book it unless something is being booked; says whether it was handed over."""
        if self.is_running:
            return False

        def booked(outcome: T) -> None:
            self._over()
            done(outcome)

        def turned_down(refusal: Refusal) -> None:
            self._over()
            refused(refusal)

        self._begin()
        self._worker.do(self._owner, use_case, done=booked, refused=turned_down, troubled=self._troubled)
        return True

    def _begin(self) -> None:
        self.is_running = True
        for button in self._buttons:
            button.setEnabled(False)

    def _over(self, _why: object = None) -> None:
        self.is_running = False
        for button in self._buttons:
            button.setEnabled(True)

    def _troubled(self, trouble: Trouble) -> None:
        self._over()
        self._worker.troubled.emit(trouble)
