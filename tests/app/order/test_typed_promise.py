"""A promised time as people type it, and the usual ones at a touch."""

from datetime import UTC, datetime, timedelta, timezone

import make
import pytest
from refusing import refused

from app.desk import Store
from app.kernel.refusal import Refusal
from app.order.queries import head
from app.order.typed_promise import move_to_typed, read_promise, usual_promises

NOW = datetime(2026, 11, 23, 2, 18, tzinfo=UTC)  # 10:18 in the store
AFTERNOON = datetime(2026, 11, 23, 6, 18, tzinfo=UTC)  # 14:18 in the store
STORE = timezone(timedelta(hours=8))


def read(typed: str, *, now: datetime = NOW) -> str:
    """What was understood to the minute, in the store's own time."""
    at = read_promise(typed, now=now, utc_offset_minutes=480, field="promise.at", is_exact=True)
    return f"{at + timedelta(hours=8):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("17:00", "2026-11-23 17:00"),
        ("17：00", "2026-11-23 17:00"),
        ("17点", "2026-11-23 17:00"),
        ("17点30分", "2026-11-23 17:30"),
        ("tomorrow 11:00", "2026-11-24 11:00"),
        ("明天 11:00", "2026-11-24 11:00"),
        ("后天 9:30", "2026-11-25 09:30"),
        ("11-25 9:30", "2026-11-25 09:30"),
        ("2026/12/1 8:00", "2026-12-01 08:00"),
        ("1-3 10:00", "2027-01-03 10:00"),
        ("+2h", "2026-11-23 12:18"),
        ("+3小时", "2026-11-23 13:18"),
    ],
)
def test_a_time_is_understood_as_people_type_it(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "12:99", "13-45 10:00", "2-30 10:00", "星期五 9:00", "17"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(typed)
    assert caught.value.code == "promise.unreadable"
    assert caught.value.field == "promise.at"
    assert "17:00" in caught.value.sentence


def said(typed: str) -> str:
    """What was understood at check-in, where a rough word will do."""
    at = read_promise(typed, now=AFTERNOON, utc_offset_minutes=480, field="checkin.promised_at")
    return f"{at.astimezone(STORE):%m-%d %H:%M}"


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
    assert read_promise("1-5 9:00", now=AFTERNOON, utc_offset_minutes=480, field="checkin.promised_at").year == 2027


@pytest.mark.parametrize("typed", ["", "abc", "25:00", "11-31 10:00", "17:60", "<b>&\"'", "9" * 400, "下午"])
def test_what_is_no_time_at_check_in_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Refusal, match="17:30") as caught:
        read_promise(typed, now=AFTERNOON, utc_offset_minutes=480, field="checkin.promised_at")
    assert (caught.value.code, caught.value.field) == ("promise.unreadable", "checkin.promised_at")


def test_the_usual_times_lie_ahead() -> None:
    usual = usual_promises(AFTERNOON, utc_offset_minutes=480)
    assert [f"{at.astimezone(STORE):%d %H:%M}" for at in usual] == ["23 16:30", "23 17:00", "24 11:00", "24 17:00"]


def test_seventeen_is_not_offered_in_the_evening() -> None:
    usual = usual_promises(AFTERNOON.replace(hour=9), utc_offset_minutes=480)
    assert [f"{at.astimezone(STORE):%d %H:%M}" for at in usual] == ["23 19:30", "24 11:00", "24 17:00"]


def test_a_day_just_past_is_not_taken_for_next_year() -> None:
    assert said("11-20 9:00") == "11-20 09:00"
    at = read_promise("11-20 9:00", now=AFTERNOON, utc_offset_minutes=480, field="promise.at")
    assert at.year == 2026


def test_a_leap_day_out_of_season_is_refused() -> None:
    with pytest.raises(Refusal):
        read("2-29 10:00", now=datetime(2028, 11, 23, 2, 18, tzinfo=UTC))


def test_a_typed_time_moves_the_promise(store: Store) -> None:
    order_id = make.order(store)
    at = move_to_typed(make.desk(store), order_id, typed="明天 11:00", reason="等件", channel="电话", answer="同意")
    assert head(make.desk(store), order_id).promised_at == at == datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_an_unreadable_time_moves_nothing(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "promise.unreadable", field="promise.at"):
        move_to_typed(make.desk(store), order_id, typed="soon", reason="等件", channel="电话", answer="同意")
