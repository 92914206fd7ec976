"""A bill is put on account when a manager agrees, and paid off later."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.archive import archive
from app.order.queries import head
from app.order.settlement.methods import PaymentMethod
from app.order.settlement.on_account import pay_off, put_on_account
from app.order.settlement.queries import BillRow, bills
from app.order.settlement.settle import pay, prepare_settlement
from app.order.workflow import Flag, Stage
from app.trust.deeds import Deed

WHY = "月结客户，12 月 5 日前付清"


def prepared(store: Store) -> BillRow:
    order_id = make.order(store, stage=Stage.COMPLETED)
    prepare_settlement(make.desk(store, make.CASHIER), order_id)
    return bills(make.desk(store), order_id)[0]


def owed(store: Store, *, stage: Stage = Stage.DELIVERED) -> tuple[int, BillRow]:
    """An order whose customer was trusted with the whole bill."""
    order_id = make.order(store, stage=stage, on_account=True)
    return order_id, bills(make.desk(store), order_id)[0]


def test_it_is_booked_with_its_reason_and_who_agreed_and_flagged(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    cashier = make.desk(store, make.CASHIER)
    prepare_settlement(cashier, order_id)
    agreed = make.agreed(store, Deed.SETTLEMENT_ON_ACCOUNT)
    put_on_account(cashier, bills(cashier, order_id)[0].id, amount_fen=60_000, reason=WHY, approval=agreed)
    bill = bills(cashier, order_id)[0]
    payment = bill.payments[0]
    assert (payment.method, payment.reference, payment.approved_by) == (PaymentMethod.ON_ACCOUNT, WHY, "周明远")
    assert (bill.on_account_fen, bill.open_fen) == (60_000, make.TOTAL_FEN - 60_000)
    assert head(cashier, order_id).flags == (Flag.ON_ACCOUNT,)


def test_nobody_trusts_a_customer_alone_or_without_a_reason(store: Store) -> None:
    bill, cashier = prepared(store), make.desk(store, make.CASHIER)
    agreed = make.agreed(store, Deed.SETTLEMENT_ON_ACCOUNT)
    with refused(store, "deed.needs_approval"):
        put_on_account(cashier, bill.id, amount_fen=100, reason=WHY)
    with refused(store, "on_account.reason", field="settlement.reference"):
        put_on_account(cashier, bill.id, amount_fen=100, reason=" ", approval=agreed)
    with refused(store, "payment.too_much", field="settlement.amount"):
        put_on_account(cashier, bill.id, amount_fen=make.TOTAL_FEN + 1, reason=WHY, approval=agreed)
    with refused(store, "payment.amount", field="settlement.amount"):
        put_on_account(cashier, bill.id, amount_fen=0, reason=WHY, approval=agreed)
    with refused(store, "deed.not_allowed"):
        put_on_account(make.desk(store), bill.id, amount_fen=100, reason=WHY, approval=agreed)


def test_it_is_no_way_to_pay_at_the_till(store: Store) -> None:
    bill = prepared(store)
    with refused(store, "payment.method"):
        pay(make.desk(store, make.CASHIER), bill.id, method=PaymentMethod.ON_ACCOUNT, amount_fen=100)


def test_after_settlement_nothing_more_is_put_on_account(store: Store) -> None:
    _order_id, bill = owed(store)
    agreed = make.agreed(store, Deed.SETTLEMENT_ON_ACCOUNT)
    with refused(store, "order.stage"):
        put_on_account(make.desk(store, make.CASHIER), bill.id, amount_fen=100, reason=WHY, approval=agreed)


def test_it_is_paid_off_in_parts_and_then_the_flag_goes(store: Store) -> None:
    order_id, bill = owed(store)
    cashier = make.desk(store, make.CASHIER)
    with refused(store, "archive.open"):
        archive(make.desk(store, make.MANAGER), order_id)
    pay_off(cashier, bill.id, method=PaymentMethod.TRANSFER, amount_fen=50_000, reference="1203")
    half = bills(cashier, order_id)[0]
    assert (half.on_account_fen, half.open_fen) == (make.TOTAL_FEN - 50_000, 0)
    assert Flag.ON_ACCOUNT in head(cashier, order_id).flags
    pay_off(cashier, bill.id, method=PaymentMethod.CASH, amount_fen=make.TOTAL_FEN - 50_000)
    assert bills(cashier, order_id)[0].on_account_fen == 0
    assert Flag.ON_ACCOUNT not in head(cashier, order_id).flags
    archive(make.desk(store, make.MANAGER), order_id)


def test_no_more_is_paid_off_than_is_owed(store: Store) -> None:
    _order_id, bill = owed(store)
    cashier = make.desk(store, make.CASHIER)
    with refused(store, "payment.too_much"):
        pay_off(cashier, bill.id, method=PaymentMethod.CASH, amount_fen=make.TOTAL_FEN + 1)
    with refused(store, "payment.amount"):
        pay_off(cashier, bill.id, method=PaymentMethod.CASH, amount_fen=0)
    with refused(store, "payment.method"):
        pay_off(cashier, bill.id, method=PaymentMethod.ON_ACCOUNT, amount_fen=100)


def test_what_is_paid_already_is_not_paid_off(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    with refused(store, "payment.too_much"):
        pay_off(make.desk(store, make.CASHIER), bills(make.desk(store), order_id)[0].id,
                method=PaymentMethod.CASH, amount_fen=1)  # fmt: skip


@pytest.mark.parametrize("who", [make.ADVISOR, make.TECHNICIAN])
def test_money_is_the_cashier_s(store: Store, who: str) -> None:
    _order_id, bill = owed(store)
    with refused(store, "deed.not_allowed"):
        pay_off(make.desk(store, who), bill.id, method=PaymentMethod.CASH, amount_fen=1)


def test_before_settlement_one_simply_pays(store: Store) -> None:
    bill = prepared(store)
    with refused(store, "order.stage"):
        pay_off(make.desk(store, make.CASHIER), bill.id, method=PaymentMethod.CASH, amount_fen=1)
