"""Memory that is free goes back to the system, where the C library keeps it until it is told."""

import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """A few milliseconds; after a paper or a dropped page it is some ten MiB. Elsewhere than on Linux nothing."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """glibc's `malloc_trim`; other C libraries have none."""
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), "malloc_trim", None)
