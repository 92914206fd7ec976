"""Who may do what, against the domain's table (workflow 2.6)."""

import pytest

from app.trust.deeds import Deed
from app.trust.roles import WORDS, Role, allowed, approvers_for, has_password, needs_password, roles_for, words

SA, TECH, FOREMAN, QI = Role.SERVICE_ADVISOR, Role.TECHNICIAN, Role.FOREMAN, Role.QUALITY_INSPECTOR
PARTS, CASHIER, CARE, MANAGER = Role.PARTS_CLERK, Role.CASHIER, Role.CUSTOMER_CARE, Role.SERVICE_MANAGER
TABLE: dict[Deed, set[Role]] = {
    Deed.ORDER_CHECK_IN: {SA, MANAGER},
    Deed.QUOTE_OFFER: {SA, MANAGER},
    Deed.AGREEMENT_SIGN: {SA, MANAGER},
    Deed.HANDOVER_RELEASE: {SA, MANAGER},
    Deed.INSPECTION_CLOSE: {TECH, FOREMAN},
    Deed.QC_SELF: {TECH, FOREMAN},
    Deed.WORK_DISPATCH: {FOREMAN},
    Deed.QC_MUTUAL: {FOREMAN},
    Deed.QC_PASS: {QI},
    Deed.PART_RECEIVE: {PARTS},
    Deed.PART_ISSUE: {PARTS},
    Deed.SETTLEMENT_PAY: {CASHIER},
    Deed.SETTLEMENT_SETTLE: {CASHIER},
    Deed.ORDER_ARCHIVE: {CARE, MANAGER},
    Deed.STAFF_SAVE: {MANAGER, Role.ADMIN},
    Deed.PIN_SET: {MANAGER, Role.ADMIN},
}


@pytest.mark.parametrize("deed", list(TABLE), ids=str)
def test_a_deed_belongs_to_its_posts_and_to_no_other(deed: Deed) -> None:
    assert {role for role in Role if allowed(deed, frozenset({role}))} == TABLE[deed]
    assert set(roles_for(deed)) == TABLE[deed]


def test_who_has_no_post_may_only_what_everyone_may() -> None:
    mine = {deed for deed in Deed if allowed(deed, frozenset())}
    assert mine == {
        Deed.SIGN_IN, Deed.SIGN_IN_REFUSED, Deed.REFUSED, Deed.STEP_UP, Deed.STEP_UP_REFUSED, Deed.PIN_CHANGE,
        Deed.PASSWORD_PROVED, Deed.PASSWORD_REFUSED, Deed.ARRIVAL_NOTE, Deed.ARRIVAL_TAKE_AWAY, Deed.ORDER_NOTE,
        Deed.PAPER_FILE, Deed.PAPER_PRINT, Deed.PHOTO_ADD, Deed.COMPLAINT_OPEN,
    }  # fmt: skip


def test_two_posts_have_the_rights_of_both() -> None:
    both = frozenset({CASHIER, CARE})
    assert allowed(Deed.SETTLEMENT_PAY, both)
    assert allowed(Deed.ORDER_ARCHIVE, both)
    assert not allowed(Deed.QC_PASS, both)


def test_who_agrees_to_what_needs_a_password_has_one() -> None:
    by_password = [deed for deed in Deed if needs_password(deed)]
    assert Deed.ERASURE_DO in by_password and Deed.QUOTE_DISCOUNT not in by_password
    for deed in by_password:
        assert all(has_password(frozenset({role})) for role in approvers_for(deed))
    assert {role for role in Role if has_password(frozenset({role}))} == {MANAGER, Role.ADMIN}


def test_every_deed_is_somebody_s_and_every_post_has_a_word() -> None:
    assert all(roles_for(deed) for deed in Deed)
    assert set(WORDS) == set(Role)
    assert words((CARE, CASHIER)) == "Customer care, Cashier"
