"""Who heads the store: named with the password, nobody's words overwritten, each naming kept."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.records.staff.store_head import name_store_head, store_heads
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter, found


def test_each_naming_stays_with_who_named_them(store: Store) -> None:
    manager = make.desk(store, make.MANAGER)
    name_store_head(manager, name=" 许　安然 ", seen="沈国栋")
    name_store_head(manager, name="许 安然")
    name_store_head(manager, name="")
    assert [(row.name, row.named_by) for row in store_heads(manager)] == [
        ("", "周明远"), ("许 安然", "周明远"), ("沈国栋", "周明远"),
    ]  # fmt: skip
    with manager.look() as session:
        said = [dict(entry.details) for entry in found(session, AuditFilter(deed=Deed.STORE_HEAD))]
    assert [(one.get("before"), one.get("name")) for one in said[:3]] == [
        ("许 安然", None), (None, None), ("沈国栋", "许 安然"),
    ]  # fmt: skip


def test_only_who_manages_names_them_and_with_the_password(store: Store) -> None:
    with refused(store, "deed.not_allowed"):
        name_store_head(make.desk(store, make.ADVISOR), name="许安然")
    manager = make.desk(store, make.MANAGER)
    just_signed_in = manager.by(manager.person)
    with refused(store, "deed.needs_password"):
        name_store_head(just_signed_in, name="许安然")


@pytest.mark.parametrize("name", ["…", "8", "许" * 61])
def test_what_is_no_name_heads_no_store(store: Store, name: str) -> None:
    with refused(store, "store_head.name", field="settings.head"):
        name_store_head(make.desk(store, make.MANAGER), name=name)


def test_who_names_one_second_overwrites_nobody(store: Store) -> None:
    manager = make.desk(store, make.MANAGER)
    name_store_head(manager, name="许安然", seen="沈国栋")
    with refused(store, "row.changed"):
        name_store_head(manager, name="孙立人", seen="沈国栋")
