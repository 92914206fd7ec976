"""A discount as people type and read it."""

import pytest

from app.kernel.language import Language, use
from app.kernel.refusal import Refusal
from app.order.quote.typed_discount import discount_words, read_discount


@pytest.mark.parametrize(
    ("typed", "payable_bp"),
    [
        ("9.5折", 9_500),
        ("9.5", 9_500),
        ("95", 9_500),
        ("９５折", 9_500),
        ("88折", 8_800),
        ("5%", 9_500),
        ("-5%", 9_500),
        ("12.5 %", 8_750),
        ("", 10_000),
        ("0", 10_000),
        ("—", 10_000),
        ("10折", 10_000),
        ("100", 10_000),
    ],
)
def test_a_discount_is_understood_as_people_type_it(typed: str, payable_bp: int) -> None:
    assert read_discount(typed) == payable_bp


@pytest.mark.parametrize("typed", ["x", "105", "101%", "五折", "9,5折", "1e3"])
def test_what_is_no_discount_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_discount(typed)
    assert refusal.value.code == "discount.unreadable" and typed in refusal.value.sentence


def test_a_discount_is_read_as_each_language_says_it() -> None:
    assert discount_words(9_500) == "−5%"
    use(Language.CHINESE)
    assert (discount_words(9_500), discount_words(8_800), discount_words(10_000)) == ("9.5折", "8.8折", "")


@pytest.mark.parametrize("payable_bp", [8_000, 8_750, 9_500, 9_999])
def test_what_is_shown_is_read_back(payable_bp: int) -> None:
    for language in (Language.ENGLISH, Language.CHINESE):
        use(language)
        assert read_discount(discount_words(payable_bp).replace("−", "-")) == payable_bp
