"""Measured values and their limits."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.refusal import Refusal
from app.records.checklists.limits import WORDS, Limit, Verdict, is_plausible, judge, needs_reason, read_value

TEMPLATES = list(csv.DictReader((files("resources") / "checklists" / "checklists.csv").read_text("utf-8").splitlines()))
MILLI = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("written", "value", "is_broken"),
    [
        ("<3.0", "2.999", True),
        ("<3.0", "3", False),
        ("<=3.0", "3", True),
        (">=3", "3", True),
        (">=3", "2.999", False),
        (">14.8", "14.8", False),
        (">14.8", "14.801", True),
        (">-30", "-35", False),
        (">-30", "-29.5", True),
        ("≥3", "3", True),
        ("＜３．０", "2", True),
        ("< 3", "2", True),
    ],
)
def test_a_limit_is_broken_by_what_meets_it(written: str, value: str, is_broken: bool) -> None:
    limit = Limit.parse(written)
    assert limit is not None and limit.is_broken_by(read_value(value)) is is_broken


@pytest.mark.parametrize("written", ["", "  "])
def test_an_empty_limit_is_none(written: str) -> None:
    assert Limit.parse(written) is None


@pytest.mark.parametrize("written", ["3", "=3", "<", "<>3", "<abc", "< 3 mm", "<1.2345"])
def test_a_limit_that_says_nothing_is_refused(written: str) -> None:
    with pytest.raises(Refusal) as refused:
        Limit.parse(written, field="settings.limit")
    assert (refused.value.code, refused.value.field) == ("limit.unreadable", "settings.limit")


@pytest.mark.parametrize("row", [row for row in TEMPLATES if row["value_type"] == "num"], ids=lambda row: row["item"])
def test_in_every_template_the_warning_comes_before_the_limit(row: dict[str, str]) -> None:
    warn, limit = Limit.parse(row["warn"]), Limit.parse(row["limit"])
    if warn is not None and limit is not None:
        assert warn.is_broken_by(limit.at_milli) and not limit.is_broken_by(warn.at_milli)
        assert (warn.sign[0], is_plausible(limit.at_milli, read_value(row["plausible_min"]), None)) == (
            limit.sign[0],
            True,
        )


@pytest.mark.parametrize(
    ("value", "warn", "limit", "verdict"),
    [
        ("6.0", "<5.0", "<3.0", Verdict.OK),
        ("5.0", "<5.0", "<3.0", Verdict.OK),
        ("4.9", "<5.0", "<3.0", Verdict.ATTENTION),
        ("3.0", "<5.0", "<3.0", Verdict.ATTENTION),
        ("2.8", "<5.0", "<3.0", Verdict.REPLACE),
        ("1.6", "<3.0", "<1.6", Verdict.ATTENTION),
        ("1.5", "<3.0", "<1.6", Verdict.REPLACE),
        ("2", ">=2", ">=3", Verdict.ATTENTION),
        ("3", ">=2", ">=3", Verdict.REPLACE),
        ("-25", ">-30", ">-20", Verdict.ATTENTION),
        ("7", "<20", "", Verdict.ATTENTION),
        ("7", "", "", Verdict.OK),
    ],
)
def test_the_value_gives_the_verdict(value: str, warn: str, limit: str, verdict: Verdict) -> None:
    assert judge(read_value(value), Limit.parse(warn), Limit.parse(limit)) is verdict


@given(MILLI, st.sampled_from(("<", "<=", ">", ">=")), MILLI)
def test_a_bound_and_its_opposite_never_agree(value_milli: int, sign: str, at_milli: int) -> None:
    opposite = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}[sign]
    assert Limit(sign, at_milli).is_broken_by(value_milli) != Limit(opposite, at_milli).is_broken_by(value_milli)


@given(st.sampled_from(("<", "<=", ">", ">=")), MILLI)
def test_a_written_limit_is_read_back(sign: str, at_milli: int) -> None:
    assert Limit.parse(str(Limit(sign, at_milli))) == Limit(sign, at_milli)


@pytest.mark.parametrize(
    ("computed", "chosen", "wants_reason"),
    [
        (Verdict.OK, Verdict.REPLACE, False),
        (Verdict.OK, Verdict.OK, False),
        (Verdict.REPLACE, Verdict.ATTENTION, True),
        (Verdict.ATTENTION, Verdict.OK, True),
        (Verdict.REPLACE, Verdict.NA, True),
    ],
)
def test_a_verdict_may_be_made_worse_freely_and_better_with_a_reason(
    computed: Verdict, chosen: Verdict, wants_reason: bool
) -> None:
    assert needs_reason(computed, chosen) is wants_reason


@pytest.mark.parametrize(
    ("value", "low_milli", "high_milli", "can_be"),
    [
        ("75", 0, 20_000, False),
        ("7.5", 0, 20_000, True),
        ("0", 0, 20_000, True),
        ("20", 0, 20_000, True),
        ("-1", 0, None, False),
        ("999999", None, None, True),
    ],
)
def test_a_value_that_cannot_have_been_measured_is_asked_again(
    value: str, low_milli: int | None, high_milli: int | None, can_be: bool
) -> None:
    assert is_plausible(read_value(value), low_milli, high_milli) is can_be


@pytest.mark.parametrize("typed", ["", "7,5", "7.5mm", "1.2345", "七"])
def test_what_is_no_number_is_no_measured_value(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_value(typed, field="inspection.table")
    assert (refused.value.code, refused.value.field) == ("value.unreadable", "inspection.table")


def test_every_verdict_has_its_word() -> None:
    assert set(WORDS) == set(Verdict)
