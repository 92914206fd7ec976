"""Reading what is typed when a car leaves."""

from datetime import date

import pytest

from app.kernel.refusal import Refusal
from app.order.handover.explanation import Grade
from app.order.handover.read_leaving import TypedLeaving, read_day, read_leaving, readable

FIELD = "handover.next_service"


@pytest.mark.parametrize(
    "typed",
    ["2027-05-23", "2027/5/23", "2027.5.23", "20270523", "2027年5月23日", "２０２７－０５－２３", " 2027-5-23 "],
)
def test_a_day_is_read_however_people_write_it(typed: str) -> None:
    assert read_day(typed, field=FIELD) == date(2027, 5, 23)


@pytest.mark.parametrize("typed", ["2027-13-01", "2027-02-30", "tomorrow", "5-23", "20270532", "<b>"])
def test_what_is_no_day_is_said_under_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_day(typed, field=FIELD)
    assert (refused.value.code, refused.value.field) == ("leaving.day", FIELD)
    assert typed in refused.value.sentence


@pytest.mark.parametrize("typed", ["22,105", "22105", "２２１０５ km", "22105KM"])
def test_kilometres_are_read_with_commas_units_and_full_width_digits(typed: str) -> None:
    assert read_leaving(TypedLeaving(odometer=typed), usual_cautions="").out_odometer_km == 22_105


@pytest.mark.parametrize("typed", ["22105.5", "-1", "many", "2000000", "1,5"])
def test_what_is_no_reading_is_said_under_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_leaving(TypedLeaving(odometer=typed), usual_cautions="")
    assert (refused.value.code, refused.value.field) == ("leaving.kilometres", "handover.odometer")


def test_the_usual_cautions_are_not_kept_so_that_each_paper_tells_them_in_its_language() -> None:
    assert read_leaving(TypedLeaving(cautions="Mind the oil.\n"), usual_cautions="Mind the oil.").cautions == ""
    assert (
        read_leaving(TypedLeaving(cautions="Mind the dog."), usual_cautions="Mind the oil.").cautions == "Mind the dog."
    )


def test_while_someone_types_what_cannot_be_read_counts_as_empty() -> None:
    typed = TypedLeaving(odometer="x", next_service_on="y", next_service_km="32,000", grade=Grade.SATISFIED)
    leaving = readable(typed, usual_cautions="")
    assert (leaving.out_odometer_km, leaving.next_service_on) == (None, None)
    assert (leaving.next_service_km, leaving.grade) == (32_000, Grade.SATISFIED)
