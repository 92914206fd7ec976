"""One deed at a time: a double click on a primary action books once, and so does a press that is sent again."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.kernel.refusal import Refusal, Trouble, Unknown
from ui.widgets.page import Page
from ui.widgets.typed import keys_under
from ui.worker import Worker, new_press

T = TypeVar("T")


class Booking(QObject):
    """Hands use cases to the worker, and drops what is asked while one is still running.

    `buttons` are switched off meanwhile; they come back whatever the outcome. When the disk failed while saving and
    nobody knows the outcome, the next press for the same use case is the same press again: the store books it once,
    and says so if it was booked the first time.
    """

    def __init__(self, worker: Worker, owner: QWidget, *buttons: QWidget) -> None:
        super().__init__(owner)
        self._worker, self._owner, self._buttons = worker, owner, list(buttons)
        self.is_running = False
        self._unknown: dict[object, tuple[str, frozenset[str]]] = {}
        worker.fault.connect(self._over)

    def guard(self, button: QWidget) -> None:
        """Switch this one off meanwhile, too: it was made later."""
        self._buttons.append(button)

    def do(
        self,
        use_case: Callable[..., T],
        *,
        done: Callable[[T], object],
        refused: Callable[[Refusal], object],
        saves: tuple[QWidget, ...] | None = None,
    ) -> bool:
        """Book it unless something is being booked; says whether it was handed over.

        `saves` are the fields, or what they stand in, whose words this books; without them the whole owner, unless it
        is a page.
        """
        if self.is_running:
            return False
        if saves is None:
            saves = () if isinstance(self._owner, Page) else (self._owner,)
        what = use_case.func if isinstance(use_case, partial) else use_case
        press, slices = self._unknown.pop(what, (new_press(), frozenset()))

        def booked(outcome: T) -> None:
            self._over()
            done(outcome)

        def turned_down(refusal: Refusal) -> None:
            self._over()
            if slices and refusal.code == "deed.repeated":
                # It was saved the first time, when nobody could tell: the pages do not know of it yet.
                self._worker.changed.emit(slices)
            refused(refusal)

        def troubled(trouble: Trouble) -> None:
            self._over()
            if isinstance(trouble, Unknown):
                self._unknown[what] = (press, trouble.slices)
            self._worker.troubled.emit(trouble)

        self._begin()
        self._worker.do(
            self._owner, use_case, done=booked, refused=turned_down, troubled=troubled, press=press,
            saves=keys_under(*saves),
        )  # fmt: skip
        return True

    def _begin(self) -> None:
        self.is_running = True
        for button in self._buttons:
            button.setEnabled(False)

    def _over(self, _why: object = None) -> None:
        self.is_running = False
        for button in self._buttons:
            button.setEnabled(True)
