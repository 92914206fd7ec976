"""A second person agrees on the spot: who may, whose PIN it is, and never the one who asks (SEP2)."""

import json

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.refusal import Refusal
from app.records.staff.change import change_member, retire
from app.records.staff.step_up import approvers, step_up
from app.records.staff.tables import StaffMember
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import Role, approvers_for, may_approve, needs_approval
from app.trust.tables import AuditEntry
from app.upkeep.demo import PIN

DISCOUNT = Deed.QUOTE_DISCOUNT
WRONG = "100001"


def newest(store: Store) -> AuditEntry:
    with Session(store.engine) as session:
        return session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()


def done(desk: Desk, approval: Approval | None) -> None:
    with desk.deed(DISCOUNT, approval=approval):
        pass


def test_what_needs_a_second_person_says_whose_agreement() -> None:
    assert needs_approval(DISCOUNT)
    assert not needs_approval(Deed.QUOTE_EDIT)
    assert approvers_for(DISCOUNT) == (Role.SERVICE_MANAGER,)
    assert approvers_for(Deed.QC_PASS) == ()  # the inspector signs it alone
    assert may_approve(DISCOUNT, frozenset({Role.SERVICE_MANAGER, Role.ADMIN}))
    assert not may_approve(DISCOUNT, frozenset({Role.SERVICE_ADVISOR}))


def test_who_may_agree_is_offered_and_never_who_asks(store: Store) -> None:
    assert [one.staff_no for one in approvers(make.desk(store), DISCOUNT)] == [make.MANAGER]
    assert approvers(make.desk(store, make.MANAGER), DISCOUNT) == ()
    assert approvers(make.desk(store), Deed.ORDER_NOTE) == ()


def test_the_agreement_names_who_agreed_and_stands_in_the_audit(store: Store) -> None:
    desk = make.desk(store)
    approval = step_up(desk, DISCOUNT, make.MANAGER, pin=PIN)
    entry = newest(store)
    assert (entry.deed, entry.person_id) == (Deed.STEP_UP.value, approval.person_id)
    assert json.loads(entry.details) == {"agrees_to": "quote.discount", "asked_by": desk.person.id}
    done(desk, approval)
    entry = newest(store)
    assert (entry.deed, entry.person_id) == (DISCOUNT.value, desk.person.id)
    assert json.loads(entry.details) == {"approved_by": approval.person_id}


def test_a_wrong_pin_counts_and_locks_like_any_other(store: Store) -> None:
    for _ in range(3):
        with pytest.raises(Refusal) as caught:
            step_up(make.desk(store), DISCOUNT, make.MANAGER, pin=WRONG)
        assert (caught.value.code, caught.value.field) == ("sign_in.wrong", "step_up.pin")
    assert newest(store).deed == Deed.STEP_UP_REFUSED.value
    with Session(store.engine) as session:
        manager = session.scalars(select(StaffMember).where(StaffMember.staff_no == make.MANAGER)).one()
    assert manager.failed_tries == 3
    with refused(store, "sign_in.locked", field="step_up.pin"):
        step_up(make.desk(store), DISCOUNT, make.MANAGER, pin=PIN)


def test_nobody_agrees_to_what_they_ask(store: Store) -> None:
    with refused(store, "step_up.self", field="step_up.pin"):
        step_up(make.desk(store, make.MANAGER), DISCOUNT, make.MANAGER, pin=PIN)


@pytest.mark.parametrize("staff_no", [make.OTHER_ADVISOR, make.CASHIER, make.INSPECTOR, "S99"])
def test_who_has_not_the_post_cannot_agree(store: Store, staff_no: str) -> None:
    with refused(store, "step_up.not_allowed"):
        step_up(make.desk(store), DISCOUNT, staff_no, pin=PIN)


def test_who_has_left_cannot_agree(store: Store) -> None:
    boss = make.desk(store, make.MANAGER)
    left = make.desk(store, make.OTHER_ADVISOR).person
    change_member(boss, left.id, name=left.name, mobile="", roles=(Role.SERVICE_MANAGER,))
    assert step_up(make.desk(store), DISCOUNT, make.OTHER_ADVISOR, pin=PIN).person_id == left.id
    retire(boss, left.id)
    with refused(store, "step_up.not_allowed"):
        step_up(make.desk(store), DISCOUNT, make.OTHER_ADVISOR, pin=PIN)


def test_without_an_agreement_or_with_another_s_nothing_is_done(store: Store) -> None:
    advisor = make.desk(store)
    manager = make.desk(store, make.MANAGER).person
    for given in (
        None,
        Approval(Deed.QUOTE_EDIT, manager.id, manager.staff_no),
        Approval(DISCOUNT, advisor.person.id, advisor.person.staff_no),
    ):
        with refused(store, "deed.needs_approval") as caught:
            done(advisor, given)
        assert "Service manager" in caught.value.sentence


def test_an_agreement_gives_no_right_to_who_asks(store: Store) -> None:
    manager = make.desk(store, make.MANAGER).person
    with refused(store, "deed.not_allowed"):
        done(make.desk(store, make.TECHNICIAN), Approval(DISCOUNT, manager.id, manager.staff_no))


@pytest.mark.parametrize("deed", [deed for deed in Deed if needs_approval(deed)])
def test_no_deed_that_needs_a_second_person_is_agreed_to_by_the_one_who_asks(store: Store, deed: Deed) -> None:
    """A manager who asks: not by their own PIN, and not by an approval that names themselves."""
    desk = make.with_posts(store, make.MANAGER, *Role)
    with pytest.raises(Refusal) as caught:
        step_up(desk, deed, make.MANAGER, pin=PIN)
    assert caught.value.code == "step_up.self"
    mine = Approval(deed, desk.person.id, desk.person.staff_no, by_password=True)
    with refused(store, "deed.needs_approval"), desk.deed(deed, approval=mine):
        pass
    assert make.MANAGER not in [one.staff_no for one in approvers(desk, deed)]
