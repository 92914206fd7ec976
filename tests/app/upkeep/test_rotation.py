"""Rotation keeps hours, days, weeks, months, years; it never takes the backup that reaches furthest."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.upkeep.backup.rotation import LIMITS, Kept, to_delete

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOST = sum(most for word, most, _slot in LIMITS if word != "years")


def made(hours: list[int]) -> list[Kept]:
    return [Kept(f"{number:05d}", BEGIN + timedelta(hours=at), number) for number, at in enumerate(hours)]


def left(backups: list[Kept]) -> list[Kept]:
    gone = set(to_delete(backups))
    return [one for one in backups if one.name not in gone]


def test_four_hundred_days_of_use_leave_each_its_slots() -> None:
    shelf: list[Kept] = []
    for hour in range(0, 400 * 24, 2):
        shelf = left([*shelf, Kept(f"{hour:05d}", BEGIN + timedelta(hours=hour), hour)])
    newest = shelf[-1]
    assert newest.seq == 399 * 24 + 22
    assert len({(one.at.year, one.at.month) for one in shelf}) >= 12
    assert len({one.at.date() for one in shelf if newest.at - one.at < timedelta(days=10)}) == 10
    assert len([one for one in shelf if newest.at - one.at < timedelta(hours=24)]) == 12
    assert len(shelf) <= MOST + 2


def test_nothing_to_keep_deletes_nothing() -> None:
    assert to_delete([]) == ()


@settings(max_examples=200)
@given(st.lists(st.integers(-20_000, 20_000), min_size=1, max_size=120))
def test_whatever_the_clock_did_the_furthest_backup_stays_and_the_limits_hold(hours: list[int]) -> None:
    backups = made(hours)
    kept = left(backups)
    assert max(backups, key=lambda one: one.seq) in kept
    assert max(one.at for one in backups) in {one.at for one in kept}
    years = len({one.at.year for one in backups})
    assert len(kept) <= MOST + years + 1
    for _word, most, slot_of in LIMITS:
        newest_slots = sorted({slot_of(one.at) for one in backups}, reverse=True)[:most]
        assert {slot_of(one.at) for one in kept} >= set(newest_slots)


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60))
def test_thinning_out_twice_takes_nothing_more(hours: list[int]) -> None:
    assert to_delete(left(made(hours))) == ()
