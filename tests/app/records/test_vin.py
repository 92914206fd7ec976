"""Vehicle identification numbers."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.language import Language, speaking
from app.kernel.refusal import Refusal
from app.records.vehicles.vin import check_digit, offered, read_vin

DEMO = list(csv.DictReader((files("resources") / "demo" / "vehicles.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    ("vin", "digit", "is_right"),
    [
        ("11111111111111111", "1", True),
        ("1M8GDM9AXKP042788", "X", True),
        ("LATPAB071W1005301", "1", True),
        ("LYJBA5G15KA000137", "5", True),
        ("LYJBA5G1XTA000006", "X", True),
        ("LYJBA5G10KA100137", "1", False),
    ],
)
def test_the_ninth_place_checks_the_others(vin: str, digit: str, is_right: bool) -> None:
    assert check_digit(vin) == digit
    assert read_vin(vin).check_digit_ok is is_right


def test_a_wrong_check_digit_is_a_warning_and_may_be_kept() -> None:
    assert read_vin("LYJBA5G10KA100137").text == "LYJBA5G10KA100137"


@pytest.mark.parametrize("row", DEMO, ids=lambda row: row["vehicle_no"])
def test_every_vin_of_the_demo_store_is_right(row: dict[str, str]) -> None:
    reading = read_vin(row["vin"])
    assert reading.check_digit_ok and reading.model_year == int(row["model_year"])


@pytest.mark.parametrize(
    ("letter", "year"),
    [
        ("A", 2010),
        ("H", 2017),
        ("J", 2018),
        ("K", 2019),
        ("L", 2020),
        ("M", 2021),
        ("N", 2022),
        ("P", 2023),
        ("R", 2024),
        *(("S", 2025), ("T", 2026), ("V", 2027), ("W", 2028), ("X", 2029), ("Y", 2030), ("1", 2031)),
        *(("U", None), ("Z", None), ("0", None), ("7", None)),
    ],
)
def test_the_tenth_place_tells_the_model_year(letter: str, year: int | None) -> None:
    assert read_vin(f"LYJBA5G15{letter}A000137").model_year == year


@pytest.mark.parametrize("typed", ["ｌｙｊｂａ５ｇ１５ｋａ０００１３７", " LYJBA5G15KA000137 ", "lyjba5g15ka000137"])
def test_width_case_and_ends_are_put_right_without_a_word(typed: str) -> None:
    reading = read_vin(typed)
    assert (reading.text, reading.corrected) == ("LYJBA5G15KA000137", None)


def test_blanks_and_hyphens_inside_are_taken_out_and_it_is_said() -> None:
    assert read_vin("LYJ BA5G15-KA000137").corrected == "LYJBA5G15KA000137"


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("", "vin.length", "this one has 0"),
        ("LYJBA5G15KA00013", "vin.length", "this one has 16"),
        ("LYJBA5G15KA0001377", "vin.length", "this one has 18"),
        ("LYJBA5GI5KAOOO137", "vin.letters", "Did you mean LYJBA5G15KA000137?"),
        ("LYJBA5G15KAQ00137", "vin.letters", "Did you mean LYJBA5G15KA000137?"),
        ("LYJBA5G15KA00013车", "vin.letters", "“车” cannot stand in a VIN"),
        ("LYJBA5G15KA00*137", "vin.letters", "“*” cannot stand in a VIN"),
    ],
)
def test_a_vin_of_wrong_length_or_letters_is_refused(typed: str, code: str, said: str) -> None:
    with speaking(Language.ENGLISH), pytest.raises(Refusal) as refused:
        read_vin(typed)
    assert (refused.value.code, refused.value.field) == (code, "checkin.vin")
    assert said in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "correction"),
    [
        ("LYJBA5GI5KAOOO137", "LYJBA5G15KA000137"),
        ("LYJBA5G15KA000137", None),
        ("IOQ", None),
        ("LYJBA5GI5KAOOO13车", None),
    ],
)
def test_a_correction_is_offered_only_where_a_vin_comes_of_it(typed: str, correction: str | None) -> None:
    assert offered(typed) == correction


@given(st.text("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", min_size=17, max_size=17), st.integers(0, 16))
def test_one_digit_changed_to_another_is_noticed(text: str, place: int) -> None:
    right = text[:8] + check_digit(text) + text[9:]
    if right[place].isdigit() and place != 8:
        wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
        assert not read_vin(wrong).check_digit_ok
    assert read_vin(right).check_digit_ok
