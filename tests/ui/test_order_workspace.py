"""One order in its workspace: the head, the steps, the promise, cancelling, what is remembered and followed."""

import pytest
from open_workspace import OpenOrder, OpenWorkspace
from order_page import Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desk import Desk
from app.order.inspection.inspect import skip_inspection
from app.order.queries import head, order_of_number
from app.order.workflow import Flag, Stage, Step
from app.overview.timeline import timeline
from app.trust.deeds import Deed
from ui.widgets.page import Page

QUOTED, RECEIVED, IN_QC, LEFT = "WXD000025", "WXD000022", "WXD000036", "WXD000010"


pytestmark = pytest.mark.usefixtures("store_time")


@pytest.fixture
def opened(open_order: OpenOrder) -> OpenWorkspace:
    return open_order("S02", QUOTED)


def test_the_head_says_which_car_whose_and_what_it_comes_to(opened: OpenWorkspace) -> None:
    header = opened.workspace.header
    assert header.plate.text == "新A4C8K5"
    assert header.owner.text() == "马依拉·吐尔逊"
    assert header.phone.text() == "140****0013"
    assert header.sum.fen == 128_200
    assert QUOTED in header.about.text()


def test_an_order_opens_at_the_step_of_its_stage(opened: OpenWorkspace) -> None:
    assert opened.workspace.step is Step.QUOTE
    for number, step in ((RECEIVED, Step.INSPECTION), (IN_QC, Step.QC), (LEFT, Step.HANDOVER)):
        opened.open(number)
        assert opened.workspace.step is step, number


def test_a_number_nobody_gave_is_refused_and_the_open_order_stays(opened: OpenWorkspace) -> None:
    opened.open("WXD999999")
    assert "WXD999999" in opened.said[-1].words
    assert opened.workspace.view is not None and opened.workspace.view.head.number == QUOTED


def test_every_step_can_be_reached_by_its_key(opened: OpenWorkspace) -> None:
    opened.open(LEFT)
    for at, step in enumerate(Step, start=1):
        opened.command(f"Ctrl+{at}")
        assert opened.workspace.step is step
        page = opened.workspace.page()
        assert isinstance(page, Page) and page.isVisible()


def test_a_step_is_reached_with_the_mouse(opened: OpenWorkspace) -> None:
    opened.click("order.step.checkin")
    assert opened.workspace.step is Step.CHECKIN
    assert "done" in opened.find("order.step.inspection").accessibleDescription()


def test_a_missing_link_to_a_step_leads_there(opened: OpenWorkspace) -> None:
    opened.open(RECEIVED)
    opened.workspace.show_step(Step.QUOTE)
    opened.rest()
    assert "order.step.inspection" in dict(opened.workspace.missing())
    opened.workspace.focus_on("order.step.inspection")
    opened.rest()
    assert opened.workspace.step is Step.INSPECTION


def test_the_page_follows_when_the_order_moves_on(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.open(RECEIVED)
    skip_inspection(advisor, opened.workspace.view.head.id, reason="known scope")  # type: ignore[union-attr]
    opened.workspace.refresh()
    opened.rest()
    assert opened.workspace.step is Step.QUOTE


def test_who_reads_an_early_step_is_not_carried_away(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.open(RECEIVED)
    opened.workspace.show_step(Step.CHECKIN)
    skip_inspection(advisor, opened.workspace.view.head.id, reason="known scope")  # type: ignore[union-attr]
    opened.workspace.refresh()
    opened.rest()
    assert opened.workspace.step is Step.CHECKIN


def test_the_promise_is_moved_in_place_and_stands_in_the_head(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.click("order.promise")
    opened.type_into("promise.at", "18:30")
    opened.type_into("promise.reason", "a part is late")
    opened.command("Ctrl+Enter")
    assert opened.workspace.header.promise.time.text() == "Today 18:30"
    assert not opened.sees("promise.at")
    assert f"{head(advisor, opened.order_id).promised_at:%H:%M}" == "10:30"


@pytest.mark.parametrize(
    ("at", "why", "field"),
    [("25:99", "late", "promise.at"), ("9:00", "late", "promise.at"), ("18:30", " ", "promise.reason")],
)
def test_a_promise_that_cannot_be_stays_typed_with_the_reason_under_it(
    opened: OpenWorkspace, advisor: Desk, at: str, why: str, field: str
) -> None:
    before = head(advisor, opened.order_id).promised_at
    opened.command("Ctrl+M")
    opened.type_into("promise.at", at)
    opened.type_into("promise.reason", why)
    opened.command("Ctrl+Enter")
    assert opened.sees(f"{field}.error")
    typed = opened.find("promise.at")
    assert isinstance(typed, QLineEdit) and typed.text() == at
    assert head(advisor, opened.order_id).promised_at == before


def test_the_primary_action_sleeps_while_a_form_lies_over_the_step(opened: OpenWorkspace) -> None:
    assert opened.workspace.primary_words()
    opened.command("Ctrl+M")
    assert not opened.workspace.primary_words() and not opened.workspace.missing()
    assert opened.workspace.step_back()
    assert opened.workspace.primary_words()


def test_an_order_is_cancelled_with_its_reason(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.workspace.open_form("cancel")
    opened.click("cancel.save")
    assert opened.sees("cancel.reason.error")
    opened.type_into("cancel.reason", "too expensive")
    opened.click("cancel.save")
    assert head(advisor, opened.order_id).stage is Stage.CANCELLED
    assert not opened.sees("cancel.reason")


def test_what_is_dispatched_is_not_cancelled(opened: OpenWorkspace, advisor: Desk) -> None:
    opened.open(IN_QC)
    opened.workspace.open_form("cancel")
    opened.type_into("cancel.reason", "no more")
    opened.click("cancel.save")
    assert opened.sees("cancel.reason.error")
    assert head(advisor, order_of_number(advisor, IN_QC)).stage is Stage.IN_QC


def test_the_number_is_copied_for_the_telephone(opened: OpenWorkspace) -> None:
    opened.click("order.phone")
    assert QApplication.clipboard().text() == "14000000013"
    assert opened.workspace.header.phone.text() == "140 0000 0013"


def test_each_look_at_a_number_is_written_down(opened: OpenWorkspace, advisor: Desk) -> None:
    before = [entry.deed for entry in timeline(advisor, opened.order_id, everything=True)]
    opened.click("order.phone")
    after = [entry.deed for entry in timeline(advisor, opened.order_id, everything=True)]
    assert after == [Deed.CONTACT_SHOW, *before]


def test_who_may_not_call_has_no_link_to_press(open_order: OpenOrder) -> None:
    opened = open_order("S05", IN_QC)
    opened.click("order.phone")
    assert "****" in opened.workspace.header.phone.text()
    assert Deed.REFUSED not in [entry.deed for entry in timeline(opened.desk, opened.order_id, everything=True)]


def test_flags_stand_beside_the_state(opened: OpenWorkspace) -> None:
    assert opened.workspace.view is not None and Flag.WAITING_CUSTOMER in opened.workspace.view.head.flags
    assert "Waiting for customer" in opened.workspace.header.pills.accessibleName()


def test_another_order_brings_its_own_pages(opened: OpenWorkspace) -> None:
    before = opened.workspace.page()
    opened.open(IN_QC)
    opened.open(QUOTED)
    assert opened.workspace.page() is not before


def test_the_side_panel_lies_over_a_wide_page_only_when_asked_for(opened: OpenWorkspace) -> None:
    assert not opened.sees("order.timeline")
    opened.command("Ctrl+I")
    assert opened.sees("order.timeline")
    assert opened.workspace.step_back()
    assert not opened.sees("order.timeline")
    opened.workspace.show_step(Step.CHECKIN)
    opened.rest()
    assert opened.sees("order.timeline")


def test_in_a_wide_window_the_side_panel_has_its_own_room_and_can_be_put_away(opened: OpenWorkspace) -> None:
    opened.workspace.resize(1848, 940)
    opened.rest()
    assert opened.sees("order.timeline")
    opened.command("Ctrl+I")
    assert not opened.sees("order.timeline")
    opened.command("Ctrl+I")
    assert opened.sees("order.timeline")


def test_enter_presses_a_step(opened: OpenWorkspace) -> None:
    step = opened.find("order.step.checkin")
    assert isinstance(step, QAbstractButton)
    step.setFocus()
    QTest.keyClick(step, Key.Key_Return)
    opened.rest()
    assert opened.workspace.step is Step.CHECKIN


def test_the_plate_of_a_long_name_is_not_cut(opened: OpenWorkspace) -> None:
    opened.open("WXD000027")
    owner = opened.workspace.header.owner
    assert owner.width() >= owner.sizeHint().width()


def test_the_page_of_the_next_step_is_made_meanwhile_and_goes_with_the_order(
    opened: OpenWorkspace, qtbot: QtBot
) -> None:
    spare = opened.workspace._spares[Step.AGREEMENT]
    qtbot.waitUntil(lambda: spare._page is not None)
    made = spare._page
    opened.workspace.show_step(Step.AGREEMENT)
    assert opened.workspace.page() is made
    assert opened.workspace._spares == {}

    opened.open(RECEIVED)
    waiting = opened.workspace._spares[Step.QUOTE]
    opened.open(IN_QC)
    assert list(opened.workspace._spares) == [Step.SETTLEMENT, Step.WORK]
    qtbot.waitUntil(lambda: not isValid(waiting))
