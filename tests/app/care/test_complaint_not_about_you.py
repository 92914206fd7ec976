"""SEP3: nobody turns a complaint about themselves away, ends it, or grants what is given for it."""

from dataclasses import replace

import make
import pytest
from refusing import refused

from app.care.complaints.end import close_without_agreement, merge, verify, withdraw
from app.care.complaints.propose import HeadSignature, grant_to_sign, propose
from app.care.complaints.queries import ComplaintId, complaint_view
from app.care.complaints.register import change_complaint
from app.care.complaints.states import ComplaintChannel, ComplaintState
from app.desk import Desk, Store
from app.order.handover.explanation import Grade
from app.records.staff.step_up import step_up
from app.trust.deeds import Deed
from app.upkeep.demo import PIN
from app.upkeep.visit import handwriting
from tests.complaint_steps import CARE, ENTRY, FIFTY, FREE, complaint, mended

CODE, State = "complaint.about_you", ComplaintState


@pytest.fixture
def care(store: Store) -> Desk:
    return make.desk(store, CARE)


@pytest.fixture
def manager(store: Store) -> Desk:
    return make.desk(store, make.MANAGER)


def about(desk: Desk, state: ComplaintState = State.REGISTERED) -> ComplaintId:
    return complaint(desk.store, state, entry=replace(ENTRY, about_id=desk.person.id))


def turn(desk: Desk, found: ComplaintId, about_id: int | None) -> None:
    was = mended(complaint_view(desk, found))
    change_complaint(desk, found, mended=replace(was, about_id=about_id), seen=was)


def good(desk: Desk, found: ComplaintId) -> None:
    verify(desk, found, channel=ComplaintChannel.PHONE, grade=Grade.SATISFIED, words="")


def test_nobody_turns_it_away_from_themselves(store: Store, care: Desk, manager: Desk) -> None:
    found = about(care, State.VERIFYING)
    for other in (None, manager.person.id):
        with refused(store, CODE, field="complaint.about") as caught:
            turn(care, found, other)
    assert "somebody else of" in caught.value.sentence


def test_who_it_was_about_once_is_still_not_the_one_who_verifies(store: Store, care: Desk, manager: Desk) -> None:
    found = about(care, State.VERIFYING)
    turn(manager, found, None)
    assert complaint_view(care, found).about_ids == {care.person.id}
    with refused(store, CODE, field="complaint.grade"):
        good(care, found)
    with refused(store, CODE, field="complaint.about"):
        turn(care, found, manager.person.id)
    good(manager, found)
    assert complaint_view(care, found).row.state is State.CLOSED_SATISFIED


def test_one_may_say_that_it_is_about_oneself_and_not_take_it_back(store: Store, care: Desk) -> None:
    found = complaint(store)
    turn(care, found, care.person.id)
    with refused(store, CODE):
        turn(care, found, None)


def test_nobody_ends_one_about_themselves(store: Store, care: Desk, manager: Desk) -> None:
    found, other = about(care), complaint(store)
    with refused(store, CODE):
        withdraw(care, found, reason="误会")
    with refused(store, CODE):
        merge(care, found, into_number="TS2026000002", reason="同一件事")
    of_manager = about(manager)
    with refused(store, CODE):
        close_without_agreement(manager, of_manager, reason="要求过高", authority_decision="调解终结")
    withdraw(manager, found, reason="客户说是误会")
    assert complaint_view(care, other).row.state is State.REGISTERED


def test_the_one_that_goes_on_takes_along_whom_the_other_was_about(store: Store, care: Desk, manager: Desk) -> None:
    found, main = about(care), complaint(store, State.VERIFYING)
    merge(manager, found, into_number="TS2026000002", reason="同一件事")
    with refused(store, CODE):
        good(care, main)


def test_nobody_grants_what_is_given_for_one_about_themselves(store: Store, care: Desk, manager: Desk) -> None:
    found = about(manager, State.SOLUTION_PROPOSED)
    agreed = step_up(care, Deed.COMPLAINT_COMPENSATE, make.MANAGER, pin=PIN)
    with refused(store, CODE, field="complaint.amount"):
        propose(care, found, proposal=FIFTY, approval=agreed)
    with refused(store, CODE, field="complaint.amount"):
        propose(manager, found, proposal=FIFTY)
    much = replace(FIFTY, amount_fen=200_001)
    shown = grant_to_sign(manager, found, proposal=much).digest
    with refused(store, CODE, field="complaint.amount"):
        propose(manager, found, proposal=much, head=HeadSignature(handwriting("沈国栋"), shown))
    propose(manager, found, proposal=FREE)
    assert complaint_view(care, found).row.state is State.EXECUTING


def test_who_it_is_about_prepares_what_a_manager_agrees_to(store: Store, care: Desk) -> None:
    found = about(care, State.SOLUTION_PROPOSED)
    agreed = step_up(care, Deed.COMPLAINT_COMPENSATE, make.MANAGER, pin=PIN)
    propose(care, found, proposal=FIFTY, approval=agreed)
    solution = complaint_view(care, found).solution
    assert solution is not None and solution.approved_by == "周明远"
