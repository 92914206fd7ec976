"""A person is taken into service."""

from datetime import date

import make
import pytest
from refusing import refused

from app.desk import Store
from app.records.staff.enrol import Certified, enrol
from app.records.staff.queries import has_high_voltage, members, names_in
from app.records.staff.sign_in import sign_in
from app.trust.deeds import Deed
from app.trust.roles import Role

ROLES = (Role.TECHNICIAN, Role.FOREMAN)


def take(store: Store, *, name: str = "唐师傅", pin: str = "246813", **given: object) -> int:
    with make.desk(store, make.MANAGER).deed(Deed.STAFF_SAVE) as deed:
        return enrol(deed, "S11", name=name, roles=ROLES, pin=pin, **given)  # type: ignore[arg-type]


def test_a_new_colleague_signs_in_with_all_their_posts(store: Store) -> None:
    take(store)
    assert sign_in(make.desk(store), "S11", pin="246813").roles == set(ROLES)
    assert members(make.desk(store), Role.FOREMAN)[-1].name == "唐师傅"


@pytest.mark.parametrize(
    ("given", "code"),
    [({"name": " "}, "staff.name"), ({"pin": "123"}, "pin.length"), ({"pin": "123456"}, "pin.weak")],
)
def test_a_colleague_has_a_name_and_a_pin_that_is_not_guessed(store: Store, given: dict[str, str], code: str) -> None:
    with refused(store, code):
        take(store, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("ends", "counts"), [(None, True), (date(2026, 11, 23), True), (date(2026, 11, 22), False)])
def test_a_high_voltage_qualification_counts_to_its_last_day(store: Store, ends: date | None, counts: bool) -> None:
    member_id = take(store, qualifications=(Certified("高压作业资格", is_high_voltage=True, expires_on=ends),))
    with make.desk(store).look() as session:
        assert has_high_voltage(session, member_id, on=date(2026, 11, 23)) is counts


def test_another_qualification_does_not_open_the_high_voltage_system(store: Store) -> None:
    member_id = take(store, qualifications=(Certified("质量检验员证"),))
    with make.desk(store).look() as session:
        assert not has_high_voltage(session, member_id, on=date(2026, 11, 23))
        assert names_in(session)[member_id] == "唐师傅"


def test_only_a_manager_or_the_administrator_takes_people_on(store: Store) -> None:
    with refused(store, "deed.not_allowed"), make.desk(store).deed(Deed.STAFF_SAVE) as deed:
        enrol(deed, "S11", name="唐师傅", roles=ROLES, pin="246813")
