"""The store's time on the screen: the instant the board was read at, going on by itself."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta


class RunningClock:
    """The store's clock as last heard, plus what has passed since on this PC, whose own clock may be wrong."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._heard_at: datetime | None = None
        self._heard = 0.0

    def hear(self, at: datetime) -> None:
        """The store says it is this instant."""
        self._heard_at, self._heard = at, self._monotonic()

    def now(self) -> datetime:
        """The instant by the store's clock; only after `hear`."""
        if self._heard_at is None:
            raise LookupError("the store has not told its time yet")
        return self._heard_at + timedelta(seconds=self._monotonic() - self._heard)
