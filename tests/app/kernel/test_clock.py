"""Instants, business days, a clock that was set back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.kernel.clock import Clock, FrozenClock, SystemClock, business_day, is_set_back, to_millisecond

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "utc_offset_minutes", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, 999_000, tzinfo=UTC), 480, date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), 480, date(2026, 11, 23)),
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), 480, date(2027, 1, 1)),
        (datetime(2026, 11, 23, 0, 30, tzinfo=UTC), -60, date(2026, 11, 22)),
        (datetime(2026, 11, 23, 0, 0, tzinfo=timezone(timedelta(hours=8))), 480, date(2026, 11, 23)),
    ],
)
def test_the_business_day_is_the_store_s_own(instant: datetime, utc_offset_minutes: int, day: date) -> None:
    assert business_day(instant, utc_offset_minutes) == day


def test_an_instant_without_a_time_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        business_day(datetime(2026, 11, 23), 480)


def test_an_instant_is_cut_to_whole_milliseconds() -> None:
    assert to_millisecond(NOON.replace(microsecond=999_999)).microsecond == 999_000


def test_the_pc_s_clock_speaks_utc_in_whole_milliseconds() -> None:
    clock: Clock = SystemClock()
    now = clock.now()
    assert now.utcoffset() == timedelta() and now.microsecond % 1_000 == 0


def test_a_frozen_clock_moves_only_when_it_is_moved() -> None:
    clock = FrozenClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(minutes=5, seconds=1)
    clock.advance(timedelta(milliseconds=3))
    assert clock.now() == NOON + timedelta(minutes=5, seconds=1, milliseconds=3)


@pytest.mark.parametrize(
    ("behind", "said"),
    [(timedelta(), False), (timedelta(hours=-1), False), (timedelta(seconds=119), False), (timedelta(hours=1), True)],
)
def test_a_clock_set_back_is_noticed_but_not_a_second_s_correction(behind: timedelta, said: bool) -> None:
    assert is_set_back(NOON - behind, NOON) is said
