"""By whose word a compensation is given: alone, with a manager's PIN on the spot, with the store head's hand (SEP2)."""

from dataclasses import replace
from functools import partial

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusing import refused

from app.care.complaints.complaint_content import complaint_content
from app.care.complaints.limits import Granting, granting
from app.care.complaints.propose import HeadSignature, Proposal, grant_to_sign, propose
from app.care.complaints.queries import ComplaintId, SolutionRow, complaint_view
from app.care.complaints.states import CompensationKind, ComplaintState
from app.care.complaints.tables import Complaint
from app.desk import Desk, Store
from app.records.staff.step_up import step_up
from app.records.staff.store_head import name_store_head
from app.records.store.rules import change_rules, rules
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role
from app.upkeep.demo import PIN
from app.upkeep.visit import handwriting
from tests.complaint_steps import CARE, FIFTY, FREE, complaint

MUCH = replace(FIFTY, compensation=CompensationKind.MONEY, amount_fen=200_001)


@pytest.fixture
def found(store: Store) -> ComplaintId:
    return complaint(store, ComplaintState.SOLUTION_PROPOSED)


@pytest.fixture
def care(store: Store) -> Desk:
    return make.desk(store, CARE)


def told(desk: Desk, complaint_id: ComplaintId) -> SolutionRow:
    solution = complaint_view(desk, complaint_id).solution
    assert solution is not None
    return solution


def signed(desk: Desk, complaint_id: ComplaintId, proposal: Proposal) -> HeadSignature:
    return HeadSignature(handwriting("沈"), grant_to_sign(desk, complaint_id, proposal=proposal).digest)


@pytest.mark.parametrize(
    ("fen", "is_manager", "whose"),
    [
        (0, False, Granting.ALONE), (1, False, Granting.MANAGER), (200_000, False, Granting.MANAGER),
        (200_001, False, Granting.STORE_HEAD), (0, True, Granting.ALONE), (200_000, True, Granting.ALONE),
        (200_001, True, Granting.STORE_HEAD),
    ],
)  # fmt: skip
def test_the_usual_limits(fen: int, is_manager: bool, whose: Granting) -> None:
    assert granting(fen, is_manager=is_manager, handler_limit_fen=0, manager_limit_fen=200_000) is whose


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_manager_never_needs_more_than_who_prepares_it(fen: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    rank = list(Granting)
    whose = [
        granting(fen, is_manager=is_manager, handler_limit_fen=low, manager_limit_fen=high)
        for is_manager in (True, False)
    ]
    assert rank.index(whose[0]) <= rank.index(whose[1])


def test_nothing_given_is_told_by_customer_care_alone(care: Desk, found: ComplaintId) -> None:
    propose(care, found, proposal=FREE)
    assert (told(care, found).approved_by, told(care, found).amount_fen) == ("", 0)


def test_fifty_yuan_take_a_manager_s_pin_on_the_spot(store: Store, care: Desk, found: ComplaintId) -> None:
    with refused(store, "deed.needs_approval"):
        propose(care, found, proposal=FIFTY)
    approval = step_up(care, Deed.COMPLAINT_COMPENSATE, make.MANAGER, pin=PIN)
    propose(care, found, proposal=FIFTY, approval=approval)
    assert (told(care, found).approved_by, told(care, found).proposed_by) == ("周明远", "冯雅静")


def test_who_asks_never_agrees(store: Store, care: Desk, found: ComplaintId) -> None:
    """SEP2: neither by a PIN of their own nor by an agreement that was made up."""
    both = make.with_posts(store, CARE, Role.CUSTOMER_CARE, Role.CASHIER)
    mine = Approval(Deed.COMPLAINT_COMPENSATE, both.person.id, both.person.staff_no)
    with refused(store, "deed.needs_approval"):
        propose(both, found, proposal=FIFTY, approval=mine)
    with refused(store, "step_up.self"):
        step_up(care, Deed.COMPLAINT_COMPENSATE, CARE, pin=PIN)
    with refused(store, "step_up.not_allowed"):
        step_up(care, Deed.COMPLAINT_COMPENSATE, make.ADVISOR, pin=PIN)


def test_an_agreement_to_something_else_does_not_do(store: Store, care: Desk, found: ComplaintId) -> None:
    with refused(store, "deed.needs_approval"):
        propose(care, found, proposal=FIFTY, approval=make.agreed(store, Deed.SETTLEMENT_REFUND))


def test_a_manager_gives_up_to_their_limit_alone(store: Store, found: ComplaintId) -> None:
    manager = make.desk(store, make.MANAGER)
    propose(manager, found, proposal=replace(MUCH, amount_fen=200_000))
    assert told(manager, found).approved_by == told(manager, found).head_name == ""


def test_above_it_who_prepares_calls_the_manager(store: Store, care: Desk, found: ComplaintId) -> None:
    agreed = make.agreed(store, Deed.COMPLAINT_COMPENSATE)
    with refused(store, "complaint.above_manager", field="complaint.amount") as caught:
        propose(care, found, proposal=MUCH, approval=agreed)
    assert "2,000.00" in caught.value.sentence


def test_above_it_the_store_head_signs_what_they_read(store: Store, found: ComplaintId) -> None:
    manager = make.desk(store, make.MANAGER)
    with refused(store, "signature.too_short", field="sign.pad"):
        propose(manager, found, proposal=MUCH)
    with refused(store, "signature.too_short", field="sign.pad"):
        propose(manager, found, proposal=MUCH, head=replace(signed(manager, found, MUCH), strokes=()))
    with refused(store, "complaint.changed"):
        propose(manager, found, proposal=replace(MUCH, amount_fen=300_000), head=signed(manager, found, MUCH))
    propose(manager, found, proposal=MUCH, head=signed(manager, found, MUCH))
    assert (told(manager, found).head_name, told(manager, found).amount_fen) == ("沈国栋", 200_001)


def test_nobody_signs_as_the_store_head_who_was_not_named_so(store: Store, found: ComplaintId) -> None:
    manager = make.desk(store, make.MANAGER)
    read = signed(manager, found, MUCH)
    name_store_head(manager, name="")
    for asked in (partial(propose, head=read), grant_to_sign):
        with refused(store, "complaint.no_head", field="complaint.amount"):
            asked(manager, found, proposal=MUCH)
    name_store_head(manager, name="许安然")
    with refused(store, "complaint.changed"):
        propose(manager, found, proposal=MUCH, head=read)
    propose(manager, found, proposal=MUCH, head=signed(manager, found, MUCH))
    assert told(manager, found).head_name == "许安然"


@pytest.mark.parametrize("name", ["周明远", "周　明远", " 周 明 远 ", "周\u200b明远"])
def test_who_asks_is_not_the_store_head_however_the_name_is_written(
    store: Store, found: ComplaintId, name: str
) -> None:
    manager = make.desk(store, make.MANAGER)
    name_store_head(manager, name=name)
    with refused(store, "complaint.head", field="complaint.amount"):
        propose(manager, found, proposal=MUCH)
    with refused(store, "complaint.head", field="complaint.amount"):
        grant_to_sign(manager, found, proposal=MUCH)


def test_the_record_says_who_named_the_store_head_and_when(store: Store, found: ComplaintId) -> None:
    manager = make.desk(store, make.MANAGER)
    propose(manager, found, proposal=MUCH, head=signed(manager, found, MUCH))
    name_store_head(manager, name="许安然")
    with manager.look() as session:
        content = complaint_content(session, session.get_one(Complaint, found), now=store.clock.now())
    head = content.solutions[0].head
    assert head is not None and (head.name, head.named_by) == ("沈国栋", "周明远") and head.named_at is not None


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (replace(FREE, solution=""), "complaint.solution"),
        (replace(FREE, explanation=" "), "complaint.explanation"),
        (replace(FREE, amount_fen=1), "complaint.amount"),
        (replace(FIFTY, amount_fen=0), "complaint.amount"),
        (replace(FIFTY, amount_fen=-1), "complaint.amount"),
    ],
)
def test_solution_and_explanation_are_asked_for_and_what_is_given_has_a_value(
    store: Store, care: Desk, found: ComplaintId, proposal: Proposal, code: str
) -> None:
    with refused(store, code, field=code):
        propose(care, found, proposal=proposal)


def test_the_limits_are_the_store_s_own(store: Store, care: Desk, found: ComplaintId) -> None:
    manager = make.desk(store, make.MANAGER)
    typed = [str(row.shown) for row in rules(manager)]
    at = [row.rule.key for row in rules(manager)].index("complaint.handler_limit_fen")
    typed[at] = "50"
    change_rules(manager, typed=tuple(typed))
    propose(care, found, proposal=FIFTY)
    assert told(care, found).amount_fen == 5_000
