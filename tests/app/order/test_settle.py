"""The bills of an order are made, paid and settled (T10)."""

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusing import refused
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.refusal import Clash, Conflict, Missing
from app.order.queries import head
from app.order.settlement.counter import counter
from app.order.settlement.methods import InvoiceState, PaymentMethod
from app.order.settlement.queries import BillRow, bills
from app.order.settlement.settle import note_invoice, pay, prepare_settlement, round_down, settle
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.tables import PartIssue
from app.paper.content import Signed, SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision, Payer
from app.upkeep.visit import PlannedLine

MIXED = (
    make.labour(),
    make.part(),
    make.labour("LB-R026", payer=Payer.WARRANTY),
    make.labour("LB-R002", payer=Payer.INTERNAL),
    make.part("YJ-A5-1001", payer=Payer.INSURANCE),
    make.labour("LB-M009", payer=Payer.PACKAGE),
)


def prepared(store: Store, **plan: object) -> int:
    """A completed order whose bills are made."""
    order_id = make.order(store, stage=Stage.COMPLETED, **plan)
    prepare_settlement(make.desk(store, make.CASHIER), order_id)
    return order_id


def customer_bill(store: Store, order_id: int) -> BillRow:
    return next(bill for bill in bills(make.desk(store), order_id) if bill.payer is Payer.CUSTOMER)


def pay_all(store: Store, order_id: int, *, method: PaymentMethod = PaymentMethod.WECHAT) -> None:
    for bill in bills(make.desk(store), order_id):
        if bill.open_fen:
            pay(make.desk(store, make.CASHIER), bill.id, method=method, amount_fen=bill.open_fen)


def settled(store: Store, order_id: int) -> str:
    return settle(make.desk(store, make.CASHIER), order_id, signatures=make.signatures(store))


def test_each_payer_has_a_bill_of_its_own_lines(store: Store) -> None:
    order_id = prepared(store, lines=MIXED)
    due = {bill.payer: bill.due_fen for bill in bills(make.desk(store), order_id)}
    assert due == {
        Payer.CUSTOMER: 63_800, Payer.WARRANTY: 12_000, Payer.INSURANCE: 4_800, Payer.INTERNAL: due[Payer.INTERNAL],
        Payer.PACKAGE: 3_600,
    }  # fmt: skip
    paid = {bill.payer: [payment.method for payment in bill.payments] for bill in bills(make.desk(store), order_id)}
    assert paid == {
        Payer.CUSTOMER: [], Payer.WARRANTY: [PaymentMethod.WARRANTY_CLAIM],
        Payer.INSURANCE: [PaymentMethod.INSURANCE_CLAIM], Payer.INTERNAL: [PaymentMethod.INTERNAL],
        Payer.PACKAGE: [PaymentMethod.PACKAGE],
    }  # fmt: skip


def test_a_bill_tells_labour_and_parts_apart(store: Store) -> None:
    bill = customer_bill(store, prepared(store))
    assert (bill.labour_fen, bill.parts_fen, bill.other_fen, bill.due_fen) == (24_000, 39_800, 0, make.TOTAL_FEN)
    assert (bill.invoice_title, bill.invoice_state) == ("王建军", InvoiceState.NOT_REQUESTED)


def test_what_the_customer_declined_is_not_billed(store: Store) -> None:
    lines = (make.labour(), make.part(decision=Decision.LATER), make.labour("LB-R002", decision=Decision.REFUSED))
    assert customer_bill(store, prepared(store, lines=lines)).due_fen == 24_000


def test_bills_are_made_once(store: Store) -> None:
    order_id = prepared(store)
    prepare_settlement(make.desk(store), order_id)
    assert len(bills(make.desk(store), order_id)) == 1


def test_a_bill_is_never_above_what_was_signed(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    with Session(store.engine) as session, session.begin():
        session.execute(update(ServiceOrder).values(signed_total_fen=make.TOTAL_FEN - 1))
    with refused(store, "settlement.above_signed") as caught:
        prepare_settlement(make.desk(store, make.CASHIER), order_id)
    assert "638.00" in caught.value.sentence
    assert "637.99" in caught.value.sentence


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.IN_WORK, Stage.IN_QC, Stage.SETTLED])
def test_only_a_completed_order_is_billed(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        prepare_settlement(make.desk(store, make.CASHIER), order_id)
    with refused(store, "order.stage"):
        settled(store, order_id)


def test_a_paid_and_signed_order_is_settled(store: Store) -> None:
    order_id = prepared(store)
    pay_all(store, order_id)
    number = settled(store, order_id)
    order = head(make.desk(store), order_id)
    assert (number, order.stage, order.settled_at) == ("JS2026000001", Stage.SETTLED, store.clock.now())
    paper = papers_of(make.desk(store), order_id)[-1]
    assert (paper.kind, paper.number) == (PaperKind.SETTLEMENT, number)


def test_money_comes_in_several_ways(store: Store) -> None:
    order_id = prepared(store)
    cashier, bill = make.desk(store, make.CASHIER), customer_bill(store, order_id)
    pay(cashier, bill.id, method=PaymentMethod.CASH, amount_fen=40_000)
    assert customer_bill(store, order_id).open_fen == 23_800
    pay(cashier, bill.id, method=PaymentMethod.CARD, amount_fen=23_800, reference=" 0912 ")
    bill = customer_bill(store, order_id)
    assert (bill.open_fen, bill.paid_fen) == (0, make.TOTAL_FEN)
    assert [(p.method, p.reference, p.cashier) for p in bill.payments] == [
        (PaymentMethod.CASH, "", "冯雅静"),
        (PaymentMethod.CARD, "0912", "冯雅静"),
    ]


@pytest.mark.parametrize(
    ("method", "amount_fen", "code"),
    [
        (PaymentMethod.WECHAT, 0, "payment.amount"),
        (PaymentMethod.WECHAT, -100, "payment.amount"),
        (PaymentMethod.WECHAT, make.TOTAL_FEN + 1, "payment.too_much"),
        (PaymentMethod.WARRANTY_CLAIM, 100, "payment.method"),
        (PaymentMethod.PACKAGE, 100, "payment.method"),
        (PaymentMethod.ON_ACCOUNT, 100, "payment.method"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(store: Store, method: PaymentMethod, amount_fen: int, code: str) -> None:
    bill = customer_bill(store, prepared(store))
    with refused(store, code):
        pay(make.desk(store, make.CASHIER), bill.id, method=method, amount_fen=amount_fen)


def test_nothing_is_paid_on_a_settled_bill(store: Store) -> None:
    order_id = make.order(store, stage=Stage.SETTLED)
    with refused(store, "order.stage"):
        pay(make.desk(store, make.CASHIER), customer_bill(store, order_id).id, method=PaymentMethod.CASH, amount_fen=1)


def test_up_to_9_99_is_rounded_off_and_may_be_taken_back(store: Store) -> None:
    order_id = prepared(store)
    cashier = make.desk(store, make.CASHIER)
    round_down(cashier, order_id, rounding_fen=800)
    assert customer_bill(store, order_id).due_fen == make.TOTAL_FEN - 800
    round_down(cashier, order_id, rounding_fen=999)
    assert customer_bill(store, order_id).due_fen == make.TOTAL_FEN - 999
    round_down(cashier, order_id, rounding_fen=0)
    assert customer_bill(store, order_id).due_fen == make.TOTAL_FEN


@pytest.mark.parametrize("rounding_fen", [-1, 1_000])
def test_more_is_not_rounded_off(store: Store, rounding_fen: int) -> None:
    order_id = prepared(store)
    with refused(store, "settlement.rounding", field="settlement.rounding"):
        round_down(make.desk(store, make.CASHIER), order_id, rounding_fen=rounding_fen)


def test_once_something_is_paid_the_amount_stays(store: Store) -> None:
    order_id = prepared(store)
    pay(make.desk(store, make.CASHIER), customer_bill(store, order_id).id, method=PaymentMethod.CASH, amount_fen=100)
    with refused(store, "settlement.paid"):
        round_down(make.desk(store, make.CASHIER), order_id, rounding_fen=100)


def test_a_claim_is_not_rounded(store: Store) -> None:
    order_id = prepared(store, lines=(make.labour(payer=Payer.WARRANTY),))
    with refused(store, "settlement.none"):
        round_down(make.desk(store, make.CASHIER), order_id, rounding_fen=100)


def test_an_invoice_names_someone(store: Store) -> None:
    order_id = prepared(store)
    cashier, bill = make.desk(store, make.CASHIER), customer_bill(store, order_id)
    with refused(store, "invoice.title", field="settlement.invoice_title"):
        note_invoice(cashier, bill.id, title=" ", number="1")
    note_invoice(cashier, bill.id, title="示例物流（演示）有限公司", number="")
    assert customer_bill(store, order_id).invoice_state is InvoiceState.REQUESTED
    note_invoice(cashier, bill.id, title="示例物流（演示）有限公司", number="25312000000012345678")
    bill = customer_bill(store, order_id)
    assert (bill.invoice_state, bill.invoice_title) == (InvoiceState.ISSUED, "示例物流（演示）有限公司")


def test_an_invoice_title_that_two_cashiers_wrote_keeps_the_first_and_shows_both(store: Store) -> None:
    order_id = prepared(store)
    cashier, bill = make.desk(store, make.CASHIER), customer_bill(store, order_id)
    seen = (bill.invoice_title, bill.invoice_number)
    note_invoice(cashier, bill.id, title="甲公司", number="", seen=seen)
    with refused(store, "row.changed") as caught:
        note_invoice(cashier, bill.id, title="乙公司", number="1", seen=seen)
    assert isinstance(caught.value, Conflict)
    assert caught.value.clashes == (Clash("title", "甲公司", "乙公司"),)
    note_invoice(cashier, bill.id, title=seen[0], number="1", seen=seen)
    bill = customer_bill(store, order_id)
    assert (bill.invoice_title, bill.invoice_number, bill.invoice_state) == ("甲公司", "1", InvoiceState.ISSUED)


def test_everything_that_is_still_missing_is_named(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    cashier = make.desk(store, make.CASHIER)
    with refused(store, "settlement.missing", field="settlement.prepare"):
        settle(cashier, order_id, signatures=())
    prepare_settlement(cashier, order_id)
    with Session(store.engine) as session, session.begin():
        session.execute(delete(PartIssue))
    with refused(store, "settlement.missing") as caught:
        settle(cashier, order_id, signatures=())
    assert isinstance(caught.value, Missing)
    assert caught.value.fields == ("workshop.parts", "settlement.amount", "settlement.sign")
    assert [lack.field for lack in counter(cashier, order_id).missing] == ["workshop.parts", "settlement.amount"]


def test_the_cashier_s_own_hand_is_not_the_customer_s(store: Store) -> None:
    order_id = prepared(store)
    pay_all(store, order_id)
    cashier = make.desk(store, make.CASHIER)
    mine = (make.signed(SignerRole.CASHIER, "冯雅静", at=store.clock.now()),)
    with refused(store, "settlement.missing", field="settlement.sign"):
        settle(cashier, order_id, signatures=mine)


def test_an_advisor_prepares_and_the_cashier_takes_the_money(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    prepare_settlement(make.desk(store), order_id)
    with refused(store, "deed.not_allowed"):
        pay(make.desk(store), customer_bill(store, order_id).id, method=PaymentMethod.CASH, amount_fen=1)
    with refused(store, "deed.not_allowed"):
        settle(make.desk(store), order_id, signatures=make.signatures(store))


def test_a_number_of_a_settlement_that_failed_is_given_to_the_next(store: Store) -> None:
    order_id = prepared(store)
    with refused(store, "settlement.missing"):
        settled(store, order_id)
    pay_all(store, order_id)
    assert settled(store, order_id) == "JS2026000001"


LINE = st.tuples(
    st.sampled_from(("LB-R001", "LB-R002", "LB-M001", "LB-M009", make.OIL, "YJ-A5-1001")),
    st.sampled_from(tuple(Payer)),
    st.sampled_from((Decision.ACCEPTED, Decision.REFUSED, Decision.LATER)),
    st.integers(9_500, 10_000),
)


@settings(max_examples=6, suppress_health_check=list(HealthCheck), derandomize=True)
@given(chosen=st.lists(LINE, min_size=1, max_size=5, unique_by=lambda line: line[0]), rounding_fen=st.integers(0, 999))
def test_whatever_is_decided_the_bills_add_up_to_what_was_signed(
    store: Store, chosen: list[tuple[str, Payer, Decision, int]], rounding_fen: int
) -> None:
    from app.order.quote.edit import LineChange, change_line
    from app.order.quote.queries import agreed_lines_in, versions

    def discount(desk: object, order_id: int) -> None:
        by_code = {code: payable_bp for code, _payer, _decision, payable_bp in chosen}
        for line in versions(make.desk(store), order_id)[-1].lines:
            change = LineChange(payable_bp=by_code.get(line.code, 10_000))
            change_line(make.desk(store), order_id, line_id=line.id, change=change)

    lines: list[PlannedLine] = [
        make.labour(code, payer=payer, decision=decision) if code.startswith("LB") else
        make.part(code, payer=payer, decision=decision)
        for code, payer, decision, _bp in chosen
    ]  # fmt: skip
    lines.append(make.labour("LB-R026"))
    order_id = make.order(
        store, stage=Stage.COMPLETED, lines=tuple(lines), before_offer=discount,
        form=make.checkin_form(plate="", vin=make.fresh_vin(store)),
    )  # fmt: skip
    cashier = make.desk(store, make.CASHIER)
    prepare_settlement(cashier, order_id)
    round_down(cashier, order_id, rounding_fen=rounding_fen)
    with cashier.look() as session:
        agreed = agreed_lines_in(session, order_id)
    rows = bills(cashier, order_id)
    assert sum(bill.due_fen for bill in rows) + rounding_fen == sum(line.net_fen for line in agreed)
    for bill in rows:
        assert bill.labour_fen + bill.parts_fen + bill.other_fen - bill.rounding_down_fen == bill.due_fen
        assert sum(line.net_fen for line in bill.lines) - bill.rounding_down_fen == bill.due_fen
    customer = customer_bill(store, order_id)
    assert customer.due_fen == head(cashier, order_id).signed_total_fen - rounding_fen
    totals = versions(cashier, order_id)[-1].totals
    assert sum(fen for _payer, fen in totals.by_payer) == totals.total_fen
    assert totals.labour_fen + totals.parts_fen + totals.other_fen - totals.discount_fen == totals.total_fen


def test_the_customer_s_name_without_a_hand_settles_nothing(store: Store) -> None:
    order_id = prepared(store)
    pay_all(store, order_id)
    cashier = make.desk(store, make.CASHIER)
    with refused(store, "settlement.missing", field="settlement.sign"):
        settle(cashier, order_id, signatures=(Signed(SignerRole.CUSTOMER, "王建军", store.clock.now()),))
    settle(cashier, order_id, signatures=(Signed(SignerRole.CUSTOMER, "王建军", store.clock.now(), scan="a" * 64),))
