"""The promised time: which promise counts, how much of it is left. docs/rules/promise.md"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

_MINUTE = timedelta(minutes=1)
_NEAR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Promise:
    """A time that was promised; `notice_at` is when the customer heard of it, None for the first one."""

    promised_at: datetime
    notice_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What a promise clock shows: whole minutes left or, when late, minutes over. Near is under an hour."""

    minutes: int
    is_late: bool
    is_near: bool


def effective_promise(promises: Sequence[Promise]) -> Promise | None:
    """The promise that is measured: the last one told before the promise it replaced had passed.

    `promises` are in the order in which they were made; told in the very minute still counts (rules.md §5).
    None without promises.
    """
    effective = promises[0] if promises else None
    for before, promise in pairwise(promises):
        if promise.notice_at is not None and promise.notice_at <= before.promised_at:
            effective = promise
    return effective


def is_kept(promises: Sequence[Promise], ready_at: datetime) -> bool:
    """Whether the car was ready by the effective promise; the very minute counts (K07)."""
    effective = effective_promise(promises)
    return effective is not None and ready_at <= effective.promised_at


def time_left(now: datetime, promised_at: datetime) -> Left:
    """What is left of a promise; never more than there is: 59 seconds left are 0 minutes, 1 over is 1 late."""
    if now > promised_at:
        return Left(-((promised_at - now) // _MINUTE), is_late=True, is_near=False)
    left = promised_at - now
    return Left(left // _MINUTE, is_late=False, is_near=left < _NEAR)
