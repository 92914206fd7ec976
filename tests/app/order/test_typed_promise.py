"""A promised time as people type it."""

from datetime import UTC, datetime, timedelta

import make
import pytest
from refusing import refused

from app.desk import Store
from app.kernel.refusal import Refusal
from app.order.queries import head
from app.order.typed_promise import move_to_typed, read_promise

NOW = datetime(2026, 11, 23, 2, 18, tzinfo=UTC)  # 10:18 in the store


def read(typed: str, *, now: datetime = NOW) -> str:
    """What was understood, in the store's own time."""
    at = read_promise(typed, now=now, utc_offset_minutes=480, field="promise.at")
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


def test_a_typed_time_moves_the_promise(store: Store) -> None:
    order_id = make.order(store)
    at = move_to_typed(make.desk(store), order_id, typed="明天 11:00", reason="等件", channel="电话", answer="同意")
    assert head(make.desk(store), order_id).promised_at == at == datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_an_unreadable_time_moves_nothing(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "promise.unreadable", field="promise.at"):
        move_to_typed(make.desk(store), order_id, typed="soon", reason="等件", channel="电话", answer="同意")
