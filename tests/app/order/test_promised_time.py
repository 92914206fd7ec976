"""A promise as people type it, and the usual ones at a touch."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.kernel.refusal import Refusal
from app.order.checkin.promised_time import read_promise, usual_promises

NOW = datetime(2026, 11, 23, 6, 18, tzinfo=UTC)  # 14:18 in the store
STORE = timezone(timedelta(hours=8))


def said(typed: str) -> str:
    return f"{read_promise(typed, now=NOW, utc_offset_minutes=480).astimezone(STORE):%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("17:30", "11-23 17:30"), ("1730", "11-23 17:30"), ("17", "11-23 17:00"), ("１７：３０", "11-23 17:30"),
        ("17：30", "11-23 17:30"), ("明天 11:00", "11-24 11:00"), ("明11:00", "11-24 11:00"),
        ("tomorrow 9", "11-24 09:00"), ("后天 9:15", "11-25 09:15"), ("11-25 16:00", "11-25 16:00"),
        ("11月25日16:00", "11-25 16:00"), ("1-5 9:00", "01-05 09:00"), ("下午5点半", "11-23 17:30"),
        ("2小时后", "11-23 16:30"), ("+2h", "11-23 16:30"), ("2.5小时", "11-23 17:00"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_said(typed: str, meant: str) -> None:
    assert said(typed) == meant


def test_a_day_before_today_is_next_year() -> None:
    assert read_promise("1-5 9:00", now=NOW, utc_offset_minutes=480).year == 2027


@pytest.mark.parametrize("typed", ["", "abc", "25:00", "11-31 10:00", "17:60", "<b>&\"'", "9" * 400, "下午"])
def test_what_is_no_time_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Refusal, match="17:30") as refused:
        read_promise(typed, now=NOW, utc_offset_minutes=480)
    assert (refused.value.code, refused.value.field) == ("promise.unreadable", "checkin.promised_at")


def test_the_usual_times_lie_ahead() -> None:
    usual = usual_promises(NOW, utc_offset_minutes=480)
    assert [f"{at.astimezone(STORE):%d %H:%M}" for at in usual] == ["23 16:30", "23 17:00", "24 11:00", "24 17:00"]


def test_seventeen_is_not_offered_in_the_evening() -> None:
    usual = usual_promises(NOW.replace(hour=9), utc_offset_minutes=480)
    assert [f"{at.astimezone(STORE):%d %H:%M}" for at in usual] == ["23 19:30", "24 11:00", "24 17:00"]
