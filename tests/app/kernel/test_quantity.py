"""Quantities in thousandths, hours in hundredths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.quantity import hours, parse_hours, parse_quantity, quantity
from app.kernel.refusal import Refusal


@pytest.mark.parametrize(
    ("milli", "written"),
    [
        (0, "0"),
        (1, "0.001"),
        (500, "0.5"),
        (1_000, "1"),
        (1_500, "1.5"),
        (4_250, "4.25"),
        (-2_800, "−2.8"),
        (10_000, "10"),
    ],
)
def test_a_quantity_is_written_without_zeros_at_its_end(milli: int, written: str) -> None:
    assert quantity(milli) == written


@pytest.mark.parametrize(
    ("x100", "written"), [(120, "1.2"), (60, "0.6"), (75, "0.75"), (200, "2"), (0, "0"), (5, "0.05")]
)
def test_hours_are_written_as_the_catalogue_has_them(x100: int, written: str) -> None:
    assert hours(x100) == written


@given(st.integers(0, 99_999_999))
def test_a_written_quantity_is_read_back(milli: int) -> None:
    assert parse_quantity(quantity(milli)) == milli


@given(st.integers(0, 9_999_999))
def test_written_hours_are_read_back(x100: int) -> None:
    assert parse_hours(hours(x100)) == x100


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "quantity.unreadable"),
        ("两个", "quantity.unreadable"),
        ("1.2345", "quantity.unreadable"),
        ("-1", "quantity.negative"),
        ("100000", "quantity.absurd"),
    ],
)
def test_a_quantity_that_cannot_be_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_quantity(typed, field="quote.quantity")
    assert (refused.value.code, refused.value.field) == (code, "quote.quantity")


def test_hours_have_at_most_two_decimals() -> None:
    with pytest.raises(Refusal) as refused:
        parse_hours("1.234")
    assert refused.value.code == "quantity.unreadable"
