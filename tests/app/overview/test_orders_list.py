"""All orders, a page at a time."""

import make
import pytest

from app.desk import Store
from app.order.workflow import Flag, Stage
from app.overview.orders import orders


@pytest.fixture
def five(store: Store) -> Store:
    """Five orders of two advisors, one of them quoted."""
    for number in range(5):
        make.order(store, stage=Stage.QUOTED if number == 2 else Stage.CHECKED_IN, form=make.another_car(number))
    return store


def numbers(store: Store, **asked: object) -> list[int]:
    page = orders(make.desk(store), **asked)  # type: ignore[arg-type]
    return [int(row.number[-6:]) for row in page.rows]


def test_the_newest_stands_first_a_page_after_the_other(five: Store) -> None:
    first = orders(make.desk(five), limit=2)
    assert [row.number[-1] for row in first.rows] == ["5", "4"]
    assert numbers(five, limit=2, before=first.next_before) == [3, 2]
    last = orders(make.desk(five), limit=2, before=2)
    assert [row.number[-1] for row in last.rows] == ["1"]
    assert last.next_before is None


def test_a_page_that_is_just_full_is_the_last(five: Store) -> None:
    assert orders(make.desk(five), limit=5).next_before is None


def test_orders_of_some_stages_only(five: Store) -> None:
    page = orders(make.desk(five), stages=(Stage.QUOTED,))
    assert [(row.number[-1], row.flags, row.advisor) for row in page.rows] == [
        ("3", (Flag.WAITING_CUSTOMER,), "林晓岚")
    ]


def test_one_s_own_orders_only(five: Store) -> None:
    assert len(numbers(five, is_mine=True)) == 5
    assert orders(make.desk(five, make.OTHER_ADVISOR), is_mine=True).rows == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("WX2026000003", [3]), ("苏A·10003", [4]), ("14000000001", [2]), ("李㛃", [5, 4, 3, 2, 1]), ("900004", [5]),
        ("云骏", [5, 4, 3, 2, 1]), ("没有", []), ("", [5, 4, 3, 2, 1]),
    ],
)  # fmt: skip
def test_the_list_narrows_to_what_was_typed(five: Store, typed: str, found: list[int]) -> None:
    assert numbers(five, typed=typed) == found
