"""Fen: rounding, sharing, discounts, tax, reading and writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import (
    ABSURD_FEN,
    FULL_BP,
    VatSplit,
    discounted,
    labour_fen,
    parse_yuan,
    part_fen,
    round_half_up,
    share,
    vat_split,
    yuan,
)
from app.kernel.refusal import Refusal

FEN = st.integers(-(ABSURD_FEN - 1), ABSURD_FEN - 1)
WEIGHTS = st.lists(st.integers(0, 10**8), min_size=1, max_size=60).filter(any)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (0, 7, 0),
        (1, 2, 1),
        (3, 2, 2),
        (5, 2, 3),
        (4, 3, 1),
        (5, 3, 2),
        (-1, 2, -1),
        (-5, 2, -3),
        (-4, 3, -1),
        (49, 100, 0),
    ],
)
def test_a_half_is_rounded_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


@pytest.mark.parametrize("denominator", [0, -2])
def test_nothing_is_divided_by_zero_or_less(denominator: int) -> None:
    with pytest.raises(ValueError, match="not positive"):
        round_half_up(1, denominator)


@given(st.integers(), st.integers(1, 10**9))
def test_a_refund_rounds_like_its_bill(numerator: int, denominator: int) -> None:
    assert round_half_up(-numerator, denominator) == -round_half_up(numerator, denominator)


@given(st.integers(), st.integers(1, 10**9))
def test_rounding_never_moves_by_more_than_a_half(numerator: int, denominator: int) -> None:
    assert abs(2 * (round_half_up(numerator, denominator) * denominator - numerator)) <= denominator


@pytest.mark.parametrize(
    ("total_fen", "weights", "shares"),
    [
        (100, (333, 333, 334), (33, 33, 34)),
        (100, (1, 1, 1), (34, 33, 33)),
        (-100, (1, 1, 1), (-34, -33, -33)),
        (2, (1, 1, 1), (1, 1, 0)),
        (10, (0, 5, 0), (0, 10, 0)),
        (0, (0, 0), (0, 0)),
        (0, (), ()),
    ],
)
def test_missing_fen_go_to_the_largest_remainders_and_ties_to_the_first_line(
    total_fen: int, weights: tuple[int, ...], shares: tuple[int, ...]
) -> None:
    assert share(total_fen, weights) == shares


@pytest.mark.parametrize(("total_fen", "weights"), [(1, ()), (1, (0, 0)), (1, (2, -1))])
def test_fen_are_not_shared_among_nobody(total_fen: int, weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be shared"):
        share(total_fen, weights)


@given(FEN, WEIGHTS)
def test_the_shares_always_add_up_to_the_total(total_fen: int, weights: list[int]) -> None:
    assert sum(share(total_fen, weights)) == total_fen


@given(FEN, WEIGHTS)
def test_no_share_is_a_whole_fen_away_from_its_exact_part(total_fen: int, weights: list[int]) -> None:
    whole = sum(weights)
    shares = share(total_fen, weights)
    assert all(abs(part * whole - total_fen * weight) < whole for part, weight in zip(shares, weights, strict=True))


@given(WEIGHTS, st.data())
def test_a_discount_never_takes_more_from_a_line_than_it_costs(weights: list[int], data: st.DataObject) -> None:
    discount_fen = data.draw(st.integers(0, sum(weights)))
    assert all(part <= weight for part, weight in zip(share(discount_fen, weights), weights, strict=True))


@pytest.mark.parametrize(
    ("fen", "payable_bp", "net_fen"),
    [
        (19_800, 9_500, 18_810),
        (10_000, 9_000, 9_000),
        (333, 9_000, 300),
        (335, 9_000, 302),
        (-335, 9_000, -302),
        (1, 0, 0),
    ],
)
def test_nine_tenths_are_paid_not_taken_off(fen: int, payable_bp: int, net_fen: int) -> None:
    assert discounted(fen, payable_bp) == net_fen


@given(FEN, st.integers(0, FULL_BP))
def test_a_discounted_amount_lies_between_nothing_and_the_amount(fen: int, payable_bp: int) -> None:
    assert 0 <= abs(discounted(fen, payable_bp)) <= abs(fen)
    assert discounted(fen, FULL_BP) == fen


@pytest.mark.parametrize(
    ("gross_fen", "rate_bp", "split"),
    [
        (113_000, 1_300, VatSplit(100_000, 13_000)),
        (10_000, 1_300, VatSplit(8_850, 1_150)),
        (1, 1_300, VatSplit(1, 0)),
        (189_000, 1_300, VatSplit(167_257, 21_743)),
        (10_300, 300, VatSplit(10_000, 300)),
        (10_100, 100, VatSplit(10_000, 100)),
        (-10_000, 1_300, VatSplit(-8_850, -1_150)),
    ],
)
def test_a_price_with_tax_is_cut_in_net_and_tax(gross_fen: int, rate_bp: int, split: VatSplit) -> None:
    assert vat_split(gross_fen, rate_bp) == split


@given(FEN, st.integers(0, FULL_BP))
def test_net_and_tax_add_up_to_the_price(gross_fen: int, rate_bp: int) -> None:
    split = vat_split(gross_fen, rate_bp)
    assert split.net_fen + split.tax_fen == gross_fen


@pytest.mark.parametrize(
    ("hours_x100", "rate_fen", "amount_fen"), [(60, 18_000, 10_800), (130, 20_000, 26_000), (33, 50, 17)]
)
def test_labour_is_hours_times_rate(hours_x100: int, rate_fen: int, amount_fen: int) -> None:
    assert labour_fen(hours_x100, rate_fen) == amount_fen


@pytest.mark.parametrize(
    ("quantity_milli", "price_fen", "amount_fen"), [(1_000, 398, 398), (4_250, 9_950, 42_288), (500, 1, 1)]
)
def test_a_part_is_quantity_times_price(quantity_milli: int, price_fen: int, amount_fen: int) -> None:
    assert part_fen(quantity_milli, price_fen) == amount_fen


@pytest.mark.parametrize(
    ("fen", "written"),
    [(0, "0.00"), (5, "0.05"), (123_450, "1,234.50"), (150_000_000, "1,500,000.00"), (-110, "−1.10")],
)
def test_an_amount_is_written_in_groups_with_a_true_minus(fen: int, written: str) -> None:
    assert yuan(fen) == written


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1234.5", 123_450),
        ("１，２３４．５０", 123_450),
        ("¥1,234.50", 123_450),
        ("￥ 12元", 1_200),
        ("12。5", 1_250),
        ("-¥1.10", -110),
        ("−1.10", -110),
        ("0", 0),
        ("9,999,999.99", ABSURD_FEN - 1),
    ],
)
def test_an_amount_is_understood_as_people_type_it(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@given(FEN)
def test_what_is_written_is_read_back(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen


@pytest.mark.parametrize("typed", ["", "十元", "1,5", "1.005", "12.3.4", "¥", "¥¥1", "1-", "nan"])
def test_what_is_no_amount_is_refused_under_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_yuan(typed, field="quote.price")
    assert (refused.value.code, refused.value.field) == ("money.unreadable", "quote.price")


@pytest.mark.parametrize("typed", ["10000000", "-10,000,000.00", "9" * 29])
def test_an_amount_with_a_digit_too_many_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_yuan(typed)
    assert refused.value.code == "money.absurd"
