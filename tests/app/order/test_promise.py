"""The promised time."""

from datetime import UTC, datetime, timedelta

import pytest

from app.order.promise import Left, Promise, effective_promise, is_kept, time_left


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, second, tzinfo=UTC)


FIRST = Promise(at(16, 30))


@pytest.mark.parametrize(
    ("promises", "effective_at"),
    [
        ([FIRST], at(16, 30)),
        ([FIRST, Promise(at(18), at(15))], at(18)),
        ([FIRST, Promise(at(18), at(16, 30))], at(18)),
        ([FIRST, Promise(at(18), at(16, 30, 1))], at(16, 30)),
        ([FIRST, Promise(at(18), at(15)), Promise(at(20), at(18, 5))], at(18)),
        ([FIRST, Promise(at(18), at(15)), Promise(at(20), at(17))], at(20)),
        ([FIRST, Promise(at(15), at(14))], at(15)),
        ([FIRST, Promise(at(18))], at(16, 30)),
    ],
)
def test_a_new_promise_counts_if_it_was_told_before_the_old_one_passed(
    promises: list[Promise], effective_at: datetime
) -> None:
    found = effective_promise(promises)
    assert found is not None and found.promised_at == effective_at


def test_without_a_promise_none_is_kept() -> None:
    assert effective_promise([]) is None
    assert not is_kept([], at(9))


@pytest.mark.parametrize(
    ("ready_at", "kept"), [(at(16), True), (at(16, 30), True), (at(16, 30) + timedelta(milliseconds=1), False)]
)
def test_ready_in_the_very_minute_is_on_time(ready_at: datetime, kept: bool) -> None:
    assert is_kept([FIRST], ready_at) is kept


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (at(15, 48), Left(42, is_late=False, is_near=True)),
        (at(13, 48), Left(162, is_late=False, is_near=False)),
        (at(15, 30), Left(60, is_late=False, is_near=False)),
        (at(15, 30, 1), Left(59, is_late=False, is_near=True)),
        (at(16, 29, 30), Left(0, is_late=False, is_near=True)),
        (at(16, 30), Left(0, is_late=False, is_near=True)),
        (at(16, 30, 1), Left(1, is_late=True, is_near=False)),
        (at(16, 42), Left(12, is_late=True, is_near=False)),
    ],
)
def test_the_clock_never_shows_more_time_than_there_is(now: datetime, left: Left) -> None:
    assert time_left(now, FIRST.promised_at) == left
