"""The store's profile is written anew; what is refused changes nothing, and the demo stays a demo."""

from dataclasses import replace

import pytest

from app.desk import Desk, Store
from app.kernel.refusal import Clash, Conflict
from app.records.store.change import change_profile
from app.records.store.queries import profile
from app.records.store.setup import Profile
from tests import make
from tests.refusing import refused

ANEW = Profile(name="测试店二", name_en="Second", service_phone="025-00000009", backup_folder="/backups")


@pytest.fixture
def manager(store: Store) -> Desk:
    """The manager's desk."""
    return make.desk(store, make.MANAGER)


def test_every_field_of_the_profile_is_saved(manager: Desk) -> None:
    change_profile(manager, replace(ANEW, name=" 测试店二 "))
    saved = profile(manager)
    assert (saved.name, saved.name_en, saved.service_phone) == ("测试店二", "Second", "025-00000009")
    assert (saved.backup_folder, saved.uscc, saved.address) == ("", "", "")


def test_tax_and_time_zone_stay_as_they_are(manager: Desk) -> None:
    before = profile(manager)
    change_profile(manager, ANEW)
    after = profile(manager)
    assert (after.vat_bp, after.utc_offset_minutes) == (before.vat_bp, before.utc_offset_minutes)


def test_a_demo_store_does_not_become_a_real_one(manager: Desk) -> None:
    assert profile(manager).is_demo
    change_profile(manager, replace(ANEW, is_demo=False))
    assert profile(manager).is_demo


def test_a_store_without_a_name_is_refused(manager: Desk) -> None:
    with refused(manager, "store.name", field="settings.name"):
        change_profile(manager, replace(ANEW, name="  "))


def test_a_cashier_does_not_change_the_profile(store: Store) -> None:
    with refused(make.desk(store, make.CASHIER), "deed.not_allowed"):
        change_profile(make.desk(store, make.CASHIER), ANEW)


def _seen(manager: Desk) -> Profile:
    row = profile(manager)
    return Profile(**{name: getattr(row, name) for name in Profile.__dataclass_fields__})


def test_the_second_of_two_forms_overwrites_nothing_and_is_shown_both_versions(manager: Desk) -> None:
    seen = _seen(manager)
    change_profile(manager, replace(seen, address="中山路 1 号"), seen=seen)
    with refused(manager, "row.changed") as caught:
        change_profile(manager, replace(seen, address="中山路 2 号"), seen=seen)
    assert isinstance(caught.value, Conflict)
    assert caught.value.clashes == (Clash("address", "中山路 1 号", "中山路 2 号"),)


def test_fields_that_only_one_of_two_wrote_are_both_kept(manager: Desk) -> None:
    seen = _seen(manager)
    change_profile(manager, replace(seen, address="中山路 1 号"), seen=seen)
    change_profile(manager, replace(seen, rescue_phone="025-1"), seen=seen)
    assert (profile(manager).address, profile(manager).rescue_phone) == ("中山路 1 号", "025-1")
