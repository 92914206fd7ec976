"""How long a repair is guaranteed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.language import Language, speaking
from app.kernel.refusal import Refusal
from app.order.agreement.guarantee import (
    LEGAL,
    STORE_LABOUR,
    STORE_OEM_PART_KM,
    STORE_OEM_PART_MONTHS,
    Guarantee,
    check_promise,
    guarantee,
    is_covered,
    is_inside,
    longest,
    months_later,
    part_guarantee,
)
from app.records.catalogue.categories import QualityClass, RepairCategory

LEFT_ON = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("kind", "last_on", "last_km"),
    [
        (RepairCategory.OVERHAUL, date(2026, 6, 9), 68_210),
        (RepairCategory.ASSEMBLY, date(2026, 6, 9), 68_210),
        (RepairCategory.MAINTENANCE_L2, date(2026, 3, 31), 53_210),
        (RepairCategory.MAINTENANCE_L1, date(2026, 3, 11), 50_210),
        (RepairCategory.MINOR, date(2026, 3, 11), 50_210),
        (RepairCategory.SPECIAL, date(2026, 3, 11), 50_210),
    ],
)
def test_the_law_guarantees_each_category_from_the_day_of_leaving(
    kind: RepairCategory, last_on: date, last_km: int
) -> None:
    assert guarantee(kind, left_on=LEFT_ON, odometer_km=48_210, periods=LEGAL) == Guarantee(last_on, last_km)


@pytest.mark.parametrize(
    ("on", "odometer_km", "inside"),
    [
        (date(2026, 3, 1), 48_210, True),
        (date(2026, 3, 11), 50_210, True),
        (date(2026, 3, 12), 48_300, False),
        (date(2026, 3, 2), 50_211, False),
    ],
)
def test_whichever_comes_first_ends_it_and_the_last_day_and_kilometre_are_inside(
    on: date, odometer_km: int, inside: bool
) -> None:
    legal = guarantee(RepairCategory.MINOR, left_on=LEFT_ON, odometer_km=48_210, periods=LEGAL)
    assert is_inside(legal, on=on, odometer_km=odometer_km) is inside


def test_eleven_days_later_the_law_has_ended_and_the_store_s_promise_has_not() -> None:
    came_back_on = LEFT_ON + timedelta(days=11)
    legal = guarantee(RepairCategory.MINOR, left_on=LEFT_ON, odometer_km=48_210, periods=LEGAL)
    promised = guarantee(RepairCategory.MINOR, left_on=LEFT_ON, odometer_km=48_210, periods=STORE_LABOUR)
    assert not is_inside(legal, on=came_back_on, odometer_km=48_900)
    assert is_inside(promised, on=came_back_on, odometer_km=48_900)


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_end_on_the_same_day_or_at_the_month_s_end(on: date, months: int, later: date) -> None:
    assert months_later(on, months) == later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_never_run_over_into_the_next_month(on: date, months: int) -> None:
    later = months_later(on, months)
    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == months
    assert later.day == on.day or (later + timedelta(days=1)).day == 1


def test_a_part_has_its_own_guarantee_in_months() -> None:
    found = part_guarantee(
        QualityClass.OEM, months=STORE_OEM_PART_MONTHS, km=STORE_OEM_PART_KM, left_on=LEFT_ON, odometer_km=48_210
    )
    assert found == Guarantee(date(2027, 3, 1), 68_210)


@pytest.mark.parametrize(("quality", "months"), [(QualityClass.CUSTOMER_SUPPLIED, 12), (QualityClass.AFTERMARKET, 0)])
def test_a_customer_s_own_part_is_not_guaranteed(quality: QualityClass, months: int) -> None:
    assert part_guarantee(quality, months=months, km=20_000, left_on=LEFT_ON, odometer_km=0) is None


def test_a_line_is_covered_while_either_labour_or_part_is() -> None:
    labour, part = Guarantee(date(2026, 5, 30), 53_210), Guarantee(date(2027, 3, 1), 68_210)
    assert is_covered([labour, part], on=date(2026, 12, 1), odometer_km=60_000)
    assert not is_covered([labour, part], on=date(2026, 12, 1), odometer_km=68_211)
    assert not is_covered([], on=LEFT_ON, odometer_km=0)


def test_the_paper_prints_the_one_that_ends_last() -> None:
    early, late = Guarantee(date(2026, 3, 11), 90_000), Guarantee(date(2026, 6, 9), 50_000)
    assert longest([late, early]) == longest([early, late]) == late
    assert longest([]) is None


def test_what_the_store_promises_is_never_below_the_law() -> None:
    check_promise(LEGAL)
    check_promise(STORE_LABOUR)


@pytest.mark.parametrize("period", [(29, 5_000), (30, 4_999)])
def test_a_promise_below_the_law_is_refused_and_named(period: tuple[int, int]) -> None:
    promised = {**STORE_LABOUR, RepairCategory.MAINTENANCE_L2: period}
    with speaking(Language.ENGLISH), pytest.raises(Refusal) as refused:
        check_promise(promised, field="settings.guarantee")
    assert (refused.value.code, refused.value.field) == ("guarantee.below_legal", "settings.guarantee")
    assert refused.value.sentence == "Level-2 maintenance: the law asks for at least 30 days and 5,000 km."
