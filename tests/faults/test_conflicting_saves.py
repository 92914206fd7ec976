"""Eight desks save the same form again and again: no save that was said to hold is overwritten, every loser is told."""

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from app.desk import Store
from app.kernel.refusal import Conflict
from app.records.store.change import change_profile
from app.records.store.queries import profile
from app.records.store.setup import Profile
from tests import make

pytestmark = pytest.mark.faults
DESKS, LONG, SHORT = 8, 200, 15


def _write_on(store: Store, saves: int, *, with_seen: bool) -> tuple[list[str], int]:
    """Each desk reads a list, writes it with one more sign of its own, and reads anew when told that it was too late.

    Answers the signs whose saves were said to hold and how often a loser was told.
    """
    held, told, begin = list[str](), list[str](), Barrier(DESKS)

    def sit_at(number: int) -> None:
        desk = make.desk(store, make.MANAGER)
        begin.wait()
        for save in range(saves):
            sign = f"{number}.{save}"
            seen = Profile(**{name: getattr(profile(desk), name) for name in Profile.__dataclass_fields__})
            mine = replace(seen, filing_number=f"{seen.filing_number} {sign}")
            try:
                change_profile(desk, mine, seen=seen if with_seen else None)
                held.append(sign)
            except Conflict as conflict:
                assert [clash.name for clash in conflict.clashes] == ["filing_number"]
                told.append(sign)

    threads = [Thread(target=sit_at, args=(number,)) for number in range(DESKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return held, len(told)


@pytest.mark.parametrize("with_seen", [True, False], ids=["guarded", "control"])
def test_no_save_that_held_is_overwritten(
    store: Store, is_long: bool, counted: Callable[[str], None], with_seen: bool
) -> None:
    saves = LONG if is_long else SHORT
    held, told = _write_on(store, saves, with_seen=with_seen)
    stand = profile(make.desk(store, make.MANAGER)).filing_number.split()
    lost = set(held) - set(stand)
    what = "guarded" if with_seen else "control"
    counted(f"{DESKS} desks x {saves} saves, {what}: {len(held)} held, {told} told, {len(lost)} lost")
    assert len(held) + told == DESKS * saves
    if with_seen:
        assert not lost and told, "a save that held was overwritten, or nobody met anybody"
    else:
        assert lost, "without what was seen some are lost"
