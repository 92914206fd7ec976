"""Whose a complaint is, said afterwards: their own copy, their erasure and their order find it then (R121)."""

from dataclasses import replace

import make
import pytest
from refusing import refused
from sqlalchemy import select

from app.care.complaints.belong import link_complaint
from app.care.complaints.end import merge
from app.care.complaints.queries import ComplaintId, ComplaintView, complaint_view
from app.care.complaints.register import Entry
from app.care.complaints.states import ComplaintState
from app.desk import Desk, Store
from app.order.queries import head
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage
from app.privacy.erase import ask_erasure, erase
from app.privacy.people import people
from app.privacy.person_copy import papers_in, person_copy_in
from app.records.customers.tables import Customer
from app.records.staff.step_up import step_up
from app.trust.deeds import Deed
from app.upkeep.demo import PASSWORD
from tests.complaint_steps import CARE, complaint

State = ComplaintState
STRANGER = Entry("空调不凉，王太太打来说的", name="王太太", phone="14000000077")


@pytest.fixture
def number(store: Store) -> str:
    """An order of the only customer, 王建军."""
    return head(make.desk(store), make.order(store, stage=Stage.DELIVERED)).number


@pytest.fixture
def desk(store: Store, number: str) -> Desk:
    return make.desk(store, CARE)


def customer(desk: Desk) -> Customer:
    with desk.look() as session:
        return session.scalars(select(Customer)).one()


def view(desk: Desk, which: ComplaintId) -> ComplaintView:
    return complaint_view(desk, which)


def is_open_case(desk: Desk, number: str) -> bool:
    with desk.look() as session:
        order_id = session.scalars(select(ServiceOrder.id).where(ServiceOrder.number == number)).one()
    return Flag.OPEN_CASE in head(desk, order_id).flags


def test_one_that_has_ended_is_erased_with_the_customer_it_is_linked_to(desk: Desk) -> None:
    which = complaint(desk.store, State.CLOSED_SATISFIED, entry=STRANGER)
    theirs = customer(desk)
    assert link_complaint(desk, which, typed=theirs.customer_no.lower()) == "王建军"
    assert view(desk, which).customer == f"{theirs.customer_no} 王建军"
    with desk.look() as session:
        copied = person_copy_in(session, session.get_one(Customer, theirs.id)).complaints
        papers = {paper.number for paper in papers_in(session, theirs.id)}
    assert [one.claim for one in copied] == [STRANGER.claim] and view(desk, which).row.number in papers
    ask_erasure(desk, theirs.id)
    erase(desk, theirs.id, approval=step_up(desk, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD))
    assert (view(desk, which).whole_claim, view(desk, which).row.name) == ("", "")


def test_an_order_that_is_named_brings_customer_and_car_and_is_an_open_case(desk: Desk, number: str) -> None:
    which = complaint(desk.store, entry=STRANGER)
    link_complaint(desk, which, typed=f" {number.lower()} ")
    seen = view(desk, which)
    assert seen.row.order_number == number and seen.row.plate and seen.customer.endswith("王建军")
    assert seen.row.name == "王太太", "who said it stays who said it"
    assert is_open_case(desk, number)


def test_one_that_was_of_another_order_leaves_that_one(desk: Desk, number: str) -> None:
    other = head(desk, make.order(desk.store, stage=Stage.DELIVERED, form=make.another_car())).number
    which = complaint(desk.store, entry=Entry("没讲解", concerns=other))
    link_complaint(desk, which, typed=number)
    assert (is_open_case(desk, other), is_open_case(desk, number)) == (False, True)
    ended = complaint(desk.store, State.CLOSED_SATISFIED, entry=STRANGER)
    link_complaint(desk, ended, typed=other)
    assert not is_open_case(desk, other), "of one that has ended no order waits"


@pytest.mark.parametrize("typed", ["140 0000 0001", "苏A·8K2M6", "LYJBA5G15KA000137"])
def test_a_telephone_a_plate_and_a_vin_find_them_too(desk: Desk, typed: str) -> None:
    which = complaint(desk.store, entry=STRANGER)
    assert link_complaint(desk, which, typed=typed) == "王建军"


def test_what_names_nobody_is_refused(desk: Desk) -> None:
    which = complaint(desk.store, entry=STRANGER)
    for typed in (" ", "苏A00000", "WX2026999999", "14000000099"):
        with refused(desk, "complaint.whose", field="complaint.belongs"):
            link_complaint(desk, which, typed=typed)


def test_two_of_one_telephone_are_told_apart_by_their_numbers(desk: Desk) -> None:
    wife = replace(make.another_car(), phone="14000000001")
    make.order(desk.store, stage=Stage.DELIVERED, form=wife)
    which = complaint(desk.store, entry=STRANGER)
    with refused(desk, "complaint.whose", field="complaint.belongs"):
        link_complaint(desk, which, typed="14000000001")
    with desk.look() as session:
        number = session.scalars(select(Customer.customer_no).where(Customer.name == "李㛃")).one()
    assert link_complaint(desk, which, typed=number) == "李㛃"


def test_nothing_is_linked_to_who_was_erased_nor_of_one_that_was_merged(desk: Desk) -> None:
    main, double = complaint(desk.store, entry=STRANGER), complaint(desk.store, entry=STRANGER)
    merge(desk, double, into_number=view(desk, main).row.number, reason="同一件事")
    with refused(desk, "complaint.state"):
        link_complaint(desk, double, typed=customer(desk).customer_no)
    gone = customer(desk)
    ask_erasure(desk, gone.id)
    erase(desk, gone.id, approval=step_up(desk, Deed.ERASURE_DO, make.MANAGER, pin=PASSWORD))
    with refused(desk, "consent.erased"):
        link_complaint(desk, main, typed=gone.customer_no)


def test_their_copy_has_what_bears_their_name_and_telephone_but_not_a_namesake_s(store: Store) -> None:
    """One registered before the customer was: linked to nobody, but surely theirs."""
    care = make.desk(store, CARE)
    theirs = Entry("等了两小时没人理", name="王建军", phone="14000000001")
    complaint(store, State.CLOSED_SATISFIED, entry=theirs)
    namesake = complaint(store, entry=Entry("茶水是凉的", name="王建军"))
    make.order(store, stage=Stage.DELIVERED)
    with care.look() as session:
        one = session.scalars(select(Customer)).one()
        copied = person_copy_in(session, one).complaints
        papers = [paper.number for paper in papers_in(session, one.id)]
    assert [row.claim for row in copied] == ["等了两小时没人理"] and "TS2026000001" in papers
    (row,) = people(care, "王建军").rows
    assert row.unlinked == ("TS2026000001", "TS2026000002"), "whose they are is to be said"
    link_complaint(care, namesake, typed=one.customer_no)
    assert people(care, "王建军").rows[0].unlinked == ("TS2026000001",)
