"""The four clocks: vectors of when each is due, how it stands, and to whom it goes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.complaints.clocks import (
    OF_THE_STORE,
    Clock,
    ClockState,
    Deadline,
    Escalation,
    clocks,
    escalation,
    next_clock,
)
from app.care.complaints.states import ComplaintLevel

CAME = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOURS = (12, 24, 48, 72)
NORMAL, SERIOUS = ComplaintLevel.NORMAL, ComplaintLevel.SERIOUS
NONE = (None, None, None, None)


def after(hours: float, seconds: int = 0) -> datetime:
    return CAME + timedelta(hours=hours, seconds=seconds)


@pytest.mark.parametrize(
    ("level", "hours", "due"),
    [
        (NORMAL, HOURS, (12, 24, 48, 72)),
        (SERIOUS, HOURS, (6, 12, 24, 36)),
        (SERIOUS, (13, 25, 49, 73), (6.5, 12.5, 24.5, 36.5)),
        (NORMAL, (1, 1, 1, 1), (1, 1, 1, 1)),
    ],
)
def test_when_each_is_due(level: ComplaintLevel, hours: tuple[int, ...], due: tuple[float, ...]) -> None:
    found = clocks(CAME, level, hours=hours, met=NONE)
    assert [clock.deadline for clock in found] == list(OF_THE_STORE)
    assert [clock.target_at for clock in found] == [after(one) for one in due]


@pytest.mark.parametrize(
    ("met_at", "now", "state"),
    [
        (None, after(0), ClockState.RUNNING),
        (None, after(12), ClockState.RUNNING),
        (None, after(12, 1), ClockState.OVERDUE),
        (after(12), after(99), ClockState.MET),
        (after(12, 1), after(99), ClockState.MET_LATE),
    ],
)
def test_how_one_stands_on_the_minute_it_is_still_in_time(
    met_at: datetime | None, now: datetime, state: ClockState
) -> None:
    assert Clock(Deadline.REPLY, after(12), met_at).state(now) is state


@pytest.mark.parametrize(
    ("met", "now", "to"),
    [
        (NONE, after(12), Escalation.ADVISOR),
        (NONE, after(13), Escalation.MANAGER),
        (NONE, after(25), Escalation.STORE_HEAD),
        ((after(13), None, None, None), after(14), Escalation.ADVISOR),  # done late is done
        ((after(1), after(2), None, None), after(49), Escalation.MANAGER),
        ((after(1), after(2), None, None), after(73), Escalation.STORE_HEAD),
        ((after(1), after(2), after(3), after(4)), after(999), Escalation.ADVISOR),
    ],
)
def test_to_whom_it_goes(met: tuple[datetime | None, ...], now: datetime, to: Escalation) -> None:
    assert escalation(clocks(CAME, NORMAL, hours=HOURS, met=met), now) is to


def test_the_next_one_is_the_first_that_is_not_done() -> None:
    found = clocks(CAME, NORMAL, hours=HOURS, met=(after(1), None, after(2), None))
    assert next_clock(found) is found[1]
    assert next_clock(clocks(CAME, NORMAL, hours=HOURS, met=(after(1),) * 4)) is None


@given(st.lists(st.integers(1, 960), min_size=4, max_size=4))
def test_a_serious_one_is_never_due_later(hours: list[int]) -> None:
    both = [clocks(CAME, level, hours=tuple(sorted(hours)), met=NONE) for level in (SERIOUS, NORMAL)]
    for fast, slow in zip(*both, strict=True):
        assert 2 * (fast.target_at - CAME) == slow.target_at - CAME
