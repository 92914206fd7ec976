"""Number plates: what is read, what is warned of, what is refused and how."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.language import Language, speaking
from app.kernel.refusal import Refusal
from app.records.vehicles.plate import PROVINCES, WORDS, PlateType, plate_energy, read_plate, shown

SERIAL = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DEMO = list(csv.DictReader((files("resources") / "demo" / "vehicles.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    ("typed", "text", "plate_type"),
    [
        ("苏A8K2M6", "苏A8K2M6", PlateType.NORMAL),
        ("苏AD12345", "苏AD12345", PlateType.NEV_SMALL),
        ("苏AF20871", "苏AF20871", PlateType.NEV_SMALL),
        ("苏A12345D", "苏A12345D", PlateType.NEV_LARGE),
        ("粤Z12C4港", "粤Z12C4港", PlateType.HK_MACAU),
        ("粤Z12C4澳", "粤Z12C4澳", PlateType.HK_MACAU),
        ("使014578", "使014578", PlateType.EMBASSY),
        ("014578使", "014578使", PlateType.EMBASSY),
        ("沪A0023领", "沪A0023领", PlateType.CONSULATE),
        ("苏AQ012学", "苏AQ012学", PlateType.TRAINING),
        ("苏A0123警", "苏A0123警", PlateType.POLICE),
        ("苏A1234挂", "苏A1234挂", PlateType.TRAILER),
        ("临时号牌", "临时号牌", PlateType.TEMPORARY),
        ("苏A临12345", "苏A临12345", PlateType.TEMPORARY),
        ("未上牌", "", PlateType.NONE),
        ("", "", PlateType.NONE),
        ("苏Ａ·８Ｋ２Ｍ６", "苏A8K2M6", PlateType.NORMAL),
        (" 苏a 8k2m6 ", "苏A8K2M6", PlateType.NORMAL),
        ("苏A•8K2M6", "苏A8K2M6", PlateType.NORMAL),
        ("苏A-8K2M6", "苏A8K2M6", PlateType.NORMAL),
        ("苏A.8K2M6", "苏A8K2M6", PlateType.NORMAL),
    ],
)
def test_a_plate_is_understood_as_people_type_it(typed: str, text: str, plate_type: PlateType) -> None:
    reading = read_plate(typed)
    assert (reading.text, reading.plate_type, reading.warning) == (text, plate_type, None)


@pytest.mark.parametrize("row", DEMO, ids=lambda row: row["vehicle_no"])
def test_every_plate_of_the_demo_store_is_read(row: dict[str, str]) -> None:
    reading = read_plate(row["plate"])
    assert reading.text == row["plate"] and reading.warning is None


@pytest.mark.parametrize("typed", ["苏O12345", "VA12345", "WJ苏1234X"])
def test_an_unusual_plate_is_accepted_with_a_warning(typed: str) -> None:
    reading = read_plate(typed)
    assert (reading.text, reading.plate_type) == (typed, PlateType.OTHER)
    assert reading.warning


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("A8K2M6", "province is missing in front of “A8K2M6”"),
        ("台A12345", "“台” is no province"),
        ("苏", "After 苏 comes a letter"),
        ("苏8K2M66", "After 苏 comes a letter"),
        ("苏A8K2", "“苏A·8K2” has 5 characters"),
        ("苏A8K2M678", "has 9 characters"),
        ("苏A8K2O6", "Did you mean 苏A·8K206?"),
        ("苏AI2345", "Did you mean 苏A·12345?"),
        ("苏I12345", "No plate has the letter I"),
        ("苏AL12345", "“L” is not"),
        ("苏AD1234A", "ends with four digits"),
        ("苏A12345Z", "“Z” is not"),
        ("苏A1234A5", "Eight characters are a new-energy plate"),
        ("苏A8K@M6", "“@” cannot stand in a plate"),
        ("苏A8K2M港", "A Hong Kong or Macau plate is 粤Z"),
        ("沪AA023领", "four digits before 领"),
        ("使12", "使 and six digits"),
        ("临时号牌临时号牌临时号牌临", "at most 12 characters"),
    ],
)
def test_a_refused_plate_is_told_what_is_wrong_with_it(typed: str, said: str) -> None:
    with speaking(Language.ENGLISH), pytest.raises(Refusal) as refused:
        read_plate(typed)
    assert (refused.value.code, refused.value.field) == ("plate.unreadable", "checkin.plate")
    assert said in refused.value.sentence


@given(st.sampled_from(PROVINCES), st.sampled_from(LETTERS), st.text(SERIAL, min_size=5, max_size=5))
def test_every_ordinary_plate_is_read_from_its_shown_form(province: str, area: str, serial: str) -> None:
    plate = province + area + serial
    assert read_plate(shown(plate).lower()).text == plate


@given(st.text(max_size=16))
def test_a_plate_is_read_or_refused_never_anything_else(typed: str) -> None:
    try:
        reading = read_plate(typed)
    except Refusal as refusal:
        assert refusal.code == "plate.unreadable" and refusal.sentence
    else:
        assert read_plate(reading.text) == reading


@pytest.mark.parametrize(
    ("plate", "energy"),
    [(f"苏A{letter}12345", "ev") for letter in "ABCDE"]
    + [(f"苏A{letter}12345", "not_pure") for letter in "FGHJK"]
    + [(f"苏A12345{letter}", "ev") for letter in "ABCDE"]
    + [(f"苏A12345{letter}", "not_pure") for letter in "FGHJK"]
    + [("苏A8K2M6", None), ("使014578", None), ("", None)],
)
def test_only_the_letter_of_a_new_energy_plate_speaks_of_energy(plate: str, energy: str | None) -> None:
    assert plate_energy(plate) == energy


@pytest.mark.parametrize(
    ("plate", "written"),
    [
        ("苏A8K2M6", "苏A·8K2M6"),
        ("粤Z12C4港", "粤Z·12C4港"),
        ("使014578", "使014578"),
        ("临时号牌", "临时号牌"),
        ("", ""),
    ],
)
def test_a_plate_is_shown_with_its_dot(plate: str, written: str) -> None:
    assert shown(plate) == written


def test_every_kind_of_plate_has_its_words() -> None:
    assert set(WORDS) == set(PlateType)
