"""Money is given back on a payment, by a paper with a minus."""

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusing import refused

from app.desk import Store
from app.kernel.refusal import Refusal
from app.order.queries import head
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.queries import BillRow, PaymentId, bills
from app.order.settlement.refund import refund
from app.order.settlement.settle import pay, prepare_settlement
from app.order.workflow import Stage
from app.overview.car_history import car_history
from app.overview.papers import open_paper
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Payer
from app.trust.deeds import Deed
from tests.papers.reading import text

WHY = "空调滤芯未更换，退还该项"


def bill_of(store: Store, order_id: int) -> BillRow:
    return bills(make.desk(store), order_id)[0]


def give_back(store: Store, payment_id: PaymentId, amount_fen: int, *, by: str = make.CASHIER) -> str:
    agreed = make.agreed(store, Deed.SETTLEMENT_REFUND)
    return refund(make.desk(store, by), payment_id, amount_fen=amount_fen, reason=WHY, approval=agreed)


def test_a_refund_after_settlement_is_a_paper_of_its_own_and_the_list_stays(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    signed = next(one for one in papers_of(make.desk(store), order_id) if one.kind is PaperKind.SETTLEMENT)
    before = open_paper(make.desk(store), signed.id)
    number = give_back(store, bill_of(store, order_id).payments[0].id, 6_800)
    paper = papers_of(make.desk(store), order_id)[-1]
    assert (paper.kind, paper.number, number) == (PaperKind.REFUND, number, "TK2026000001")
    assert open_paper(make.desk(store), signed.id) == before
    written = text(open_paper(make.desk(store), paper.id))
    assert all(words in written for words in (signed.number, "−68.00", "人民币负陆拾捌元整", WHY, "冯雅静", "周明远"))


def test_what_is_given_back_after_settlement_is_not_owed_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    give_back(store, bill_of(store, order_id).payments[0].id, 6_800)
    bill = bill_of(store, order_id)
    assert (bill.paid_fen, bill.credited_fen, bill.open_fen) == (make.TOTAL_FEN - 6_800, 6_800, 0)
    order = head(make.desk(store), order_id)
    assert order.stage is Stage.DELIVERED
    assert car_history(make.desk(store), order.vehicle_id).spent_in_year_fen == make.TOTAL_FEN - 6_800


def test_what_is_given_back_before_settlement_is_open_again(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    cashier = make.desk(store, make.CASHIER)
    prepare_settlement(cashier, order_id)
    pay(cashier, bill_of(store, order_id).id, method=PaymentMethod.CARD, amount_fen=make.TOTAL_FEN)
    give_back(store, bill_of(store, order_id).payments[0].id, make.TOTAL_FEN)
    bill = bill_of(store, order_id)
    assert (bill.open_fen, bill.credited_fen, bill.standing) == (make.TOTAL_FEN, 0, ())


def test_no_more_than_was_paid_comes_back_in_how_many_parts_ever(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    payment = bill_of(store, order_id).payments[0].id
    give_back(store, payment, 60_000)
    with refused(store, "refund.too_much", field="refund.amount") as caught:
        give_back(store, payment, 3_801)
    assert "38.00" in caught.value.sentence
    give_back(store, payment, 3_800)
    with refused(store, "refund.payment", field="refund.payment"):
        give_back(store, payment, 1)


def test_a_refund_itself_is_not_refunded(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    give_back(store, bill_of(store, order_id).payments[0].id, 100)
    with refused(store, "refund.payment"):
        give_back(store, bill_of(store, order_id).payments[1].id, 100)


@pytest.mark.parametrize("plan", [{"on_account": True}, {"lines": (make.labour(payer=Payer.WARRANTY),)}])
def test_what_never_came_into_the_till_is_not_given_back(store: Store, plan: dict[str, object]) -> None:
    order_id = make.order(store, stage=Stage.SETTLED, **plan)
    with refused(store, "refund.payment"):
        give_back(store, bill_of(store, order_id).payments[0].id, 100)


@pytest.mark.parametrize("amount_fen", [0, -100])
def test_nothing_is_no_refund(store: Store, amount_fen: int) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    with refused(store, "refund.amount", field="refund.amount"):
        give_back(store, bill_of(store, order_id).payments[0].id, amount_fen)


def test_it_takes_a_reason_and_a_manager_who_agrees(store: Store) -> None:
    payment = bill_of(store, make.order(store, stage=Stage.SETTLED)).payments[0].id
    cashier, agreed = make.desk(store, make.CASHIER), make.agreed(store, Deed.SETTLEMENT_REFUND)
    with refused(store, "refund.reason", field="refund.reason"):
        refund(cashier, payment, amount_fen=100, reason="", approval=agreed)
    with refused(store, "deed.needs_approval"):
        refund(cashier, payment, amount_fen=100, reason=WHY)


def test_the_cashier_does_it_and_nobody_else(store: Store) -> None:
    payment = bill_of(store, make.order(store, stage=Stage.SETTLED)).payments[0].id
    for who in (make.ADVISOR, make.MANAGER):
        with refused(store, "deed.not_allowed"):
            give_back(store, payment, 100, by=who)


@settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
@given(amounts=st.lists(st.integers(-5, 40_000), min_size=1, max_size=8))
def test_however_often_one_tries_the_till_never_gives_back_more_than_it_took(store: Store, amounts: list[int]) -> None:
    form = make.checkin_form(plate="", vin=make.fresh_vin(store))
    order_id = make.order(store, stage=Stage.SETTLED, form=form, lines=(make.labour(), make.labour("LB-R002")))
    paid_fen, payment, given_fen = bill_of(store, order_id).paid_fen, bill_of(store, order_id).payments[0].id, 0
    for amount_fen in amounts:
        try:
            give_back(store, payment, amount_fen)
        except Refusal:
            continue
        given_fen += amount_fen
    bill = bill_of(store, order_id)
    assert 0 <= given_fen <= paid_fen
    assert (bill.paid_fen, bill.open_fen) == (paid_fen - given_fen, 0)
