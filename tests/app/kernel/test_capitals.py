"""Amounts in Chinese capitals; the vectors of the payment-document writing rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.capitals import capitals


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "人民币零元整"),
        (1, "人民币壹分"),
        (10, "人民币壹角整"),
        (11, "人民币壹角壹分"),
        (101, "人民币壹元零壹分"),
        (110, "人民币壹元壹角整"),
        (1_000, "人民币壹拾元整"),
        (10_050, "人民币壹佰元伍角整"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
        (140_950, "人民币壹仟肆佰零玖元伍角整"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (10_700_053, "人民币壹拾万零柒仟元伍角叁分"),
        (10_000_100, "人民币壹拾万零壹元整"),
        (100_050_000, "人民币壹佰万零伍佰元整"),
        (10_000_000_100, "人民币壹亿零壹元整"),
        (12_345_678_912, "人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"),
        (-5_000, "人民币负伍拾元整"),
        (189_110, "人民币壹仟捌佰玖拾壹元壹角整"),
        (1_500_000, "人民币壹万伍仟元整"),
        (100_000_000_000, "人民币壹拾亿元整"),
        (100_000_000_000_000, "人民币壹万亿元整"),
        (100_010_000_000_000, "人民币壹万零壹亿元整"),
        (10_010_000_000, "人民币壹亿零壹拾万元整"),
        (-1, "人民币负壹分"),
    ],
)
def test_an_amount_stands_in_capitals(fen: int, text: str) -> None:
    assert capitals(fen) == text


@given(st.integers(-(10**17), 10**17))
def test_capitals_are_well_formed(fen: int) -> None:
    text = capitals(fen)
    assert "零零" not in text
    assert "零万" not in text and "零亿" not in text
    assert text.endswith("整") == (fen % 10 == 0)
    assert text.startswith("人民币负") == (fen < 0)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_amounts_never_share_their_capitals(one_fen: int, other_fen: int) -> None:
    assert (capitals(one_fen) == capitals(other_fen)) == (one_fen == other_fen)


def test_an_amount_beyond_the_units_has_no_name() -> None:
    with pytest.raises(ValueError, match="no name"):
        capitals(10**18)
