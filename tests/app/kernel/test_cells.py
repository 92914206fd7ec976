"""A cell is read by one rule everywhere, and what is wrong with it names its column."""

from collections.abc import Callable
from datetime import date

import pytest

from app.kernel import cells
from app.kernel.language import Language, use
from app.kernel.refusal import Refusal
from app.records.catalogue.categories import WORDS, RepairCategory

CATEGORIES = {category: WORDS[category] for category in RepairCategory}


def refusal(read: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        read()
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(("typed", "value"), [("0", 0), ("4800", 4800), ("12,300", 12_300), (" ７２ ", 72)])
def test_a_whole_number_is_read_as_people_write_it(typed: str, value: int) -> None:
    assert cells.whole({"price_fen": typed}, "price_fen", most=100_000) == value


@pytest.mark.parametrize("typed", ["48.00", "48.", "1e3", "1e308", "四十八", "4 8", "0x10", "nan", "9" * 400, "½"])
def test_fen_with_a_decimal_point_or_in_another_writing_are_refused_not_guessed(typed: str) -> None:
    assert refusal(lambda: cells.whole({"price_fen": typed}, "price_fen", most=10**30))[0] == "cell.number"


def test_a_number_beyond_what_can_be_right_is_refused() -> None:
    assert refusal(lambda: cells.whole({"km": "-1"}, "km", most=9)) == ("cell.range", "km")
    assert refusal(lambda: cells.whole({"km": "10"}, "km", most=9)) == ("cell.range", "km")
    assert refusal(lambda: cells.whole({}, "km", most=9)) == ("cell.missing", "km")


def test_a_day_has_a_year_of_four_digits_and_exists() -> None:
    for typed in ("2026-02-28", "2026/2/28", "２０２６-02-28", "2026.2.28", "2026年2月28日"):
        assert cells.day({"day": typed}, "day") == date(2026, 2, 28)
    assert cells.day({"day": " "}, "day") is None
    for typed in (
        "2026-02-30",
        "28/02/2026",
        "02-28",
        "2026",
        "today",
        "2026-2/28",
        "2026-02-28 noon",
        "46000",
        "2026-²-1",
    ):
        assert refusal(lambda typed=typed: cells.day({"day": typed}, "day")) == ("cell.day", "day")


@pytest.mark.parametrize("time", [" 0:00", " 00:00:00", " 14:03:07", "T14:03:07.000"])
def test_the_time_a_spreadsheet_writes_behind_a_day_is_of_no_matter(time: str) -> None:
    assert cells.day({"day": f"2026/2/28{time}"}, "day") == date(2026, 2, 28)


def test_yes_is_1_and_nothing_is_no() -> None:
    assert [cells.is_yes({"a": typed}, "a") for typed in ("1", "是", "YES", "0", "", "否")] == [True] * 3 + [False] * 3
    assert refusal(lambda: cells.is_yes({"a": "maybe"}, "a")) == ("cell.yes_no", "a")


def test_one_of_a_set_is_named_by_its_value_or_in_words() -> None:
    for typed in ("minor", "Minor", "Minor repair", "小修"):
        assert cells.one_of({"c": typed}, "c", CATEGORIES) is RepairCategory.MINOR
    assert refusal(lambda: cells.one_of({"c": "huge"}, "c", CATEGORIES)) == ("cell.choice", "c")


def test_a_code_has_no_blanks_and_a_text_an_end() -> None:
    assert refusal(lambda: cells.key({"code": "LB 1"}, "code")) == ("cell.key", "code")
    assert refusal(lambda: cells.text({"name": "字" * 9}, "name", most=8)) == ("cell.long", "name")


def test_the_reasons_are_said_in_chinese_too() -> None:
    use(Language.CHINESE)
    with pytest.raises(Refusal) as caught:
        cells.whole({"price_fen": "48.00"}, "price_fen", most=1)
    assert "price_yuan" in caught.value.sentence and "整数的分" in caught.value.sentence
