"""When Python looks for cycles of garbage: on the window's thread alone, and not while the program starts."""

import gc

from PySide6.QtCore import QObject, QTimer

from app.kernel.memory import give_back

# Three threads fill the youngest generation: left for half a second, looking through it took 60 ms.
EVERY_MS = 100
# Looking through all pages takes 70 ms: done while next to nothing was made for a second, a little sooner than Python
# would, or when it is long overdue.
FEW_OBJECTS, QUIET_TURNS, SOON, LONG_OVERDUE = 100, 10, 0.5, 6


def hold() -> None:
    """Do not look while hundreds of modules come in: nothing of them is ever garbage."""
    gc.disable()


def settle(owner: QObject) -> None:
    """From now on look past what the program itself is made of, a little at a time, while `owner` lives.

    Left to itself Python looks on whatever thread happens to make an object, and would take widgets apart on the
    threads of the desk: Qt does not survive that.
    """
    if not gc.get_freeze_count():
        gc.freeze()
    gc.disable()
    _Looks(owner)


class _Looks(QObject):
    """Looks as often as Python itself would, at the oldest objects when nobody is at work."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._quiet, self._seen = 0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """One turn."""
        (young, middle, old), limits = gc.get_count(), gc.get_threshold()
        self._quiet = self._quiet + 1 if abs(young - self._seen) < FEW_OBJECTS else 0
        if old > limits[2] * (SOON if self._quiet >= QUIET_TURNS else LONG_OVERDUE):
            gc.collect()
            give_back()
        elif middle > limits[1]:
            gc.collect(1)
        elif young > limits[0]:
            gc.collect(0)
        self._seen = gc.get_count()[0]
