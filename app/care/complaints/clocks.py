"""The four clocks of a complaint: all from when it was received, a serious one's twice as fast; and an authority's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.care.complaints.states import ComplaintLevel
from app.kernel.language import mark


class Deadline(StrEnum):
    """What has to be done in time, in the order in which it is due; the authority's deadline is its own."""

    REPLY = "reply"
    INVESTIGATION = "investigation"
    SOLUTION = "solution"
    VERIFICATION = "verification"
    AUTHORITY = "authority"


DEADLINE_WORDS: dict[Deadline, str] = {
    Deadline.REPLY: mark("First reply"),
    Deadline.INVESTIGATION: mark("Investigation"),
    Deadline.SOLUTION: mark("Solution told"),
    Deadline.VERIFICATION: mark("Verified"),
    Deadline.AUTHORITY: mark("For the authority"),
}
OF_THE_STORE = (Deadline.REPLY, Deadline.INVESTIGATION, Deadline.SOLUTION, Deadline.VERIFICATION)


class ClockState(StrEnum):
    """How a clock stands at an instant; on the minute itself it is still in time."""

    MET = "met"
    MET_LATE = "met_late"
    RUNNING = "running"
    OVERDUE = "overdue"


class Escalation(StrEnum):
    """Who has to look after it: the further behind, the higher (domain workflow §7)."""

    ADVISOR = "advisor"
    MANAGER = "manager"
    STORE_HEAD = "store_head"


ESCALATION_WORDS: dict[Escalation, str] = {
    Escalation.ADVISOR: "",
    Escalation.MANAGER: mark("to the manager"),
    Escalation.STORE_HEAD: mark("to the store head"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when, and when it was done; None while it is not."""

    deadline: Deadline
    target_at: datetime
    met_at: datetime | None = None

    def state(self, now: datetime) -> ClockState:
        """How it stands; an open clock of a complaint that has ended is asked for that instant."""
        if self.met_at is not None:
            return ClockState.MET if self.met_at <= self.target_at else ClockState.MET_LATE
        return ClockState.RUNNING if now <= self.target_at else ClockState.OVERDUE


def clocks(
    received_at: datetime, level: ComplaintLevel, *, hours: tuple[int, ...], met: tuple[datetime | None, ...]
) -> tuple[Clock, ...]:
    """The store's own four in their order; `hours` are the store's own, halved for a serious complaint (R113).

    >>> from datetime import UTC
    >>> at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    >>> found = clocks(at, ComplaintLevel.SERIOUS, hours=(12, 24, 48, 72), met=(None,) * 4)
    >>> [(clock.target_at - at) // timedelta(hours=1) for clock in found]
    [6, 12, 24, 36]
    """
    share = 2 if level is ComplaintLevel.SERIOUS else 1
    return tuple(
        Clock(deadline, received_at + timedelta(hours=hour) / share, met_at)
        for deadline, hour, met_at in zip(OF_THE_STORE, hours, met, strict=True)
    )


def next_clock(found: tuple[Clock, ...]) -> Clock | None:
    """The first step that is undone, or the authority's deadline, which stands last, where that comes before it.

    None when everything was done.
    """
    undone = [clock for clock in found if clock.met_at is None]
    return min((undone[0], undone[-1]), key=lambda clock: clock.target_at) if undone else None


def escalation(found: tuple[Clock, ...], now: datetime) -> Escalation:
    """One thing undone after its time goes to the manager, two to the store head."""
    late = sum(clock.state(now) is ClockState.OVERDUE for clock in found)
    return (Escalation.ADVISOR, Escalation.MANAGER, Escalation.STORE_HEAD)[min(late, 2)]
