"""Import much on another thread without slowing the window: a breath before each module."""

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType

# A module takes 1 ms, the longest 13: so the window's thread has Python nearly always to itself.
BREATH_SECONDS = 0.012


class _Breath:
    """Stands first among those that are asked where a module lies; it never knows, and takes its time."""

    def __init__(self, seconds: float) -> None:
        self._thread, self._seconds = threading.get_ident(), seconds

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """None, after a breath where it is this thread that imports."""
        if threading.get_ident() == self._thread:
            time.sleep(self._seconds)
        return None


@contextmanager
def unhurried(seconds: float = BREATH_SECONDS) -> Iterator[None]:
    """What this thread imports inside comes in slowly, so many seconds apart; all other threads import as ever."""
    breath = _Breath(seconds)
    sys.meta_path.insert(0, breath)
    try:
        yield
    finally:
        sys.meta_path.remove(breath)
