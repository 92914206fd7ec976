"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.language import Language, speaking
from app.kernel.refusal import Refusal
from app.records.customers.phone import masked, read_phone, shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("14000000001", "14000000001"),
        ("140 0000 0001", "14000000001"),
        ("140-0000-0001", "14000000001"),
        ("+86 140 0000 0001", "14000000001"),
        ("0086-14000000001", "14000000001"),
        ("１４０００００００１３", "14000000013"),
        ("025-00000000", "025-00000000"),
        ("02500000000", "025-00000000"),
        ("（025）0000 0000", "025-00000000"),
        ("0512-6666777", "0512-6666777"),
        ("010-8888-1234-12", "010-88881234-12"),
        ("+86 25 0000 0000", "025-00000000"),
        ("+86-25-0000-0000", "025-00000000"),
        ("400-123-4567", "4001234567"),
        ("+49 30 123456", "+4930123456"),
        ("+123456", "+123456"),
    ],
)
def test_a_number_is_understood_as_people_type_it(typed: str, stored: str) -> None:
    assert read_phone(typed) == stored
    assert read_phone(shown(stored)) == stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "This is no phone number"),
        ("abc", "This is no phone number"),
        ("1400000000", "this one has 10"),
        ("140000000011", "this one has 12"),
        ("12000000000", "No mobile number begins with 12"),
        ("+12345", "This is no phone number"),
        ("+1234567890123456", "This is no phone number"),
        ("025-123456", "This is no phone number"),
        ("025-00000000-1234567", "This is no phone number"),
        ("+86 12345", "this one has 5"),
    ],
)
def test_what_cannot_be_rung_is_refused(typed: str, said: str) -> None:
    with speaking(Language.ENGLISH), pytest.raises(Refusal) as refused:
        read_phone(typed)
    assert (refused.value.code, refused.value.field) == ("phone.unreadable", "checkin.phone")
    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("phone", "seen", "hidden"),
    [
        ("14000000001", "140 0000 0001", "140****0001"),
        ("4001234567", "400 123 4567", "****67"),
        ("025-00000000", "025-00000000", "025****0000"),
        ("+123456", "+123456", "****56"),
        ("", "", ""),
    ],
)
def test_a_number_is_shown_in_groups_and_masked_in_the_middle(phone: str, seen: str, hidden: str) -> None:
    assert (shown(phone), masked(phone)) == (seen, hidden)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).filter(str.isascii))
def test_a_masked_mobile_keeps_seven_digits_only(phone: str) -> None:
    assert sum(sign.isdigit() for sign in masked(read_phone(phone))) == 7
