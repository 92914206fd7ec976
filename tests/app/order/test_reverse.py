"""A signed settlement is taken back before the car has left (T14)."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.correction.reverse import reverse_settlement
from app.order.handover.hand_over import sign_handover
from app.order.handover.queries import handover
from app.order.queries import head
from app.order.settlement.counter import counter
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.queries import BillRow, bills
from app.order.settlement.refund import refund
from app.order.settlement.settle import pay, round_down, settle
from app.order.workflow import Flag, Stage
from app.overview.papers import open_paper
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.records.catalogue.categories import Payer
from app.trust.deeds import Deed
from tests.papers.reading import text

WHY = "抬头开错，重新结算"
MIXED = (make.labour(), make.part(), make.labour("LB-R026", payer=Payer.WARRANTY))


def reversed_order(store: Store, **plan: object) -> int:
    """A settled order whose settlement the cashier took back, the manager agreeing."""
    order_id = make.order(store, stage=Stage.SETTLED, **plan)
    assert reverse(store, order_id) == "HC2026000001"
    return order_id


def reverse(store: Store, order_id: int, *, by: str = make.CASHIER) -> str:
    approval = make.agreed(store, Deed.SETTLEMENT_REVERSE)
    return reverse_settlement(make.desk(store, by), order_id, reason=WHY, approval=approval)


def bill_of(store: Store, order_id: int, payer: Payer = Payer.CUSTOMER) -> BillRow:
    return next(bill for bill in bills(make.desk(store), order_id) if bill.payer is payer)


def papers(store: Store, order_id: int, kind: PaperKind) -> list[PaperRow]:
    return [paper for paper in papers_of(make.desk(store), order_id) if paper.kind is kind]


def test_the_order_is_completed_again_and_everything_is_open(store: Store) -> None:
    order_id = reversed_order(store)
    order = head(make.desk(store), order_id)
    assert (order.stage, order.settled_at) == (Stage.COMPLETED, None)
    bill = bill_of(store, order_id)
    assert (bill.paid_fen, bill.open_fen, bill.standing) == (0, make.TOTAL_FEN, ())
    assert [payment.amount_fen for payment in bill.payments] == [make.TOTAL_FEN, -make.TOTAL_FEN]
    assert bill.payments[1].takes_back_id == bill.payments[0].id
    assert (bill.payments[1].reference, bill.payments[1].approved_by) == ("HC2026000001", "周明远")


def test_the_signed_list_stays_and_the_reversal_names_it(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    signed = papers(store, order_id, PaperKind.SETTLEMENT)[0]
    before = open_paper(make.desk(store), signed.id)
    reverse(store, order_id)
    assert open_paper(make.desk(store), signed.id) == before
    paper = papers(store, order_id, PaperKind.REVERSAL)[0]
    assert (paper.number, paper.replaces, paper.signed_by) == ("HC2026000001", signed.number, ("冯雅静", "周明远"))
    written = text(open_paper(make.desk(store), paper.id))
    assert signed.number in written
    assert "−638.00" in written
    assert "人民币负陆佰叁拾捌元整" in written
    assert WHY in written


def test_it_is_settled_anew_under_the_next_number_and_the_new_list_names_the_old(store: Store) -> None:
    order_id = reversed_order(store)
    cashier = make.desk(store, make.CASHIER)
    round_down(cashier, order_id, rounding_fen=800)
    pay(cashier, bill_of(store, order_id).id, method=PaymentMethod.CASH, amount_fen=make.TOTAL_FEN - 800)
    assert settle(cashier, order_id, signatures=make.signatures(store)) == "JS2026000002"
    old, new = papers(store, order_id, PaperKind.SETTLEMENT)
    assert (old.is_void, new.replaces) == (False, old.number)
    written = text(open_paper(cashier, new.id))
    assert "现金" in written
    assert "微信" not in written


def test_claims_are_taken_back_and_booked_again_at_once(store: Store) -> None:
    order_id = reversed_order(store, lines=MIXED)
    claim = bill_of(store, order_id, Payer.WARRANTY)
    assert [payment.amount_fen for payment in claim.payments] == [12_000, -12_000, 12_000]
    assert (claim.open_fen, len(claim.standing)) == (0, 1)


def test_what_was_on_account_is_on_account_no_more(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED, on_account=True)
    assert Flag.ON_ACCOUNT in head(make.desk(store), order_id).flags
    reverse(store, order_id)
    assert Flag.ON_ACCOUNT not in head(make.desk(store), order_id).flags


def test_what_was_refunded_meanwhile_is_not_given_back_twice(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    payment = bill_of(store, order_id).payments[0]
    agreed = make.agreed(store, Deed.SETTLEMENT_REFUND)
    refund(make.desk(store, make.CASHIER), payment.id, amount_fen=3_800, reason="优惠", approval=agreed)
    reverse(store, order_id)
    bill = bill_of(store, order_id)
    assert [one.amount_fen for one in bill.payments] == [make.TOTAL_FEN, -3_800, 3_800 - make.TOTAL_FEN]
    assert (bill.paid_fen, bill.open_fen) == (0, make.TOTAL_FEN)


def test_a_handover_sheet_signed_already_is_void_and_is_signed_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    make.ready_to_sign(store, order_id)
    sign_handover(make.desk(store), order_id, signatures=make.signatures(store))
    reverse(store, order_id)
    assert handover(make.desk(store), order_id).signed_at is None
    assert papers(store, order_id, PaperKind.HANDOVER)[0].is_void
    make.go_on(store, order_id, stage=Stage.DELIVERED)
    old, new = papers(store, order_id, PaperKind.HANDOVER)
    assert (old.is_void, new.is_void, new.number, new.replaces) == (True, False, f"{old.number}-2", old.number)


def test_the_till_shows_no_list_until_there_is_a_new_one(store: Store) -> None:
    order_id = reversed_order(store)
    assert counter(make.desk(store), order_id).paper is None


def test_it_takes_a_reason(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    approval = make.agreed(store, Deed.SETTLEMENT_REVERSE)
    with refused(store, "reverse.reason", field="reverse.reason"):
        reverse_settlement(make.desk(store, make.CASHIER), order_id, reason="  ", approval=approval)


def test_nobody_reverses_alone(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    for who in (make.CASHIER, make.MANAGER):
        with refused(store, "deed.needs_approval"):
            reverse_settlement(make.desk(store, who), order_id, reason=WHY)


@pytest.mark.parametrize("stage", [Stage.COMPLETED, Stage.DELIVERED, Stage.CLOSED])
def test_only_a_settled_order_whose_car_is_here_is_reversed(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED if stage is Stage.CLOSED else stage)
    with refused(store, "order.stage"):
        reverse(store, order_id)


def test_an_advisor_reverses_nothing(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    with refused(store, "deed.not_allowed"):
        reverse(store, order_id, by=make.ADVISOR)
