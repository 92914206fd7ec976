"""Instants in UTC to the millisecond, the store's business day, a clock that was set back."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

# A time service corrects by seconds and nobody should hear of it; people set a clock by minutes and more.
_TOLERATED = timedelta(minutes=2)


class Clock(Protocol):
    """Who says what time it is; the store has exactly one."""

    def now(self) -> datetime:
        """The instant in UTC, whole milliseconds."""
        ...

    def elapsed(self) -> float:
        """Seconds since some beginning, on a clock that nobody can set: for waiting, never for dates."""
        ...


def to_millisecond(instant: datetime) -> datetime:
    """The instant in UTC as the database keeps it: whole milliseconds, cut, not rounded into the future."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    at = instant.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1_000 * 1_000)


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of the PC."""

    def now(self) -> datetime:
        """The instant in UTC, whole milliseconds."""
        return to_millisecond(datetime.now(UTC))

    def elapsed(self) -> float:
        """Seconds as the PC counts them, whatever its clock shows."""
        return time.monotonic()


class FrozenClock:
    """A clock that stands until it is moved: for tests, the demo store and the tour."""

    def __init__(self, at: datetime) -> None:
        self._at = to_millisecond(at)
        self._elapsed = 0.0

    def now(self) -> datetime:
        """The instant at which the clock stands."""
        return self._at

    def elapsed(self) -> float:
        """The seconds that passed by `advance`."""
        return self._elapsed

    def set(self, at: datetime) -> None:
        """Somebody sets the clock: it shows another time, and none has passed."""
        self._at = to_millisecond(at)

    def advance(
        self, by: timedelta = timedelta(), *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0
    ) -> datetime:
        """Move the clock (a negative step sets it back) and say where it stands now."""
        step = by + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._at = to_millisecond(self._at + step)
        self._elapsed += max(0.0, step.total_seconds())
        return self._at


def business_day(instant: datetime, utc_offset_minutes: int) -> date:
    """The store's own date at that instant; 480 in China.

    >>> business_day(datetime(2026, 11, 22, 16, 0, tzinfo=UTC), 480)
    datetime.date(2026, 11, 23)
    """
    return (to_millisecond(instant) + timedelta(minutes=utc_offset_minutes)).date()


def is_set_back(now: datetime, last: datetime) -> bool:
    """Whether the clock stands before the last thing that was booked, by more than a time service corrects."""
    return last - now > _TOLERATED
