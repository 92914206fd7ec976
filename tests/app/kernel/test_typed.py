"""What people typed, before it is read."""

import pytest

from app.kernel.typed import half_width, scaled


@pytest.mark.parametrize(
    ("typed", "read"),
    [("１２．５", "12.5"), ("12。5", "12.5"), ("　Ａｂ　", "Ab"), ("￥３", "¥3"), ("−1", "-1"), ("1²", "1²")],
)
def test_full_width_signs_become_half_width_and_nothing_else_changes(typed: str, read: str) -> None:
    assert half_width(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "-", ".", ".5", "1.2.3", "1,2", "1,23", "12,34,567", "1e3", "½", "一", "1 2", "--1"]
)
def test_what_is_no_decimal_is_not_guessed(typed: str) -> None:
    assert scaled(typed, 2) is None


@pytest.mark.parametrize(
    ("typed", "value"), [("1", 100), ("1.", 100), ("1.2", 120), ("1,234.56", 123_456), ("-0.01", -1), ("007", 700)]
)
def test_a_decimal_becomes_a_whole_number_of_hundredths(typed: str, value: int) -> None:
    assert scaled(typed, 2) == value
