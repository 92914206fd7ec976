"""A comeback on its order: said in the head and on the pages, decided, charged; from the window, by the keyboard."""

from dataclasses import replace
from datetime import timedelta

import make
from hands import Show, type_words
from open_workspace import OpenOrder, OpenWorkspace
from order_page import DeskOf, Key
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.kernel.language import Language, use
from app.order.comeback.guaranteed import guaranteed_lines_in
from app.order.comeback.receive import receive
from app.order.queries import ComebackRow, comeback_of, head, order_of_number
from app.order.responsibility import ReworkResponsibility
from app.order.workflow import Step
from app.overview.order_view import order_view
from ui import theme
from ui.order.checkin.comeback_part import ComebackPart
from ui.order.comeback.words import comeback_mark, standing, who_pays
from ui.widgets.pill import Kind

COMEBACK, ORDINARY, LINK = "WXD000024", "WXD000025", "Link to earlier work"
INSPECTOR, ADVISOR, MANAGER = "S07", "S02", "S01"


def comeback(opened: OpenWorkspace) -> ComebackRow:
    row = comeback_of(opened.desk, opened.order_id)
    assert row is not None
    return row


def test_the_head_and_the_pages_say_what_it_is(open_order: OpenOrder) -> None:
    opened = open_order(ADVISOR, COMEBACK)
    assert "Comeback: to be decided" in opened.workspace.header.pills.accessibleName()
    opened.workspace.show_step(Step.QUOTE)
    opened.rest()
    words = opened.find("comeback.note").accessibleDescription()
    assert "Comeback to WXD000010" in words
    assert "to be decided by 11-25 08:41" in words
    assert "free for the customer" in words
    opened.workspace.show_step(Step.CHECKIN)
    opened.rest()
    assert opened.find("checkin.view.original").isVisible()


def test_its_link_opens_the_first_order(open_order: OpenOrder) -> None:
    opened = open_order(ADVISOR, COMEBACK)
    opened.workspace.show_step(Step.CHECKIN)
    opened.rest()
    opened.find("checkin.view.original").setFocus()
    opened.press(Key.Key_Return)
    assert opened.gone == [("order", "WXD000010")]


def test_an_ordinary_order_says_and_offers_nothing_of_it(open_order: OpenOrder) -> None:
    opened = open_order(MANAGER, ORDINARY)
    assert not {"Who answers for the comeback", "Charge the comeback"} & set(opened.offered())
    assert not opened.sees("comeback.note")


def test_the_inspector_decides_by_keys(open_order: OpenOrder) -> None:
    opened = open_order(INSPECTOR, COMEBACK)
    opened.run("Who answers for the comeback")
    opened.press(Key.Key_Space)
    opened.find("responsibility.reason").setFocus()
    type_words(opened.find("responsibility.reason"), "装配时皮带过紧")
    opened.command("Ctrl+Enter")
    row = comeback(opened)
    assert (row.responsibility, row.reason) == (ReworkResponsibility.REPAIR_QUALITY, "装配时皮带过紧")
    assert not opened.sees("responsibility.reason")
    assert "Comeback: Quality of the repair" in opened.workspace.header.pills.accessibleName()


def test_without_a_reason_it_says_so_under_the_field(open_order: OpenOrder) -> None:
    opened = open_order(INSPECTOR, COMEBACK)
    opened.run("Who answers for the comeback")
    opened.press(Key.Key_Space)
    opened.command("Ctrl+Enter")
    assert opened.sees("responsibility.reason.error")
    assert comeback(opened).responsibility is ReworkResponsibility.UNDECIDED
    assert QApplication.focusWidget() is opened.find("responsibility.reason")


def test_without_a_choice_it_says_so_under_the_chips(open_order: OpenOrder) -> None:
    opened = open_order(INSPECTOR, COMEBACK)
    opened.run("Who answers for the comeback")
    type_words(opened.find("responsibility.reason"), "试车")
    opened.command("Ctrl+Enter")
    assert opened.sees("responsibility.choice.error")


def test_an_advisor_is_not_offered_the_decision(open_order: OpenOrder) -> None:
    assert "Who answers for the comeback" not in open_order(ADVISOR, COMEBACK).offered()


def test_what_is_in_work_may_still_be_charged_for_more(open_order: OpenOrder) -> None:
    assert "Charge the comeback" in open_order(ADVISOR, COMEBACK).offered()


def test_the_words_follow_time_and_decision(open_order: OpenOrder) -> None:
    row = comeback(open_order(ADVISOR, COMEBACK))
    late = row.due_at + timedelta(days=2, hours=1)
    assert comeback_mark(row, now=late).words == "Comeback: decision 2 days late"
    assert comeback_mark(row, now=late).kind is Kind.BAD
    assert "was due" in standing(row, now=late)
    against = replace(row, responsibility=ReworkResponsibility.CUSTOMER_USE)
    assert comeback_mark(against, now=late).kind is Kind.INFO
    assert who_pays(against) == "the customer pays what they sign"


def test_the_second_time_is_amber_and_the_third_red(open_order: OpenOrder, shown: Show) -> None:
    use(Language.ENGLISH)
    opened = open_order(ADVISOR, COMEBACK)
    vehicle_id = order_view(opened.desk, opened.order_id).head.vehicle_id
    with opened.desk.look() as session:
        lines = guaranteed_lines_in(
            session, vehicle_id, today=opened.desk.store.clock.now().date(), odometer_km=None, utc_offset_minutes=480
        )
    part = ComebackPart()
    shown(part)
    assert {line.comebacks for line in lines} == {1}
    for comebacks, tone, words in ((1, "warn", "Second comeback"), (2, "bad", "Comeback no. 3")):
        part.show_lines(tuple(replace(line, comebacks=comebacks) for line in lines))
        next(iter(part.checks.values())).click()
        assert part.notice.isVisible()
        assert words in part.notice.text()
        assert part.notice.palette().color(part.notice.foregroundRole()) == theme.current().color(tone)
        next(iter(part.checks.values())).click()
        assert not part.notice.isVisible()


def test_a_signed_order_is_not_offered_the_link(open_order: OpenOrder) -> None:
    assert LINK not in open_order(ADVISOR, "WXD000028").offered()
    assert LINK in open_order(ADVISOR, ORDINARY).offered()


def test_the_form_says_when_nothing_is_guaranteed_and_esc_leaves_it(open_order: OpenOrder) -> None:
    opened = open_order(ADVISOR, ORDINARY)
    opened.run(LINK)
    assert opened.sees("comeback_link.save") and not opened.sees("checkin.comeback")
    opened.command("Ctrl+Enter")
    assert comeback_of(opened.desk, opened.order_id) is None
    assert opened.workspace.step_back()
    assert not opened.sees("comeback_link.save")


def test_an_order_is_made_a_comeback_from_its_own_menu(open_order: OpenOrder, desk_of_lazy: DeskOf) -> None:
    opened = open_order(ADVISOR, received_again(desk_of_lazy(ADVISOR)))
    opened.run(LINK)
    opened.press(Key.Key_Space)
    opened.command("Ctrl+Enter")
    assert comeback(opened).is_free
    assert LINK not in opened.offered()
    assert "Comeback: to be decided" in opened.workspace.header.pills.accessibleName()


def received_again(desk: Desk) -> str:
    """The car of a visit whose work is still guaranteed, received without anyone thinking of it; the order's number."""
    first = head(desk, order_of_number(desk, "WXD000013"))
    form = make.checkin_form(
        vehicle_id=first.vehicle_id, plate=first.plate, vin=first.vin, customer_name=first.owner_name,
        phone=first.owner_phone, odometer_km=72_400, promised_at=desk.store.clock.now() + make.STAY,
    )  # fmt: skip
    return receive(desk, form, signatures=make.signatures(desk.store)).number
