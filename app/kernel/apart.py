"""A job in a process of its own: whoever waits for it holds no lock of Python's, and the window goes on smoothly."""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import TypeVar, cast

from app.kernel import language as languages
from app.kernel.language import Language, _
from app.kernel.refusal import Trouble

T = TypeVar("T")
_GIVES_WAY = 10
# The same of Windows, which knows no such number: its handle of whoever asks, and its class below the ordinary one.
_THIS_PROCESS, _BELOW_NORMAL = -1, 0x4000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job that reads strangers' files may take: time, and memory where the system counts it."""

    seconds: int
    memory_bytes: int


class TookTooMuch(Trouble):
    """The job was ended at one of its limits."""


def apart(job: Callable[..., T], *arguments: object, gives_way: bool = True, limits: Limits | None = None) -> T:
    """Run `job`, a function of a module, with arguments that can be pickled, and answer or raise what it did.

    It speaks the window's language and ends with this process, however that one ends. It `gives_way` to the window
    unless somebody waits for it.
    Trouble: the process could not be begun, or was ended by somebody else. TookTooMuch: it came to its limits.
    """
    context = get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    work = (theirs, languages.current(), gives_way, limits, job, arguments)
    process = context.Process(target=_work, args=work, name="forecourt-apart", daemon=True)
    with mine:
        try:
            with theirs:
                process.start()
            if limits is not None and not mine.poll(limits.seconds):
                process.kill()
                raise _too_much()
            result, error = mine.recv()
        except (OSError, EOFError) as lost:
            raise Trouble(
                _("The work in the background was broken off."), _("Close other programs, then try again.")
            ) from lost
        finally:
            if process.pid is not None:
                process.join()
            process.close()
    if isinstance(error, MemoryError):
        raise _too_much() from error
    if error is not None:
        raise error
    return cast(T, result)


def _work(
    outcome: "Connection[object, object]", language: Language, gives_way: bool, limits: Limits | None,
    job: Callable[..., object], given: tuple[object, ...],
) -> None:  # fmt: skip
    if limits is not None:
        _hold_to(limits)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if gives_way:
        _give_way()
    languages.use(language)
    try:
        answer: tuple[object, Exception | None] = (job(*given), None)
    except Exception as error:
        # Where it came from would be lost on the way; the log of the window has it so.
        error.add_note(traceback.format_exc())
        answer = (None, error)
    with suppress(BrokenPipeError):
        outcome.send(answer)


def _give_way() -> None:
    """Let the window have the processor first."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetPriorityClass(ctypes.c_void_p(_THIS_PROCESS), _BELOW_NORMAL)
    else:
        os.nice(_GIVES_WAY)


def _hold_to(limits: Limits) -> None:
    """Memory and computing time, where the system can be told; elsewhere whoever waits ends it."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))


def _too_much() -> TookTooMuch:
    return TookTooMuch(
        _("The work in the background took too much time or memory and was ended."),
        _("Nothing was changed. Try it with a smaller file."),
    )


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
