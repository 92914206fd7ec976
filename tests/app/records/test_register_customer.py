"""A customer is written down."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.records.customers.queries import customer
from app.records.customers.register import CustomerForm, checked_name, register_customer, same_person
from app.trust.deeds import Deed


def register(store: Store, form: CustomerForm) -> int:
    with make.desk(store).deed(Deed.CUSTOMER_SAVE) as deed:
        return register_customer(deed, form).id


@pytest.mark.parametrize(
    "name", ["何䶮", "李㛃", "刘𬭎", "周𫖮", "林𣲗", "马依拉·吐尔逊", "Müller Hans", "胡㭎", "孙䒟"]
)
def test_a_name_is_kept_as_it_is_written(store: Store, name: str) -> None:
    row = customer(make.desk(store), register(store, CustomerForm(name=name, mobile="14000000001")))
    assert (row.name, row.contact_name) == (name, name)


def test_number_and_phone_are_brought_into_form(store: Store) -> None:
    row = customer(make.desk(store), register(store, CustomerForm(name=" 王  建军 ", mobile="+86 140-0000-0001")))
    assert (row.customer_no, row.name, row.mobile) == ("C2026000001", "王 建军", "14000000001")


@pytest.mark.parametrize(
    ("form", "code", "field"),
    [
        (CustomerForm(name=" ", mobile="14000000001"), "customer.name", "checkin.customer_name"),
        (CustomerForm(name="王" * 61, mobile="14000000001"), "customer.name", "checkin.customer_name"),
        (CustomerForm(name="王建军", mobile="12"), "phone.unreadable", "checkin.phone"),
    ],
)
def test_a_customer_has_a_name_and_a_phone(store: Store, form: CustomerForm, code: str, field: str) -> None:
    with refused(store, code, field=field):
        register(store, form)


def test_a_line_break_in_a_name_becomes_a_blank() -> None:
    assert checked_name("Müller\nHans") == "Müller Hans"


def test_the_same_person_is_known_by_name_and_phone(store: Store) -> None:
    register(store, CustomerForm(name="王建军", mobile="14000000001"))
    with make.desk(store).deed(Deed.CUSTOMER_SAVE) as deed:
        assert same_person(deed, "王建军", "14000000001") is not None
        assert same_person(deed, "王建军", "14000000002") is None
        assert same_person(deed, "李㛃", "14000000001") is None
