"""The till: bills, payments, rounding, the invoice, and the signature that settles."""

import pytest
from order_page import Key, Open, OpenAt, OpenPage
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.kernel.language import Language, use
from app.order.queries import head
from app.order.settlement.counter import counter
from app.order.settlement.queries import BillRow, bills
from app.order.settlement.tables import Bill
from app.order.workflow import Stage
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from ui.order.settlement.settlement_page import SettlementPage
from ui.widgets.segmented import Segmented

READY, IN_QC, SETTLED = "WXD000037", "WXD000036", "WXD000039"


@pytest.fixture
def till(open_at: OpenAt) -> Open:
    """The settlement page of an order, with the cashier at the desk unless said otherwise."""
    return lambda number=READY, who="S09": open_at(who, number, SettlementPage)


def bill_of(opened: OpenPage) -> BillRow:
    """The customer's bill as it is stored."""
    return bills(opened.desk, opened.order_id)[0]


def test_a_car_still_in_work_is_told_when_its_bills_come(till: Open) -> None:
    with till(IN_QC) as opened:
        assert opened.sees("settlement.too_early")
        assert not opened.sees("settlement.prepare")
        assert opened.page.primary_words() == ""


def test_one_press_makes_a_bill_for_each_payer(till: Open) -> None:
    with till() as opened:
        assert opened.page.primary_words() == "Make the bills"
        opened.click("settlement.prepare")

        assert bill_of(opened).due_fen == 304_000
        assert opened.find("settlement.total").text() == "¥3,040.00"
        assert opened.find("settlement.capitals").text() == "人民币叁仟零肆拾元整"
        assert opened.find("settlement.bill.customer").isEnabled()
        assert not opened.find("settlement.bill.insurance").isEnabled()


def test_bills_that_no_longer_come_to_what_was_agreed_are_made_again(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        with Session(opened.desk.store.engine) as session, session.begin():
            # As after additional work that was agreed to when the order had been reopened.
            session.execute(update(Bill).where(Bill.order_id == opened.order_id).values(labour_fen=0, due_fen=1))
        opened.page.refresh()
        opened.rest()
        assert (opened.page.primary_words(), opened.page.missing()) == ("Make the bills", ())
        opened.page.primary()
        opened.rest()
        assert bill_of(opened).due_fen == 304_000
        assert opened.page.primary_words() == "Settle, customer signs"


def test_what_is_open_is_proposed_and_taken_with_one_key(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        assert opened.page.missing() == (("settlement.amount", "¥3,040.00 still open"),)
        assert opened.find("settlement.amount").text() == "3,040.00"

        command = next(command for command in opened.page.commands() if command.key == "F4")
        command.deed()
        opened.rest()

        assert bill_of(opened).open_fen == 0
        assert opened.page.missing() == ()
        assert not opened.sees("settlement.pay")


def test_part_of_the_sum_in_cash_leaves_the_rest_proposed(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.press(Key.Key_4, "settlement.method")
        opened.type_into("settlement.amount", "2000")
        opened.type_into("settlement.reference", "slip 17")
        opened.click("settlement.pay")

        payment = bill_of(opened).payments[0]
        assert (payment.method.value, payment.amount_fen, payment.reference) == ("cash", 200_000, "slip 17")
        assert opened.find("settlement.amount").text() == "1,040.00"
        assert opened.find("settlement.reference").text() == ""
        assert opened.find("settlement.open").text() == "¥1,040.00"


@pytest.mark.parametrize("typed", ["much", "0", "-5", "3040.01", "1.005"])
def test_an_amount_that_cannot_be_stays_typed_and_says_why(till: Open, typed: str) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.type_into("settlement.amount", typed)
        opened.click("settlement.pay")

        assert opened.find("settlement.amount.error").isVisible()
        assert opened.find("settlement.amount").text() == typed
        assert bill_of(opened).payments == ()


def test_a_refusal_in_two_lines_leaves_the_fields_of_its_row_level(till: Open) -> None:
    with till() as opened:
        opened.page.resize(1294, 628)
        opened.click("settlement.prepare")
        method = opened.find("settlement.method")
        assert isinstance(method, Segmented)
        method.choose("on_account")
        opened.click("settlement.pay")
        opened.rest()
        assert opened.find("settlement.reference.error").height() > 20
        above = [
            opened.find(f"settlement.{name}").mapTo(opened.page, QPoint(0, 0)).y() for name in ("amount", "reference")
        ]
        assert above[0] == above[1]


def test_two_quick_presses_take_one_payment(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.type_into("settlement.amount", "100")
        pay = opened.find("settlement.pay")
        for _press in range(2):
            QTest.keyClick(pay, Key.Key_Space)
        opened.rest()

        assert [payment.amount_fen for payment in bill_of(opened).payments] == [10_000]


def test_rounding_goes_down_to_the_yuan_and_not_after_a_payment(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.type_into("settlement.rounding", "9.5")
        opened.press(Key.Key_Return)
        assert bill_of(opened).due_fen == 303_050

        opened.type_into("settlement.rounding", "10")
        opened.press(Key.Key_Return)
        assert opened.find("settlement.rounding.error").isVisible()
        assert bill_of(opened).due_fen == 303_050

        opened.click("settlement.pay")
        assert not opened.sees("settlement.rounding")


def test_the_invoice_is_kept_when_its_field_is_left(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.type_into("settlement.invoice_number", "26112300017")
        opened.press(Key.Key_Return)
        assert bill_of(opened).invoice_number == "26112300017"

        opened.type_into("settlement.invoice_title", " ")
        opened.press(Key.Key_Return)
        assert opened.find("settlement.invoice_title.error").isVisible()
        assert bill_of(opened).invoice_title != ""


def test_the_customer_signs_and_the_order_is_settled(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.click("settlement.pay")
        assert opened.page.primary_words() == "Settle, customer signs"
        opened.page.primary()
        opened.sign()

        desk = opened.desk
        assert head(desk, opened.order_id).stage is Stage.SETTLED
        paper = next(row for row in papers_of(desk, opened.order_id) if row.kind is PaperKind.SETTLEMENT)
        assert paper.signed_by == ("徐犇", "冯雅静")
        assert opened.page.primary_words() == ""
        assert any(paper.number in notice.words for notice in opened.said)


def test_nothing_is_settled_when_the_customer_does_not_sign(till: Open) -> None:
    with till() as opened:
        opened.click("settlement.prepare")
        opened.click("settlement.pay")
        opened.page.primary()
        opened.click("sign.cancel")

        assert head(opened.desk, opened.order_id).stage is Stage.COMPLETED


def test_the_advisor_prepares_and_reads_who_takes_the_money(till: Open) -> None:
    with till(who="S02") as opened:
        opened.click("settlement.prepare")

        assert not opened.sees("settlement.pay")
        assert not opened.find("settlement.invoice_number").isEnabled()
        assert opened.page.primary_words() == ""
        assert "Cashier" in opened.find("order.done_by").text()


def test_a_technician_may_only_look(till: Open) -> None:
    with till(who="S05") as opened:
        assert opened.page.primary_words() == ""
        assert not opened.sees("settlement.prepare")


def test_a_settled_order_shows_its_list_and_takes_nothing_more(till: Open) -> None:
    with till(SETTLED) as opened:
        found = counter(opened.desk, opened.order_id)
        assert found.paper is not None
        assert opened.page.key_hints() == (("Ctrl+P", "Print the list"),)
        assert not opened.sees("settlement.pay")


def test_the_page_speaks_chinese(till: Open) -> None:
    use(Language.CHINESE)
    with till() as opened:
        assert opened.page.primary_words() == "生成结算单"
        opened.click("settlement.prepare")
        assert opened.page.missing() == (("settlement.amount", "还差 ¥3,040.00"),)
        assert opened.find("settlement.bill.customer").text() == "客户自费"
