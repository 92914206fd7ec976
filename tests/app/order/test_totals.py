"""What a quote comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import FULL_BP, labour_fen
from app.kernel.refusal import Refusal
from app.order.quote.totals import LineAmount, Totals, net, split_with_customer, spread, totals
from app.records.catalogue.categories import Decision, LineKind, Payer

LABOUR, PART, OTHER = LineKind.LABOUR, LineKind.PART, LineKind.OTHER
ACCEPTED, REFUSED, LATER = Decision.ACCEPTED, Decision.REFUSED, Decision.LATER

# The story of order WXD000021: five lines of the customer's labour at 9.5折, two of them on the maker.
STORY = (
    LineAmount(LABOUR, 1_100, 18_000, 9_500, Payer.CUSTOMER, ACCEPTED),
    LineAmount(LABOUR, 1_300, 20_000, 9_500, Payer.CUSTOMER, ACCEPTED),
    LineAmount(LABOUR, 800, 18_000, 9_500, Payer.CUSTOMER, ACCEPTED),
    LineAmount(LABOUR, 200, 18_000, 9_500, Payer.CUSTOMER, ACCEPTED),
    LineAmount(LABOUR, 100, 18_000, 9_500, Payer.CUSTOMER, LATER),
    LineAmount(LABOUR, 800, 20_000, FULL_BP, Payer.WARRANTY, ACCEPTED),
    LineAmount(LABOUR, 600, 20_000, FULL_BP, Payer.WARRANTY, ACCEPTED),
    LineAmount(LABOUR, 1_500, 18_000, FULL_BP, Payer.WARRANTY, ACCEPTED),
    LineAmount(PART, 1_000, 39_800, FULL_BP, Payer.CUSTOMER, ACCEPTED),
    LineAmount(PART, 1_000, 6_000, FULL_BP, Payer.CUSTOMER, ACCEPTED),
    LineAmount(PART, 1_000, 600, FULL_BP, Payer.CUSTOMER, ACCEPTED),
    LineAmount(PART, 1_000, 57_500, FULL_BP, Payer.CUSTOMER, ACCEPTED),
    LineAmount(PART, 1_000, 8_600, FULL_BP, Payer.CUSTOMER, ACCEPTED),
    LineAmount(PART, 1_000, 16_000, FULL_BP, Payer.CUSTOMER, ACCEPTED),
    LineAmount(PART, 1_000, 19_700, FULL_BP, Payer.CUSTOMER, LATER),
    LineAmount(PART, 1_000, 26_800, FULL_BP, Payer.WARRANTY, ACCEPTED),
)

LINES = st.lists(
    st.builds(
        LineAmount,
        st.sampled_from(LineKind),
        st.integers(0, 100_000),
        st.integers(0, 5_000_000),
        st.integers(0, FULL_BP),
        st.sampled_from(Payer),
        st.sampled_from(Decision),
    ),
    max_size=30,
)


def test_the_story_s_quote_adds_up_to_the_fen() -> None:
    assert totals(STORY) == Totals(
        labour_fen=120_600,
        parts_fen=175_000,
        other_fen=0,
        discount_fen=3_280,
        by_payer=((Payer.CUSTOMER, 210_520), (Payer.WARRANTY, 81_800)),
        total_fen=292_320,
        accepted_customer_fen=189_110,
        later_fen=21_410,
    )
    assert net(STORY, kind=LABOUR) == 117_320
    assert net(STORY, kind=PART, payer=Payer.CUSTOMER, decision=ACCEPTED) == 128_500


def test_a_quote_without_lines_comes_to_nothing() -> None:
    assert totals(()) == Totals(0, 0, 0, 0, (), 0, 0, 0)


def test_a_refused_line_was_offered_but_is_not_agreed() -> None:
    found = totals([LineAmount(OTHER, 1_000, 5_000, decision=REFUSED)])
    assert (found.other_fen, found.total_fen, found.accepted_customer_fen, found.later_fen) == (5_000, 5_000, 0, 0)


@pytest.mark.parametrize(
    ("line", "amount_fen", "net_fen"),
    [
        (LineAmount(LABOUR, 600, 18_000), 10_800, 10_800),
        (LineAmount(LABOUR, 330, 55), 18, 18),
        (LineAmount(PART, 4_250, 9_950, 9_000), 42_288, 38_059),
        (LineAmount(PART, 1_000, 335, 9_000), 335, 302),
        (LineAmount(OTHER, 1_000, -110), -110, -110),
        (LineAmount(PART, 1_000, 1_000, 9_000, order_discount_fen=33), 1_000, 867),
    ],
)
def test_a_line_is_rounded_once_for_its_amount_and_once_for_its_discount(
    line: LineAmount, amount_fen: int, net_fen: int
) -> None:
    assert (line.amount_fen, line.net_fen, line.discount_fen) == (amount_fen, net_fen, amount_fen - net_fen)


@given(st.integers(0, 100_000), st.integers(0, 1_000_000))
def test_labour_in_thousandths_costs_what_it_costs_in_hundredths(hours_x100: int, rate_fen: int) -> None:
    assert LineAmount(LABOUR, hours_x100 * 10, rate_fen).amount_fen == labour_fen(hours_x100, rate_fen)


@given(LINES)
def test_kinds_less_discount_and_payers_both_add_up_to_the_total(lines: list[LineAmount]) -> None:
    found = totals(lines)
    assert found.labour_fen + found.parts_fen + found.other_fen - found.discount_fen == found.total_fen
    assert sum(fen for _payer, fen in found.by_payer) == found.total_fen
    assert found.accepted_customer_fen + found.later_fen <= dict(found.by_payer).get(Payer.CUSTOMER, 0)


def _customer(*prices_fen: int) -> list[LineAmount]:
    return [LineAmount(PART, 1_000, price_fen) for price_fen in prices_fen]


@pytest.mark.parametrize(
    ("discount_fen", "lines", "taken"),
    [
        (100, _customer(333, 333, 334), (33, 33, 34)),
        (1_000, _customer(333, 333, 334), (333, 333, 334)),
        (0, _customer(333, 333), (0, 0)),
        (0, [], ()),
        (10, [*_customer(100), LineAmount(PART, 1_000, 900, payer=Payer.WARRANTY)], (10, 0)),
        (10, [LineAmount(PART, 1_000, 900, decision=LATER), *_customer(100)], (0, 10)),
        (10, [LineAmount(OTHER, 1_000, -50), *_customer(100)], (0, 10)),
    ],
)
def test_a_discount_on_the_order_falls_on_the_lines_the_customer_pays(
    discount_fen: int, lines: list[LineAmount], taken: tuple[int, ...]
) -> None:
    assert spread(discount_fen, lines) == taken


@pytest.mark.parametrize(
    ("discount_fen", "lines", "code"),
    [
        (-1, _customer(100), "discount.negative"),
        (101, _customer(100), "discount.too_big"),
        (1, [], "discount.too_big"),
        (1, [LineAmount(PART, 1_000, 900, payer=Payer.WARRANTY)], "discount.too_big"),
    ],
)
def test_no_more_is_taken_off_than_the_customer_pays(discount_fen: int, lines: list[LineAmount], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        spread(discount_fen, lines)
    assert (refused.value.code, refused.value.field) == (code, "quote.discount")


@pytest.mark.parametrize(
    ("net_fen", "other_bp", "parts"), [(10_000, 7_000, (7_000, 3_000)), (1, 5_000, (1, 0)), (0, 7_000, (0, 0))]
)
def test_the_customer_has_the_remainder_of_a_shared_line(net_fen: int, other_bp: int, parts: tuple[int, int]) -> None:
    assert split_with_customer(net_fen, other_bp=other_bp) == parts
