"""The door: the list, what is written down, the customer's signature, the gate pass."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest
from hands import type_words
from order_page import DeskOf, Key, Open, OpenAt, OpenPage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.desk import Desk
from app.kernel.language import Language, _, use
from app.order.handover.explanation import TOPIC_WORDS, Grade, Topic
from app.order.handover.hand_over import Leaving, note_leaving, sign_handover, tick_all
from app.order.handover.queries import handover
from app.order.queries import head, order_of_number
from app.order.workflow import Stage, Step
from app.paper.content import Signed, SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.paper.tables import Paper
from app.upkeep.visit import handwriting
from ui.order.handover.checklist import HEAD, LINE, NAME_LEFT, Checklist
from ui.order.handover.handover_page import HandoverPage
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.choice import Choice

SETTLED, COMPLETED, DELIVERED = "WXD000039", "WXD000037", "WXD000014"
RECEIVED, IN_CHECK = "WXD000023", "WXD000035"


@pytest.fixture
def door(open_at: OpenAt, desk_of_lazy: DeskOf) -> Open:
    """The handover page of an order on which nothing is ticked yet, the advisor at the desk unless said otherwise."""

    def opened(number: str = SETTLED, who: str = "S02") -> AbstractContextManager[OpenPage]:
        advisor = desk_of_lazy("S02")
        order_id = order_of_number(advisor, number)
        if handover(advisor, order_id).signed_at is None:
            tick_all(advisor, order_id, topics=tuple(Topic), done=False)
        return open_at(who, number, HandoverPage)

    return opened


def fill(opened: OpenPage, *, grade: Qt.Key = Key.Key_1) -> None:
    """Everything but the signature."""
    topics = handover(opened.desk, opened.order_id).open_topics
    opened.find("handover.checklist").setFocus()
    for _topic in topics:
        opened.press(Key.Key_Space, "handover.checklist")
    opened.type_into("handover.odometer", "22105")
    opened.press(grade, "handover.grade")
    opened.qtbot.waitUntil(lambda: handover(opened.desk, opened.order_id).grade is not None, timeout=5_000)
    opened.rest()


def test_space_ticks_the_point_in_hand_and_goes_to_the_next(door: Open) -> None:
    with door() as opened:
        opened.press(Key.Key_Space, "handover.checklist")
        opened.press(Key.Key_Space, "handover.checklist")

        ticks = handover(opened.desk, opened.order_id).ticks
        assert [one.topic for one in ticks] == [Topic.EXTERIOR_WASHED, Topic.INTERIOR_VACUUMED]
        assert ticks[0].done_by == "林晓岚"


def test_a_car_that_is_not_completed_has_no_list_yet(door: Open, open_at: OpenAt) -> None:
    for number in (RECEIVED, IN_CHECK):
        with open_at("S02", number, HandoverPage) as opened:
            assert opened.sees("handover.too_early")
            assert not opened.sees("handover.checklist")
            assert not opened.sees("handover.sign")
            assert opened.page.key_hints() == ()
    with door(COMPLETED) as opened:
        assert not opened.sees("handover.too_early")
        assert opened.sees("handover.checklist")


def test_arrows_move_and_space_takes_a_tick_back(door: Open) -> None:
    with door() as opened:
        opened.press(Key.Key_Space, "handover.checklist")
        opened.press(Key.Key_Up, "handover.checklist")
        opened.press(Key.Key_Space, "handover.checklist")

        assert handover(opened.desk, opened.order_id).ticks == ()


def test_a_click_ticks_the_point_under_the_hand(door: Open) -> None:
    with door() as opened:
        area = opened.page.checklist.area_of(Topic.GLASS_WIPED)
        opened.click("handover.checklist", area.center().toPoint())

        assert [one.topic for one in handover(opened.desk, opened.order_id).ticks] == [Topic.GLASS_WIPED]


def test_a_group_that_is_done_folds_and_opens_again(door: Open) -> None:
    with door() as opened:
        for _point in range(4):
            opened.press(Key.Key_Space, "handover.checklist")

        assert opened.page.checklist.folded_count == 4
        assert opened.page.checklist.area_of(Topic.GLASS_WIPED).isEmpty()
        opened.press(Key.Key_Up, "handover.checklist")
        opened.press(Key.Key_Space, "handover.checklist")
        assert not opened.page.checklist.area_of(Topic.GLASS_WIPED).isEmpty()


def test_rows_stand_closer_where_that_saves_the_list_from_scrolling(door: Open) -> None:
    with door() as opened:
        area = opened.page.checklist.parentWidget().parentWidget()
        assert isinstance(area, QScrollArea)
        heights = {}
        for room in (300, 640, 900):
            opened.page.resize(1262, room)
            opened.rest()
            heights[room] = opened.page.checklist.area_of(Topic.KEYS_RETURNED).height()
            fits = opened.page.checklist.height() <= area.viewport().height()
            assert fits == (room > 300)
        assert heights[300] == heights[900] > heights[640]


def test_what_the_customer_gets_back_is_written_whole(qtbot: QtBot) -> None:
    use(Language.CHINESE)
    things = (
        "行车记录仪 1",
        "儿童安全座椅（ISOFIX，灰色，带脚垫和遮阳罩，后排右侧）1",
        "太阳镜 2",
        "ETC 卡 1",
        "后备箱工具 3",
    )
    papers, topics = ("WXD000039-D08", "JS2026000021"), (Topic.VALUABLES_COMPARED, Topic.PAPERS_GIVEN)
    checklist = Checklist()
    qtbot.addWidget(checklist)
    details = {Topic.VALUABLES_COMPARED: things, Topic.PAPERS_GIVEN: papers}
    checklist.show_topics(topics, (), details, can_tick=True)
    checklist.resize(400, checklist.height())
    checklist.show()
    for topic in topics:
        lines = checklist.lines_of(topic)
        assert "".join(lines) == f"{_(TOPIC_WORDS[topic])}：{'、'.join(details[topic])}"
        assert len(lines) > 1
        assert checklist.area_of(topic).height() >= LINE * len(lines)
        assert all(drawn.width_of(line, Type.DATA, Type.MEDIUM) <= 400 - NAME_LEFT for line in lines)
    assert any("WXD000039-D08" in line for line in checklist.lines_of(Topic.PAPERS_GIVEN))
    assert checklist.height() == sum(checklist.area_of(topic).height() for topic in topics) + 2 * HEAD


def test_only_what_applies_to_this_car_is_asked(door: Open) -> None:
    with door() as opened:
        topics = handover(opened.desk, opened.order_id).topics
        assert Topic.VALUABLES_COMPARED not in topics  # none were left in the car
        assert Topic.DECLINED_REMINDED not in topics  # nothing was put off
        assert Topic.OLD_PARTS_SHOWN in topics
        assert not opened.sees("handover.left_undone")


def test_what_was_put_off_is_shown_and_asked_for(door: Open) -> None:
    with door(DELIVERED) as opened:
        assert Topic.DECLINED_REMINDED in handover(opened.desk, opened.order_id).topics
        assert opened.sees("handover.left_undone")
        assert "Replace rear brake pads" in opened.find("handover.left_undone").accessibleDescription()


def test_the_next_service_is_proposed_and_may_be_changed(door: Open) -> None:
    with door() as opened:
        assert opened.find("handover.next_service").text() == "2027-11-23"
        assert opened.find("handover.next_service_km").text() == "42,100"

        opened.type_into("handover.next_service", "2027.5.23")
        opened.type_into("handover.odometer", "22,105")
        opened.qtbot.waitUntil(lambda: handover(opened.desk, opened.order_id).out_odometer_km == 22_105, timeout=5_000)
        assert handover(opened.desk, opened.order_id).next_service_on == date(2027, 5, 23)
        assert handover(opened.desk, opened.order_id).next_service_km == 42_100


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("handover.odometer", "many"),
        ("handover.odometer", "22099"),
        ("handover.odometer", "99999"),
        ("handover.next_service", "2027-02-30"),
        ("handover.next_service", "2020-01-01"),
        ("handover.next_service_km", "x"),
    ],
)
def test_what_cannot_be_stays_typed_and_says_why_without_taking_the_cursor(door: Open, field: str, typed: str) -> None:
    with door() as opened:
        opened.type_into(field, typed)
        other = opened.find("handover.follow_up")
        other.setFocus()
        opened.qtbot.waitUntil(lambda: opened.sees(f"{field}.error"), timeout=5_000)

        assert opened.find(field).text() == typed
        assert other.hasFocus()
        assert handover(opened.desk, opened.order_id).out_odometer_km is None


def test_own_cautions_are_kept_as_typed(door: Open) -> None:
    with door() as opened:
        field = opened.find("handover.cautions")
        assert "air conditioning" in field.toPlainText()
        field.setFocus()
        field.selectAll()
        type_words(field, "<b>&\"' 雨天慢行")
        opened.qtbot.waitUntil(lambda: handover(opened.desk, opened.order_id).cautions != "", timeout=5_000)

        assert handover(opened.desk, opened.order_id).cautions == "<b>&\"' 雨天慢行"
        opened.page.refresh()
        opened.rest()
        assert field.toPlainText() == "<b>&\"' 雨天慢行"


def test_what_is_missing_is_known_while_one_types(door: Open) -> None:
    with door() as opened:
        names = [name for _field, name in opened.page.missing()]
        assert names == ["15 points of the list", "Odometer at leaving", "Satisfied just now?"]

        opened.type_into("handover.odometer", "22105")
        assert [field for field, _name in opened.page.missing()] == ["handover.checklist", "handover.grade"]


def test_an_unsettled_order_leads_to_the_till(door: Open) -> None:
    with door(COMPLETED) as opened:
        assert opened.page.missing()[0] == ("order.step.settlement", "Settlement")
        opened.click("handover.sign")
        assert opened.gone == [("step", Step.SETTLEMENT)]


def test_the_customer_signs_the_car_is_released_and_both_papers_open(door: Open) -> None:
    with door() as opened:
        fill(opened)
        assert opened.page.missing() == ()
        opened.page.primary()
        opened.sign()
        row = handover(opened.desk, opened.order_id)
        assert row.signed_at is not None
        assert row.gate_pass is None
        assert opened.page.primary_words() == "Release, issue the gate pass"

        opened.click("handover.release")
        assert head(opened.desk, opened.order_id).stage is Stage.DELIVERED
        number = handover(opened.desk, opened.order_id).gate_pass.number  # type: ignore[union-attr]
        assert opened.find("handover.pass_number").text() == number
        assert opened.page.primary_words() == ""

        opened.click("handover.print")
        opened.click("handover.sheet")
        kinds = [what.kind for place, what in opened.gone if place == "paper" and isinstance(what, PaperRow)]
        assert kinds == [PaperKind.GATE_PASS, PaperKind.HANDOVER]
        sheet = next(row for row in papers_of(opened.desk, opened.order_id) if row.kind is PaperKind.HANDOVER)
        assert sheet.signed_by[1] == "林晓岚"


def test_the_sheet_tells_the_usual_cautions_in_chinese_whatever_the_window_speaks(door: Open) -> None:
    with door() as opened:
        fill(opened)
        opened.page.primary()
        opened.sign()

        with opened.desk.look() as session:
            content = session.scalar(
                select(Paper.content).where(Paper.order_id == opened.order_id, Paper.kind == PaperKind.HANDOVER.value)
            )
        assert content is not None
        assert "请每周开空调十分钟" in content


def test_nobody_signs_what_would_then_be_refused(door: Open) -> None:
    with door() as opened:
        fill(opened)
        opened.type_into("handover.odometer", "99999")
        opened.page.primary()
        opened.rest()

        assert not opened.sees("sign.pad")
        assert opened.find("handover.odometer.error").isVisible()
        assert opened.find("handover.odometer").hasFocus()


def test_the_button_on_the_pass_leads_to_what_is_missing(door: Open) -> None:
    with door() as opened:
        opened.type_into("handover.odometer", "22105")
        opened.click("handover.sign")

        assert not opened.sees("sign.pad")
        assert opened.find("handover.checklist").hasFocus()


def test_a_signed_sheet_cannot_be_changed(door: Open) -> None:
    with door() as opened:
        fill(opened)
        opened.page.primary()
        opened.sign()
        ticks = handover(opened.desk, opened.order_id).ticks
        opened.press(Key.Key_Space, "handover.checklist")

        assert handover(opened.desk, opened.order_id).ticks == ticks
        assert not opened.find("handover.odometer").isEnabled()
        assert not opened.find("handover.grade").isEnabled()


def _signed_and_unsatisfied(desk: Desk) -> None:
    order_id = order_of_number(desk, SETTLED)
    tick_all(desk, order_id, topics=handover(desk, order_id).topics, done=True)
    leaving = Leaving(22_105, date(2027, 5, 23), 32_000, "", Grade.UNSATISFIED)
    note_leaving(desk, order_id, leaving=leaving)
    now = desk.store.clock.now()
    signatures = (Signed(SignerRole.CUSTOMER, "欧阳若曦", now, handwriting("欧阳若曦")),)
    sign_handover(desk, order_id, signatures=signatures)


def test_an_unsatisfied_customer_is_not_let_go_without_a_reason(door: Open, desk_of_lazy: DeskOf) -> None:
    _signed_and_unsatisfied(desk_of_lazy("S02"))
    with door() as opened:
        assert "manager" in opened.page.fields.grade.notice.text()
        assert opened.page.missing() == (("handover.override", "Reason for leaving unsatisfied"),)
        opened.click("handover.release")
        assert opened.find("handover.override").hasFocus()
        assert head(opened.desk, opened.order_id).stage is Stage.SETTLED


def test_a_manager_agrees_on_the_spot_that_an_unsatisfied_customer_goes(door: Open, desk_of_lazy: DeskOf) -> None:
    _signed_and_unsatisfied(desk_of_lazy("S02"))
    with door() as opened:
        type_words(opened.find("handover.override"), "已道歉，赠送一次精洗")
        assert opened.page.missing() == ()
        opened.page.primary()
        opened.rest()
        assert head(opened.desk, opened.order_id).stage is Stage.SETTLED
        assert opened.sees("step_up.pin")
        QTest.keyClicks(opened.find("step_up.pin"), "135790")
        opened.press(Key.Key_Return, "step_up.pin")

        assert head(opened.desk, opened.order_id).stage is Stage.DELIVERED
        assert not opened.sees("step_up.pin")


def test_not_even_a_manager_agrees_with_themselves(door: Open, desk_of_lazy: DeskOf) -> None:
    _signed_and_unsatisfied(desk_of_lazy("S02"))
    with door(who="S01") as opened:
        type_words(opened.find("handover.override"), "已道歉")
        opened.page.primary()
        opened.rest()
        assert not opened.find("step_up").findChild(Choice).count()
        assert opened.page.step_back()
        assert head(opened.desk, opened.order_id).stage is Stage.SETTLED


def test_who_may_not_hand_over_only_reads(door: Open) -> None:
    with door(who="S05") as opened:
        assert opened.page.primary_words() == ""
        assert not opened.sees("handover.sign")
        assert "Service advisor" in opened.find("order.done_by").text()
        opened.press(Key.Key_Space, "handover.checklist")
        assert handover(opened.desk, opened.order_id).ticks == ()


def test_what_is_typed_is_kept_when_the_page_is_left_at_once(door: Open) -> None:
    with door() as opened:
        opened.type_into("handover.odometer", "22110")
        assert opened.page.leave()
        opened.rest()
        assert handover(opened.desk, opened.order_id).out_odometer_km == 22_110


def test_a_refused_tick_shows_the_truth_again(door: Open, desk_of_lazy: DeskOf) -> None:
    with door() as opened:
        opened.worker.use_desk(replace(desk_of_lazy("S05"), told=opened.worker.collect))
        opened.press(Key.Key_Space, "handover.checklist")

        assert handover(opened.desk, opened.order_id).ticks == ()
        assert len(opened.said) == 1
        assert opened.page.checklist.current is not None


def test_the_grades_are_chosen_by_digit(door: Open) -> None:
    with door() as opened:
        grade = opened.find("handover.grade")
        QTest.keyClick(grade, Key.Key_5)
        opened.qtbot.waitUntil(
            lambda: handover(opened.desk, opened.order_id).grade is Grade.VERY_UNSATISFIED, timeout=5_000
        )


def test_the_page_speaks_chinese(door: Open) -> None:
    use(Language.CHINESE)
    with door() as opened:
        assert opened.page.primary_words() == "请客户签字·放行"
        assert "空调" in opened.find("handover.cautions").toPlainText()
