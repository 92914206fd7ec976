"""When Python looks for cycles of garbage: on the window's thread alone, and not while the program starts."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

# Three threads fill the youngest generation: left for half a second, looking through it took 60 ms.
EVERY_MS = 100


def hold() -> None:
    """Do not look while hundreds of modules come in: nothing of them is ever garbage."""
    gc.disable()


@contextmanager
def looking() -> Iterator[None]:
    """Look while a store is being made up before the program has settled: that leaves much garbage.

    Not at what stands already: all the modules took 100 ms, on whatever thread made the next object.
    """
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.unfreeze()


def settle(owner: QObject) -> None:
    """From now on look past what the program itself is made of, a little at a time, while `owner` lives.

    Left to itself Python looks on whatever thread happens to make an object, and would take widgets apart on the
    threads of the desk: Qt does not survive that.
    """
    if not gc.get_freeze_count():
        gc.freeze()
    gc.disable()
    timer = QTimer(owner)
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(_look)
    timer.start()


def _look() -> None:
    """As much as Python itself would have looked by now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
