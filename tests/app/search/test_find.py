"""The search box in a store full of cars and people (R174)."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.checkin.check_in import check_in
from app.order.workflow import Stage
from app.overview.search_box import search
from app.records.customers.register import CustomerForm, find_customer_again, register_customer
from app.records.customers.tables import Customer
from app.search.index import SearchKind
from app.trust.deeds import Deed
from app.upkeep.opening import FILE_NAME, open_store

PEOPLE = (
    ("苏A8K2M6", "王建军"),
    ("苏AF20871", "刘𬭎"),
    ("新A4C8K5", "马依拉·吐尔逊"),
    ("苏E5G7H2", "周𫖮"),
    ("浙B6L2N0", "林𣲗"),
)


@pytest.fixture
def crowd(store: Store) -> Store:
    """Six cars and people, among them one whose surname is read in two ways."""
    for number, (plate, name) in enumerate(PEOPLE):
        form = make.checkin_form(
            plate=plate, vin=make.another_car(number).vin, customer_name=name, phone=f"1400000{number + 1:04d}"
        )
        make.order(store, form=form)
    with make.desk(store).deed(Deed.CUSTOMER_SAVE) as deed:
        register_customer(deed, CustomerForm(name="单雪", mobile="14000007777"))
    return store


def titles(store: Store, typed: str, kind: SearchKind | None = None) -> list[str]:
    hits = search(make.desk(store), typed)
    return [hit.title for hit in hits if kind in (None, hit.kind)]


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("8K2", "WX2026000001"),
        ("苏A·8K2M6", "WX2026000001"),
        ("20871", "WX2026000002"),
        ("900002", "WX2026000003"),  # the end of a VIN
        ("0004", "WX2026000004"),  # the last four of a phone
        ("14000000003", "WX2026000003"),
        ("王", "WX2026000001"),
        ("𬭎", "WX2026000002"),
        ("𣲗", "WX2026000005"),
        ("马依拉", "WX2026000003"),
        ("wjj", "WX2026000001"),
        ("WX2026000005", "WX2026000005"),
    ],
)
def test_an_order_is_found_by_anything_people_know_of_it(crowd: Store, typed: str, order: str) -> None:
    assert order in titles(crowd, typed, SearchKind.ORDER)


@pytest.mark.parametrize("typed", ["sx", "dx", "单", "7777", "单雪"])
def test_a_surname_with_two_readings_is_found_by_both(crowd: Store, typed: str) -> None:
    assert "单雪" in titles(crowd, typed, SearchKind.CUSTOMER)


@pytest.mark.parametrize("typed", ["", "  ", "苏Z", "赵", "qqq", "99999999"])
def test_what_is_not_there_is_not_found(crowd: Store, typed: str) -> None:
    assert titles(crowd, typed) == []


def test_what_was_touched_last_is_found_first(crowd: Store) -> None:
    assert titles(crowd, "WX2026", SearchKind.ORDER)[0] == "WX2026000005"
    order = make.order(crowd, stage=Stage.DELIVERED, form=make.another_car(9))
    assert order
    assert titles(crowd, "WX2026", SearchKind.ORDER)[0] == "WX2026000006"


def test_no_more_than_asked_for(crowd: Store) -> None:
    assert len(search(make.desk(crowd), "苏", limit=2)) == 2


def test_an_order_that_was_not_booked_is_not_found(crowd: Store) -> None:
    form = make.checkin_form(
        plate="苏A77777", vin=make.fresh_vin(crowd), customer_name="欧阳若曦", promised_at=crowd.clock.now()
    )
    with refused(crowd, "promise.past"):
        check_in(make.desk(crowd), form, signatures=make.signatures(crowd))
    assert titles(crowd, "欧阳") == []


def test_a_new_name_replaces_the_old_one(crowd: Store) -> None:
    with make.desk(crowd).deed(Deed.CUSTOMER_SAVE) as deed:
        customer = deed.get(Customer, 1)
        customer.name = customer.contact_name = "欧阳若曦"
        deed.session.flush()
        find_customer_again(deed, customer)
    assert titles(crowd, "oyrx", SearchKind.CUSTOMER) == ["欧阳若曦"]
    assert titles(crowd, "王建军", SearchKind.CUSTOMER) == []


def test_the_index_survives_reopening(crowd: Store) -> None:
    crowd.engine.dispose()
    again = open_store(crowd.folder / FILE_NAME, clock=crowd.clock)
    assert "WX2026000002" in titles(again, "刘𬭎", SearchKind.ORDER)
    again.engine.dispose()
