"""How a wait stands: calm, warning from half of the store's limit on, bad from the limit on (R022)."""

from datetime import datetime, timedelta
from enum import StrEnum


class Wait(StrEnum):
    """How long somebody has been left standing."""

    CALM = "calm"
    WARN = "warn"
    BAD = "bad"


def waited_minutes(arrived_at: datetime, *, until: datetime) -> int:
    """Whole minutes, never below 0."""
    return max((until - arrived_at) // timedelta(minutes=1), 0)


def wait_of(minutes: int, *, limit_minutes: int) -> Wait:
    """The limit itself is already too long.

    >>> [str(wait_of(minutes, limit_minutes=10)) for minutes in (4, 5, 9, 10)]
    ['calm', 'warn', 'warn', 'bad']
    """
    if minutes >= limit_minutes:
        return Wait.BAD
    return Wait.WARN if 2 * minutes >= limit_minutes else Wait.CALM
