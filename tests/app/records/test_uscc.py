"""Unified social credit codes."""

import csv
from importlib.resources import files

import pytest

from app.kernel.refusal import Refusal
from app.records.customers.uscc import check_character, check_uscc, read_uscc

COMPANIES = [
    row["uscc"]
    for row in csv.DictReader((files("resources") / "demo" / "customers.csv").read_text("utf-8").splitlines())
    if row["uscc"]
]


@pytest.mark.parametrize(
    ("body", "character"), [("91350100M000100Y4", "3"), ("91999999MA0000023", "Y"), ("91999999MA0000024", "2")]
)
def test_the_last_character_checks_the_others(body: str, character: str) -> None:
    assert check_character(body) == character
    assert check_uscc(body + character)


def test_a_remainder_of_zero_gives_zero() -> None:
    bodies = (f"91999999MA{number:07d}" for number in range(100))
    assert any(check_character(body) == "0" for body in bodies)


@pytest.mark.parametrize("code", ["91999999MA0000001N", *COMPANIES])
def test_the_codes_of_the_demo_store_are_right(code: str) -> None:
    assert read_uscc(code) == code


def test_a_code_is_understood_as_people_type_it() -> None:
    assert read_uscc(" ９１９９ 9999 ma00 0000 1n ") == "91999999MA0000001N"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "uscc.length"),
        ("320102123456789", "uscc.length"),
        ("91999999MA0000001", "uscc.length"),
        ("91999999MA000000IN", "uscc.letters"),
        ("91999999MA0000001P", "uscc.check"),
        ("91999999MA0000010N", "uscc.check"),
    ],
)
def test_a_wrong_code_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_uscc(typed, field="settlement.tax_number")
    assert (refused.value.code, refused.value.field) == (code, "settlement.tax_number")
    assert not check_uscc(typed)
