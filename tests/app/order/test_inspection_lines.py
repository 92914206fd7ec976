"""The sheet as it is worked through: lines with their wheels, groups, counts, limits in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.order.inspection.lines import (
    Group,
    Line,
    counts,
    first_open,
    groups_of,
    judged,
    limit_words,
    number_of,
    places_of,
    rest_of,
    span_of,
    value_words,
)
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import ItemRow, SheetId, SheetRow

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TREAD = ItemRow(
    item_id=1, code="MP-32", place="FL", name_zh="胎纹深度", name_en="Tyre tread depth", stage="wheels",
    value_type="num", unit="mm", plausible_min_milli=0, plausible_max_milli=20_000, warn="<3.0", limit="<1.6",
    photo="fail", is_mandatory=True, may_skip_with_reason=False, verdict=None, value_milli=None, remark="",
    answered_at=None, answered_by=None,
)  # fmt: skip
HOSE = replace(TREAD, item_id=9, code="MP-40", place="", stage="underbody", value_type="state4", warn="", limit="")


def wheels(*values: int | None) -> Line:
    """The four wheels with these treads."""
    places = zip(("FL", "FR", "RL", "RR"), values, strict=True)
    return Line("MP-32", tuple(wheel(at, place, value) for at, (place, value) in enumerate(places, start=1)))


def wheel(item_id: int, place: str, value: int | None) -> ItemRow:
    verdict = None if value is None else judged(TREAD, value)
    return replace(TREAD, item_id=item_id, place=place, value_milli=value, verdict=verdict)


def sheet(*items: ItemRow) -> SheetRow:
    return SheetRow(SheetId(1), "MP", 3, NOW, 5, None, None, items)


def test_the_worst_wheel_speaks_for_the_line() -> None:
    line = wheels(4_800, 2_400, 1_500, 5_000)
    assert line.verdict is Verdict.REPLACE and line.is_finding and line.is_answered
    assert value_words(line) == "1.5"


def test_a_line_is_answered_only_with_all_its_wheels() -> None:
    line = wheels(4_800, 2_400, None, None)
    assert (line.answered, line.is_answered, line.verdict) == (2, False, Verdict.ATTENTION)


def test_a_worn_tyre_is_a_matter_of_safety_and_a_worn_wiper_is_not() -> None:
    assert wheels(1_500, 5_000, 5_000, 5_000).is_safety
    assert not wheels(2_400, 5_000, 5_000, 5_000).is_safety
    wiper = replace(HOSE, code="MP-23", verdict=Verdict.REPLACE)
    assert not Line("MP-23", (wiper,)).is_safety


def test_a_photo_is_wanted_of_what_is_not_in_order() -> None:
    assert wheels(2_400, 5_000, 5_000, 5_000).is_photo_wanted
    assert not wheels(5_000, 5_000, 5_000, 5_000).is_photo_wanted
    assert Line("EV-06", (replace(HOSE, photo="req"),)).is_photo_wanted


def test_the_places_come_in_the_order_one_walks() -> None:
    safety = replace(HOSE, code="EV-01", stage="safety")
    foreign = replace(HOSE, code="ZZ-01", stage="attic")
    groups = groups_of(sheet(foreign, HOSE, *wheels(1, 2, 3, 4).items, safety))
    assert [group.stage for group in groups] == ["safety", "wheels", "underbody", "attic"]
    assert [len(group.lines) for group in groups] == [1, 1, 1, 1]


def test_lines_are_counted_and_not_wheels() -> None:
    found = counts(groups_of(sheet(*wheels(1_500, 5_000, 5_000, 5_000).items, HOSE)))
    assert (found.total, found.answered, found.replace, found.ok, found.open_mandatory) == (2, 1, 1, 0, 1)


def test_a_place_is_done_when_nothing_mandatory_is_open() -> None:
    ticked = Line("MP-40", (replace(HOSE, verdict=Verdict.OK),))
    optional = Line("MP-50", (replace(HOSE, code="MP-50", is_mandatory=False),))
    assert Group("underbody", (ticked, optional)).is_done
    assert not Group("underbody", (Line("MP-40", (HOSE,)), ticked)).is_done
    assert not Group("underbody", (optional,)).is_done


def test_the_rest_is_what_a_look_alone_answers() -> None:
    read_out = replace(HOSE, item_id=11, code="MP-51", value_type="text")
    answered = replace(HOSE, item_id=12, code="MP-42", verdict=Verdict.ATTENTION)
    measured = wheels(None, None, None, None)
    looked_at = (Line(item.code, (item,)) for item in (HOSE, read_out, answered))
    group = Group("x", (measured, *looked_at))
    assert rest_of(group) == (HOSE.item_id,)


def test_the_first_open_line_is_one_that_must_be_checked() -> None:
    optional = Line("MP-36", (replace(HOSE, is_mandatory=False),))
    groups = (Group("x", (optional, Line("MP-40", (HOSE,)))),)
    line = first_open(groups)
    assert line is not None and line.code == "MP-40"
    assert first_open((Group("x", (optional,)),)) is None


@pytest.mark.parametrize(
    ("warn", "limit", "words"),
    [
        ("<3.0", "<1.6", "below 3.0 mm attention, below 1.6 mm replace"),
        (">=2", ">=3", "from 2.0 mm attention, from 3.0 mm replace"),
        (">270", "", "above 270 mm attention"),
        ("", "", ""),
    ],
)
def test_limits_are_said_in_words(warn: str, limit: str, words: str) -> None:
    assert limit_words(replace(TREAD, warn=warn, limit=limit)) == words


def test_the_scale_shows_its_limits_in_the_first_half() -> None:
    low, high = span_of(TREAD)
    assert (low, high) == (0, 7_500)
    frozen = replace(TREAD, plausible_min_milli=-80_000, plausible_max_milli=0, warn=">-30", limit=">-20")
    assert span_of(frozen) == (-80_000, 0)


def test_lines_are_numbered_as_the_lists_number_them() -> None:
    assert (number_of("MP-05"), number_of("EV-12"), number_of("odd")) == ("5", "E12", "odd")


def test_places_are_said_once_for_the_line() -> None:
    assert places_of(wheels(None, None, None, None)) == "four wheels"
    assert places_of(Line("MP-40", (HOSE,))) == ""
