"""First run: the store's profile, once."""

from pathlib import Path

import make
import pytest
from refusing import refused

from app.desk import Store
from app.overview.standing import standing
from app.records.store.queries import bays, profile
from app.records.store.setup import Profile, set_up
from app.trust.deeds import Deed
from app.upkeep.found import found, is_founded, load_catalogue
from app.upkeep.opening import FILE_NAME, desk_for, open_store


@pytest.fixture
def nothing(tmp_path: Path) -> Store:
    """A store that was opened and not yet founded."""
    return open_store(tmp_path / "new" / FILE_NAME)


def test_a_new_store_has_its_profile_bays_and_first_manager(nothing: Store) -> None:
    desk = desk_for(nothing)
    assert not standing(desk).is_founded
    found(desk, Profile(name="骏驰汽车", uscc="91999999MA0000001N"), manager="周明远", pin="135790")
    load_catalogue(desk)
    assert is_founded(desk)
    row = profile(desk)
    assert (row.name, row.vat_bp, row.utc_offset_minutes, row.is_demo) == ("骏驰汽车", 1_300, 480, False)
    assert [bay.kind for bay in bays(desk)] == ["general"] * 4 + ["alignment", "high_voltage", "body", "body"]
    now = standing(desk)
    assert (now.is_founded, now.name, [person.name for person in now.people]) == (True, "骏驰汽车", ["周明远"])


@pytest.mark.parametrize(
    ("name", "manager", "pin", "code", "field"),
    [
        (" ", "周明远", "135790", "store.name", "first_run.name"),
        ("骏驰汽车", " ", "135790", "staff.name", "first_run.manager"),
        ("骏驰汽车", "周明远", "1357", "pin.length", "first_run.pin"),
        ("骏驰汽车", "周明远", "111111", "pin.weak", "first_run.pin"),
    ],
)
def test_a_store_is_founded_wholly_or_not_at_all(
    nothing: Store, name: str, manager: str, pin: str, code: str, field: str
) -> None:
    with refused(nothing, code, field=field):
        found(desk_for(nothing), Profile(name=name), manager=manager, pin=pin)
    assert not is_founded(desk_for(nothing))


def test_a_store_is_founded_once(store: Store) -> None:
    with refused(store, "store.exists"):
        found(make.desk(store), Profile(name="另一家店"), manager="周明远", pin="135790")
    with refused(store, "store.exists"), make.desk(store, make.MANAGER).deed(Deed.STORE_SETUP) as deed:
        set_up(deed, Profile(name="另一家店"))
