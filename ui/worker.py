"""The desk's thread: `do` one deed after another, `ask` without waiting; answers come on the window's thread."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.kernel.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("forecourt.worker")
T = TypeVar("T")

READERS = 2
# Refused to who manages until the password was given: asked for in place, and then the deed is sent again.
ASKS_PASSWORD = "deed.needs_password"
# Refused to somebody who was retired or lost a post: the session is over, there is nothing to show on a page.
ENDS = ("session.left", "session.posts")


@runtime_checkable
class TakesPresses(Protocol):
    """A desk that books what one press asks for once, however often it is sent."""

    def for_press(self, press_id: str, *, saves: tuple[str, ...] = ()) -> object: ...


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """Something asked of the desk, and who wants to hear the answer."""

    owner: QObject
    call: Callable[..., T]
    done: Callable[[T], object] | None
    refused: Callable[[Refusal], object] | None = None
    troubled: Callable[[Trouble], object] | None = None
    press: str | None = None
    saves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What came out of it, on its way to the window's thread."""

    question: Question[T]
    result: T | None
    error: Exception | None
    told: frozenset[str]


class Worker(QObject):
    """Runs what pages want from the desk, off the window's thread; the only place that catches everything.

    `changed` says which slices were written, before `done` is called, so that open pages re-read first.
    `refused` without a page to show it, `troubled` and `fault` (our own mistake) go to the shell.
    """

    changed = Signal(object)  # frozenset[str]
    busy = Signal(int)
    refused = Signal(object)  # Refusal
    troubled = Signal(object)  # Trouble
    fault = Signal(object)  # BaseException
    saving = Signal(object)  # tuple[str, ...]: drafts whose fields are on their way
    saved = Signal(object, bool)  # the same, and whether they were saved
    ended = Signal(object)  # Refusal: who is at the desk may not go on
    _arrived = Signal(object)
    _heard = Signal(object)

    def __init__(self, desk: object = None) -> None:
        super().__init__()
        self._desk = desk
        self._under_way = 0
        self._is_closed = False
        self._told: set[str] = set()
        self._deed_thread: int | None = None
        # Where there is a window it asks; without one the refusal goes to whoever asked.
        self.ask_password: Callable[[Question[object], Refusal], object] | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    # Made with the first question: the window is painted before anything is asked.

    @cached_property
    def _deeds(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, thread_name_prefix="deeds", initializer=self._begin_deeds)

    @cached_property
    def _looks(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(READERS, thread_name_prefix="looks")

    def _begin_deeds(self) -> None:
        self._deed_thread = threading.get_ident()

    def use_desk(self, desk: object) -> None:
        """Everything asked from now on is asked of this desk: another person has signed in."""
        self._desk = desk

    @property
    def desk(self) -> object:
        """The desk in use; only to be handed on (`dataclasses.replace`), never to be worked with here."""
        return self._desk

    def do(
        self,
        owner: QObject,
        use_case: Callable[..., T],
        *,
        done: Callable[[T], object] | None = None,
        refused: Callable[[Refusal], object] | None = None,
        troubled: Callable[[Trouble], object] | None = None,
        press: str | None = None,
        saves: tuple[str, ...] = (),
    ) -> None:
        """Run a use case (the desk comes first) after those before it; the answer is dropped with its owner.

        Each call is a press of its own; give the `press` of an earlier one only to send that same press again.
        `saves` are the keys of the drafts that are needless once it is booked (`ui/widgets/typed.py`).
        """
        if saves:
            self.saving.emit(saves)
        self._send(self._deeds, Question(owner, use_case, done, refused, troubled, press or new_press(), saves))

    def ask(
        self,
        owner: QObject,
        look: Callable[..., T],
        done: Callable[[T], object],
        *,
        troubled: Callable[[Trouble], object] | None = None,
    ) -> None:
        """Read something; looks may overtake one another and deeds, so keep a generation where it matters."""
        self._send(self._looks, Question(owner, look, done, troubled=troubled))

    def send_again(self, question: Question[T]) -> None:
        """The same press of a deed that was refused before it was booked: something was missing that is there now."""
        if question.saves:
            self.saving.emit(question.saves)
        self._send(self._deeds, question)

    def turn_down(self, question: Question[T], refusal: Refusal) -> None:
        """Hand a refusal to who asked."""
        if shiboken6.isValid(question.owner):
            (question.refused or self._refuser_of(question.owner))(refusal)

    def collect(self, slices: frozenset[str]) -> None:
        """Hear from the desk what it wrote; may be called on any thread."""
        if threading.get_ident() == self._deed_thread:
            self._told |= slices
        else:
            self._heard.emit(slices)

    @property
    def is_closed(self) -> bool:
        """Whether what still runs is only waited for: nobody hears its answer."""
        return self._is_closed

    def close(self) -> None:
        """Let what is running end, drop what waits; afterwards nothing is answered."""
        self._is_closed = True
        self._deeds.shutdown(wait=True, cancel_futures=True)
        self._looks.shutdown(wait=True, cancel_futures=True)

    def _send(self, pool: "ThreadPoolExecutor", question: Question[T]) -> None:
        if not self._is_closed:
            self._count(+1)
            pool.submit(self._work, question, self._desk)

    def _work(self, question: Question[T], desk: object) -> None:
        """On the pool's thread: ask, and send home whatever came of it."""
        result, error = None, None
        try:
            if question.press is not None and isinstance(desk, TakesPresses):
                desk = desk.for_press(question.press, saves=question.saves)
            result = question.call(desk)
        except Exception as caught:
            error = caught
        self._arrived.emit(Answer(question, result, error, self._take_told()))

    def _take_told(self) -> frozenset[str]:
        """What the deed that just ended on this thread wrote."""
        if threading.get_ident() != self._deed_thread:
            return frozenset()
        told, self._told = frozenset(self._told), set()
        return told

    def _count(self, step: int) -> None:
        self._under_way += step
        self.busy.emit(self._under_way)

    @Slot(object)
    def _announce(self, slices: frozenset[str]) -> None:
        if slices and not self._is_closed:
            self.changed.emit(slices)

    @Slot(object)
    def _deliver(self, answer: Answer[object]) -> None:
        if self._is_closed:
            return
        self._count(-1)
        self._announce(answer.told)
        question, error = answer.question, answer.error
        if question.saves:
            self.saved.emit(question.saves, error is None)
        if error is not None and not isinstance(error, Refusal | Trouble):
            log.error("Unexpected", exc_info=error)
            self.fault.emit(error)
        elif isinstance(error, Refusal) and error.code in ENDS:
            self.ended.emit(error)
        elif not shiboken6.isValid(question.owner):
            return
        elif isinstance(error, Refusal) and error.code == ASKS_PASSWORD and self.ask_password is not None:
            self.ask_password(question, error)
        elif isinstance(error, Refusal):
            self.turn_down(question, error)
        elif isinstance(error, Trouble):
            (question.troubled or self.troubled.emit)(error)
        elif question.done is not None:
            question.done(answer.result)

    def _refuser_of(self, owner: QObject) -> Callable[[Refusal], object]:
        """The nearest `show_refusal` from the owner outwards, else the shell's toast."""
        widget: QObject | None = owner
        while widget is not None:
            show = getattr(widget, "show_refusal", None)
            if callable(show):
                return show  # type: ignore[no-any-return]  # by its name only
            widget = widget.parent()
        return self.refused.emit


def new_press() -> str:
    """An id that no other press has, on this seat or another."""
    from uuid import uuid4

    return uuid4().hex
