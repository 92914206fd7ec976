"""Which backups are kept: twelve hours, ten days, ten weeks, twelve months, each year; the furthest one always."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

LIMITS: tuple[tuple[str, int, Callable[[datetime], tuple[int, ...]]], ...] = (
    ("hours", 12, lambda at: (at.year, at.month, at.day, at.hour)),
    ("days", 10, lambda at: (at.year, at.month, at.day)),
    ("weeks", 10, lambda at: tuple(at.isocalendar()[:2])),
    ("months", 12, lambda at: (at.year, at.month)),
    ("years", 100, lambda at: (at.year,)),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup as rotation sees it: its file, the store's local time on it, the entry of the chain it reaches."""

    name: str
    at: datetime
    seq: int


def to_delete(backups: Iterable[Kept]) -> tuple[str, ...]:
    """The names that may go. A finished file was proved when it was made; the one that reaches furthest stays.

    It counts hours, days and so on **in which there is a backup**, back from the newest, and asks no clock: a clock
    that leaps forwards or back deletes nothing before its time.
    """
    newest_first = sorted(backups, key=lambda one: (one.at, one.seq, one.name), reverse=True)
    kept = {max(newest_first, key=lambda one: (one.seq, one.at, one.name)).name} if newest_first else set()
    for _word, most, slot_of in LIMITS:
        slots: set[tuple[int, ...]] = set()
        for one in newest_first:
            slot = slot_of(one.at)
            if slot not in slots and len(slots) < most:
                slots.add(slot)
                kept.add(one.name)
    return tuple(sorted(one.name for one in newest_first if one.name not in kept))
