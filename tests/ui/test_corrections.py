"""Reopen, reverse, refund, on account: from the window, with a second person's PIN."""

import make
import pytest
from hands import type_words
from open_workspace import OpenOrder, OpenWorkspace
from order_page import Key
from PySide6.QtWidgets import QWidget

from app.kernel.language import Language, use
from app.order.queries import head
from app.order.settlement.queries import BillRow, bills
from app.order.workflow import Flag, Stage, Step
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.trust.roles import Role
from ui.order.paper_deeds import void_mark
from ui.widgets.choice import Choice
from ui.widgets.pill import Pill

COMPLETED, SETTLED, ON_ACCOUNT, IN_WORK = "WXD000037", "WXD000039", "WXD000040", "WXD000031"
CASHIER, MANAGER, INSPECTOR, ADVISOR = "S09", "S01", "S07", "S02"


def bill(opened: OpenWorkspace) -> BillRow:
    return bills(opened.desk, opened.order_id)[0]


def stage(opened: OpenWorkspace) -> Stage:
    return head(opened.desk, opened.order_id).stage


def test_manager_and_inspector_reopen_a_completed_order(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, COMPLETED)
    opened.run("Reopen the order")
    type_words(opened.find("reopen.reason"), "机油滤清器处渗油")
    opened.command("Ctrl+Enter")
    assert stage(opened) is Stage.COMPLETED
    opened.agree()
    assert stage(opened) is Stage.IN_WORK
    assert not opened.sees("reopen.reason")
    assert opened.workspace.step is Step.WORK
    void = [paper for paper in papers_of(opened.desk, opened.order_id) if paper.is_void]
    assert [paper.kind for paper in void] == [PaperKind.CERTIFICATE]
    mark = void_mark(void[0])
    assert mark is not None and mark.words == "Void"


def reopen(opened: OpenWorkspace, *, reason: str) -> None:
    """Send it back to work, with the other post's agreement."""
    opened.run("Reopen the order")
    type_words(opened.find("reopen.reason"), reason)
    opened.command("Ctrl+Enter")
    opened.agree()


def test_the_head_of_a_reopened_order_says_that_it_is_rework(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, COMPLETED)
    header = opened.workspace.header
    assert "Reopened" not in header.pills.accessibleName()
    reopen(opened, reason="渗油")
    assert header.pills.accessibleName().startswith("In work, Reopened: rework")
    shown = [pill.mark.words for pill in header.pills.findChildren(Pill) if pill.isVisible()]
    assert "Reopened: rework" in shown


def test_the_panel_says_since_when_and_why_a_paper_is_void(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, COMPLETED)
    reopen(opened, reason="机油滤清器处渗油")
    panel = opened.workspace.panel
    opened.workspace.body.toggle_panel()
    panel.tabs.choose(1)
    opened.rest()
    at = next(at for at, paper in enumerate(panel.documents.papers) if paper.is_void)
    void = panel.documents.papers[at]
    assert (void.kind, void.voided_at) == (PaperKind.CERTIFICATE, opened.desk.store.clock.now())
    panel.documents.list.choose(at)
    opened.rest()
    assert panel.documents.signed.isVisible()
    assert panel.documents.signed.text().startswith("void since 11-23 10:00: 机油滤清器处渗油")
    opened.press(Key.Key_V, "order.documents")
    assert panel.documents.mark.mark.words == "Unaltered, void"
    assert panel.documents.finding.text().startswith("Void since 2026-11-23")
    assert "机油滤清器处渗油" in panel.documents.finding.text().splitlines()[0]
    holds = next(at for at, paper in enumerate(panel.documents.papers) if not paper.is_void)
    panel.documents.list.choose(holds)
    opened.rest()
    assert "void" not in panel.documents.signed.text()


def test_an_inspector_who_asks_is_offered_managers_only(open_order: OpenOrder) -> None:
    opened = open_order(INSPECTOR, COMPLETED)
    make.joined(opened.desk.store, "S21", Role.QUALITY_INSPECTOR)
    opened.run("Reopen the order")
    type_words(opened.find("reopen.reason"), "渗油")
    opened.command("Ctrl+Enter")
    person = next(one for one in opened.page.findChildren(Choice, "step_up.person") if one.isVisible())
    offered = [person.itemText(at) for at in range(person.count())]
    assert offered and all("Service manager" in words for words in offered)
    opened.agree()
    assert stage(opened) is Stage.IN_WORK


def test_a_void_paper_says_so_when_it_is_opened(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, COMPLETED)
    reopen(opened, reason="渗油")
    paper = next(paper for paper in papers_of(opened.desk, opened.order_id) if paper.is_void)
    opened.workspace.open_paper(paper)
    opened.rest()
    assert opened.sees("paper.void")
    assert "渗油" in opened.find("paper.void").text()
    assert opened.workspace.sheet.mark.mark.words == "Unaltered, void", "no green tick on what no longer holds"


def test_without_a_reason_nobody_is_asked(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, COMPLETED)
    opened.run("Reopen the order")
    opened.click("reopen.save")
    assert opened.sees("reopen.reason.error")
    assert not opened.sees("step_up.pin")
    assert stage(opened) is Stage.COMPLETED


def test_a_wrong_pin_changes_nothing_and_what_was_typed_stays(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, COMPLETED)
    opened.run("Reopen the order")
    type_words(opened.find("reopen.reason"), "渗油")
    opened.command("Ctrl+Enter")
    opened.agree("246802")
    assert stage(opened) is Stage.COMPLETED
    assert opened.find("reopen.reason").text() == "渗油"
    assert opened.workspace.step_back()
    assert opened.sees("reopen.reason")
    assert opened.workspace.step_back()
    assert not opened.sees("reopen.reason")


def test_the_checks_page_and_the_till_lead_to_it(open_order: OpenOrder) -> None:
    opened = open_order(INSPECTOR, COMPLETED)
    opened.workspace.show_step(Step.QC)
    opened.rest()
    opened.click("qc.reopen")
    assert opened.sees("reopen.reason")


@pytest.mark.parametrize(
    ("number", "who", "words"),
    [
        (COMPLETED, ADVISOR, "Reopen the order"),
        (SETTLED, MANAGER, "Reopen the order"),
        (IN_WORK, INSPECTOR, "Reopen the order"),
        (COMPLETED, CASHIER, "Reverse the settlement"),
        (SETTLED, ADVISOR, "Reverse the settlement"),
        (SETTLED, ADVISOR, "Refund"),
        (SETTLED, ADVISOR, "Cancel the order"),
    ],
)
def test_what_one_may_not_or_the_order_does_not_allow_is_not_offered(
    open_order: OpenOrder, number: str, who: str, words: str
) -> None:
    assert words not in open_order(who, number).offered()


def test_the_cashier_reverses_a_settlement_when_the_manager_agrees(open_order: OpenOrder) -> None:
    opened = open_order(CASHIER, SETTLED)
    opened.workspace.show_step(Step.SETTLEMENT)
    opened.rest()
    opened.click("settlement.reverse")
    type_words(opened.find("reverse.reason"), "付款方式有误")
    opened.command("Ctrl+Enter")
    opened.agree()
    assert stage(opened) is Stage.COMPLETED
    assert (bill(opened).paid_fen, bill(opened).open_fen) == (0, bill(opened).due_fen)
    assert any("HC" in notice.words for notice in opened.said)
    assert papers_of(opened.desk, opened.order_id)[-1].kind is PaperKind.REVERSAL


def test_the_cashier_refunds_a_part_of_a_payment(open_order: OpenOrder) -> None:
    opened = open_order(CASHIER, SETTLED)
    paid_fen = bill(opened).paid_fen
    opened.run("Refund")
    assert opened.find("refund.amount").text() == f"{paid_fen / 100:,.2f}"
    opened.type_into("refund.amount", "12.50")
    type_words(opened.find("refund.reason"), "多收")
    opened.command("Ctrl+Enter")
    opened.agree()
    assert (bill(opened).paid_fen, bill(opened).credited_fen, bill(opened).open_fen) == (paid_fen - 1_250, 1_250, 0)
    assert papers_of(opened.desk, opened.order_id)[-1].kind is PaperKind.REFUND


@pytest.mark.parametrize("typed", ["9,999", "0", "much"])
def test_a_refund_that_cannot_be_stays_typed_with_the_reason_under_it(open_order: OpenOrder, typed: str) -> None:
    opened = open_order(CASHIER, SETTLED)
    opened.run("Refund")
    opened.type_into("refund.amount", typed)
    type_words(opened.find("refund.reason"), "多收")
    opened.command("Ctrl+Enter")
    assert not any(panel.isVisible() for panel in opened.page.findChildren(QWidget, "step_up"))
    assert opened.sees("refund.amount.error")
    assert opened.find("refund.amount").text() == typed
    assert bill(opened).credited_fen == 0


def test_a_manager_agrees_at_the_till_before_anything_is_put_on_account(open_order: OpenOrder) -> None:
    opened = open_order(CASHIER, COMPLETED)
    opened.click("settlement.prepare")
    opened.page.find_widget("settlement.method").show_chosen("on_account")  # type: ignore[union-attr]
    opened.click("settlement.pay")
    assert opened.sees("settlement.reference.error")
    type_words(opened.find("settlement.reference"), "月结，12 月 5 日前")
    opened.click("settlement.pay")
    assert bill(opened).payments == ()
    opened.agree()
    assert bill(opened).open_fen == 0
    assert bill(opened).payments[0].approved_by == "周明远"
    assert Flag.ON_ACCOUNT in head(opened.desk, opened.order_id).flags


def test_what_is_on_account_is_paid_off_at_the_till(open_order: OpenOrder) -> None:
    opened = open_order(CASHIER, ON_ACCOUNT)
    opened.workspace.show_step(Step.SETTLEMENT)
    opened.rest()
    owed_fen = bill(opened).on_account_fen
    assert opened.find("settlement.amount").text() == f"{owed_fen / 100:,.2f}"
    opened.click("settlement.pay")
    assert bill(opened).on_account_fen == 0
    assert Flag.ON_ACCOUNT not in head(opened.desk, opened.order_id).flags
    assert not opened.sees("settlement.pay")


def test_the_forms_speak_chinese(open_order: OpenOrder) -> None:
    use(Language.CHINESE)
    opened = open_order(MANAGER, COMPLETED)
    opened.run("重新开工")
    assert opened.sees("reopen.reason")
