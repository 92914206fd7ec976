"""Additional work in the window: the workshop reports it, the advisor prices and asks, the customer answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hands import type_words
from open_workspace import OpenOrder, OpenWorkspace
from order_page import Key
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.language import Language, use
from app.order.agreement.consent_ways import AnswerWay
from app.order.handover.farewell import farewell
from app.order.handover.read_leaving import TypedLeaving
from app.order.qc.check import answer_check, fail
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import checks
from app.order.queries import head
from app.order.quote.edit import add_item
from app.order.quote.offer import decide
from app.order.quote.queries import agreed_lines_in
from app.order.supplement.price import Written, write_down
from app.order.supplement.queries import SupplementRow, supplement_standing
from app.order.supplement.raise_finding import raise_finding
from app.order.supplement.states import SupplementStatus
from app.order.workflow import Flag, Step
from app.order.workshop.work import finish
from app.overview.timeline import timeline
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision, LineKind
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from app.trust.deeds import Deed
from app.upkeep.demo import person
from ui.order.handover.facts import signed_facts
from ui.order.quote.page import QuotePage
from ui.order.quote.quote_line import QuoteLine
from ui.order.supplement.answer_form import AnswerForm
from ui.order.supplement.finding_form import FindingForm
from ui.order.supplement.more_work import MoreWork
from ui.theme import Size
from ui.widgets.chips import Chips
from ui.widgets.paper_view import PaperView
from ui.widgets.photo_strip import Photo

ASKED, IN_WORK, REWORK = "WXD000033", "WXD000031", "WXD000036"
ADVISOR, TECHNICIAN, FOREMAN, INSPECTOR = "S02", "S05", "S04", "S07"


def to_quote(opened: OpenWorkspace) -> MoreWork:
    """The page of the lines, with the additional work over them."""
    opened.workspace.show_step(Step.QUOTE)
    opened.rest()
    found = opened.page.findChild(MoreWork)
    assert found is not None
    return found


def write(opened: OpenWorkspace, name: str, words: str) -> None:
    """Write into a field, and leave it."""
    field = opened.find(name)
    assert isinstance(field, QLineEdit) and field.isVisible(), name
    field.setFocus()
    field.clear()
    type_words(field, words)
    field.editingFinished.emit()
    opened.rest()


def error(opened: OpenWorkspace, name: str) -> str:
    """The sentence under a field."""
    found = opened.page.window().findChild(QWidget, f"{name}.error")
    return found.text() if found is not None and found.isVisible() else ""  # type: ignore[attr-defined]


def standing(opened: OpenWorkspace) -> SupplementRow:
    return supplement_standing(opened.desk, opened.order_id).supplements[-1]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    use(Language.CHINESE)
    yield
    use(Language.CHINESE)


def test_a_technician_reports_what_was_found_and_it_stands_before_the_advisor(open_order: OpenOrder) -> None:
    workshop = open_order(TECHNICIAN, IN_WORK)
    workshop.run("上报新发现")
    write(workshop, "finding.text", "后减振器漏油")
    write(workshop, "finding.measured", "两侧")
    workshop.picture("finding-form")
    workshop.click("finding.save")
    assert Flag.SUPPLEMENT_PENDING in head(workshop.desk, workshop.order_id).flags
    assert not workshop.sees("finding.text")
    advisor = open_order(ADVISOR, IN_WORK)
    more = to_quote(advisor)
    assert more.isVisible()
    assert any(words.startswith("后减振器漏油") for words in more.findings_shown())
    advisor.picture("finding-waits")


def test_who_does_not_decide_reads_that_it_is_undecided(open_order: OpenOrder) -> None:
    workshop = open_order(TECHNICIAN, ASKED)
    to_quote(workshop)
    lines = workshop.page.findChildren(QuoteLine)
    assert {line.decision_words() for line in lines} == {"未决定"}


def test_an_empty_finding_is_not_reported(open_order: OpenOrder) -> None:
    workshop = open_order(TECHNICIAN, IN_WORK)
    workshop.run("上报新发现")
    workshop.click("finding.save")
    assert error(workshop, "finding.text") == "请写明发现了什么。"


def test_what_is_wrong_with_a_finding_stands_where_it_is(open_order: OpenOrder) -> None:
    workshop = open_order(TECHNICIAN, IN_WORK)
    workshop.run("上报新发现")
    write(workshop, "finding.text", "漏油")
    write(workshop, "finding.measured", "长" * 501)
    workshop.click("finding.save")
    assert error(workshop, "finding.measured") and not error(workshop, "finding.text")
    write(workshop, "finding.measured", "")
    form = workshop.page.findChild(FindingForm)
    assert form is not None
    form.photos.show_photos((Photo(b"no picture", ""),))
    workshop.click("finding.save")
    assert workshop.said[-1].kind == "bad" and not error(workshop, "finding.text")
    assert workshop.sees("finding.text"), "what was typed stays"


def test_an_advisor_prices_it_and_puts_it_to_the_customer(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    to_quote(advisor)
    advisor.click("supplement.begin")
    write(advisor, "supplement.finding", "后减振器漏油，需更换")
    write(advisor, "supplement.promise", "明天 11:00")
    add_item(advisor.desk, advisor.order_id, kind=LineKind.LABOUR, code="LB-R012")
    advisor.page.refresh()
    advisor.rest()
    advisor.picture("draft")
    advisor.press_primary()
    row = standing(advisor)
    assert (row.status, row.finding, row.change_fen) == (SupplementStatus.SENT, "后减振器漏油，需更换", 24_000)
    assert row.new_promise_at is not None
    advisor.picture("sent")


def test_who_only_goes_through_the_fields_writes_nothing(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    more = to_quote(advisor)
    advisor.click("supplement.take_back")
    for field in (more.finding, more.promise):
        field.editor.setFocus()
        advisor.press(Key.Key_Return)
    advisor.press_primary()
    assert standing(advisor).status is SupplementStatus.SENT
    deeds = [entry.deed for entry in timeline(advisor.desk, advisor.order_id, everything=True)]
    assert deeds.count(Deed.SUPPLEMENT_WRITE) == 0 and deeds.count(Deed.SUPPLEMENT_SEND) == 2


def test_what_cannot_be_read_as_a_time_is_said_under_its_field(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    to_quote(advisor)
    advisor.click("supplement.begin")
    write(advisor, "supplement.promise", "改天")
    assert error(advisor, "supplement.promise")
    assert advisor.find("supplement.promise").text() == "改天"  # type: ignore[attr-defined]
    assert standing(advisor).new_promise_at is None


def test_without_a_line_nothing_is_asked_and_the_bar_says_what_is_missing(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    to_quote(advisor)
    advisor.click("supplement.begin")
    assert [name for name, _words in advisor.workspace.missing()] == ["supplement.finding", "quote.lines"]
    advisor.press_primary()
    assert standing(advisor).status is SupplementStatus.DRAFT


def test_the_customer_signs_and_the_new_lines_wait_for_a_technician(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    to_quote(advisor)
    advisor.picture("asked")
    before = head(advisor.desk, advisor.order_id).signed_total_fen
    advisor.press_primary()
    assert advisor.said[-1].words.startswith("还缺"), "nothing is decided yet"
    advisor.run("客户全部同意")
    advisor.press_primary()
    advisor.picture("ceremony")
    advisor.sign()
    order = head(advisor.desk, advisor.order_id)
    assert order.signed_total_fen == before + 89_000
    assert standing(advisor).way is AnswerWay.ON_SITE_SIGNATURE
    assert PaperKind.SUPPLEMENT in {paper.kind for paper in papers_of(advisor.desk, advisor.order_id)}
    with advisor.desk.look() as session:
        assert "LB-R013" in {line.code for line in agreed_lines_in(session, advisor.order_id)}
    advisor.picture("signed")


def test_an_answer_by_telephone_is_kept_with_who_heard_it(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    to_quote(advisor)
    advisor.run("客户全部同意")
    advisor.click("supplement.by_phone")
    form = advisor.page.findChild(AnswerForm)
    assert form is not None and form.isVisible()
    advisor.click("answer.save")
    assert error(advisor, "answer.said")
    write(advisor, "answer.said", "换吧，今天要用车")
    advisor.click("answer.save")
    assert error(advisor, "answer.witness")
    form.witness.editor.show_chosen(str(person(advisor.desk, FOREMAN).id))
    advisor.picture("answer-form")
    advisor.click("answer.save")
    row = standing(advisor)
    assert (row.status, row.way) == (SupplementStatus.ACCEPTED, AnswerWay.PHONE_RECORDED)
    assert not form.isVisible()
    read = dict(signed_facts(farewell(advisor.desk, advisor.order_id), TypedLeaving()))
    assert read["电话等确认的增项"] == "ZX-WXD000033-z1·10:00·+¥890.00。您的签字同时确认此增项。"


def test_the_sums_follow_what_is_decided_on_the_telephone(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    more = to_quote(advisor)
    advisor.click("supplement.by_phone")
    form = advisor.page.findChild(AnswerForm)
    assert form is not None and "+¥890.00" in form.remark.text()
    heard = str(person(advisor.desk, FOREMAN).id)
    form.witness.editor.show_chosen(heard)
    assert more.row is not None
    part = next(line for line in more.row.version.lines if line.kind is LineKind.PART)
    quote = advisor.page.findChild(QuotePage)
    assert quote is not None
    quote.grid.decided.emit(quote.grid.find_line(part.code), Decision.REFUSED)
    advisor.rest()
    assert "+¥300.00" in form.remark.text() and form.witness.editor.chosen == heard


def test_a_message_wants_its_picture(open_order: OpenOrder, tmp_path: Path) -> None:
    advisor = open_order(ADVISOR, ASKED)
    to_quote(advisor)
    advisor.run("客户全部同意")
    advisor.click("supplement.by_phone")
    form = advisor.page.findChild(AnswerForm)
    assert form is not None
    form.way.show_chosen(AnswerWay.MESSAGE_CONFIRMED.value)
    form.way.chosen_changed.emit(AnswerWay.MESSAGE_CONFIRMED.value)
    assert not form.witness.isVisible() and form.attach.isVisible()
    write(advisor, "answer.said", "同意")
    advisor.click("answer.save")
    assert form.evidence.text() == "请附上消息截图。"
    picture = tmp_path / "wechat.png"
    assert advisor.page.grab().save(str(picture))
    form.take(picture)
    advisor.rest()
    assert form.evidence.text() == "wechat.png"
    advisor.click("answer.save")
    assert standing(advisor).way is AnswerWay.MESSAGE_CONFIRMED


def test_the_customer_refuses_and_nothing_is_added(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    more = to_quote(advisor)
    before = head(advisor.desk, advisor.order_id).signed_total_fen
    assert more.row is not None
    for line in more.row.version.lines:
        decide(advisor.desk, advisor.order_id, decisions=((line.id, Decision.REFUSED),))
    advisor.page.refresh()
    advisor.rest()
    advisor.press_primary()
    advisor.sign()
    order = head(advisor.desk, advisor.order_id)
    assert (order.signed_total_fen, standing(advisor).status) == (before, SupplementStatus.REFUSED)
    assert Flag.SAFETY_ITEM_REFUSED in order.flags


def test_it_is_taken_back_changed_and_ended(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    to_quote(advisor)
    advisor.click("supplement.take_back")
    assert standing(advisor).status is SupplementStatus.DRAFT
    advisor.click("supplement.end")
    advisor.click("supplement.end.save")
    assert error(advisor, "supplement.reason")
    write(advisor, "supplement.reason", "电话无人接听")
    advisor.click("supplement.end.save")
    assert standing(advisor).status is SupplementStatus.WITHDRAWN
    assert advisor.sees("supplement.begin")


def test_an_agreed_line_is_left_out_by_its_chip(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, "WXD000034")
    to_quote(advisor)
    advisor.click("supplement.begin")
    out = advisor.find("supplement.out")
    assert isinstance(out, Chips) and out.isVisible()
    first = supplement_standing(advisor.desk, advisor.order_id).removable[0]
    out.show_chosen((str(first.line.id),))
    out.chosen_changed.emit(out.chosen)
    advisor.rest()
    assert [line.id for line in standing(advisor).taken_out] == [first.line.id]
    advisor.picture("left-out")


def test_two_chips_in_one_breath_are_both_kept(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, "WXD000034")
    to_quote(advisor)
    advisor.click("supplement.begin")
    out = advisor.find("supplement.out")
    assert isinstance(out, Chips)
    every = supplement_standing(advisor.desk, advisor.order_id).removable
    lines = [one for one in every if not one.why_not]
    assert len(lines) > 1
    for one in lines[:2]:
        out.toggle(str(one.line.id))
    advisor.rest()
    assert {line.id for line in standing(advisor).taken_out} == {one.line.id for one in lines[:2]}
    assert out.chosen == {str(one.line.id) for one in lines[:2]}


def test_a_chip_of_what_is_done_meanwhile_goes_back(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    more = to_quote(advisor)
    advisor.click("supplement.begin")
    one = supplement_standing(advisor.desk, advisor.order_id).removable[0]
    finish(replace(advisor.desk, person=person(advisor.desk, TECHNICIAN)), one.line.id)
    more.leave_out.chips.toggle(str(one.line.id))
    advisor.rest()
    assert advisor.said[-1].kind == "bad" and more.leave_out.chips.chosen == frozenset()
    assert standing(advisor).taken_out == ()


def test_while_it_is_open_its_own_paper_is_printed(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    to_quote(advisor)
    next(command for command in advisor.workspace.commands() if command.key == "Ctrl+P").deed()
    advisor.rest()
    view = advisor.find("draft.view")
    assert isinstance(view, PaperView)
    assert view.isVisible() and len(view.pages.tops()) == 1
    advisor.picture("draft-sheet")


def test_who_only_looks_is_told_whose_post_it_is(open_order: OpenOrder) -> None:
    technician = open_order(TECHNICIAN, ASKED)
    more = to_quote(technician)
    assert more.isVisible() and more.begin.isHidden() and more.answer.isHidden() and more.give_up.isHidden()


def test_words_that_are_being_typed_stay_when_somebody_else_writes_the_same_line(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    more = to_quote(advisor)
    advisor.click("supplement.begin")
    more.finding.editor.setFocus()
    type_words(more.finding.editor, "球头松旷，要换")
    other = replace(advisor.desk, person=person(advisor.desk, "S03"))
    write_down(other, advisor.order_id, written=Written("防尘罩破"))
    advisor.page.refresh()
    advisor.rest()
    assert more.finding.text() == "球头松旷，要换"
    more.finding.editor.editingFinished.emit()
    advisor.rest()
    assert more.conflict.isVisible() and standing(advisor).finding == "防尘罩破"
    advisor.click("conflict.mine.finding")
    assert standing(advisor).finding == "球头松旷，要换"


def test_a_second_finding_is_taken_into_what_is_being_written(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    more = to_quote(advisor)
    advisor.click("supplement.begin")
    technician = replace(advisor.desk, person=person(advisor.desk, TECHNICIAN))
    found = raise_finding(technician, advisor.order_id, text="防尘罩破")
    advisor.page.refresh()
    advisor.rest()
    advisor.click(f"supplement.take_in.{found}")
    assert more.finding.text() == "防尘罩破" and more.findings_shown() == ()


def test_long_findings_are_shortened_to_fit_and_the_advisor_is_told(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    technician = replace(advisor.desk, person=person(advisor.desk, TECHNICIAN))
    for words in ("左前下摆臂球头松旷，", "右后减振器漏油，", "机油底壳垫渗油，"):
        raise_finding(technician, advisor.order_id, text=(words * 50)[:450], measured="3 mm")
    more = to_quote(advisor)
    advisor.click("supplement.begin")
    assert len(more.finding.text()) <= 1_000
    assert more.finding.remark.text() == "已缩短，请核对" and more.finding.remark.isVisible()
    assert ("右后减振器漏油，" * 50)[:450] in more.finding.editor.toolTip()
    advisor.picture("shortened")
    write(advisor, "supplement.finding", "左前下摆臂球头松旷")
    assert more.finding.remark.text() == ""


def test_with_nothing_found_the_card_is_its_head_alone(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    card = to_quote(advisor)
    assert card.isVisible()
    assert card.height() == Size.CARD_HEAD
    raise_finding(advisor.desk, advisor.order_id, text="制动盘磨损", pictures=())
    advisor.page.refresh()
    advisor.rest()
    assert card.height() > Size.CARD_HEAD + Size.CARD_PADDING


def test_who_closes_the_answer_s_form_reads_that_nothing_is_recorded(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, ASKED)
    to_quote(advisor)
    advisor.click("supplement.by_phone")
    assert advisor.find("answer.keep").text() == "先不记录"  # type: ignore[attr-defined]
    type_words(advisor.find("answer.said"), "可以")
    advisor.click("answer.keep")
    assert not advisor.sees("answer.save")
    assert standing(advisor).status is SupplementStatus.SENT


def test_failed_work_is_left_out_only_after_its_reason(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, REWORK)
    inspector = replace(advisor.desk, person=person(advisor.desk, INSPECTOR))
    check = checks(inspector, advisor.order_id).level(CheckLevel.FINAL)
    assert check is not None
    given = Answer(check.sheet.items[0].item_id, Verdict.REPLACE, remark="螺栓力矩不足")
    answer_check(inspector, advisor.order_id, level=CheckLevel.FINAL, given=given)
    fail(inspector, advisor.order_id, level=CheckLevel.FINAL, reason="螺栓力矩不足")
    more = to_quote(advisor)
    advisor.click("supplement.begin")
    one = next(one for one in supplement_standing(advisor.desk, advisor.order_id).removable if one.has_failed)
    more.leave_out.chips.toggle(str(one.line.id))
    advisor.rest()
    assert advisor.sees("supplement.failed.reason") and more.leave_out.chips.chosen == frozenset()
    advisor.picture("failed-work")
    advisor.click("supplement.failed.save")
    assert "质检不合格" in error(advisor, "supplement.failed.reason")
    more.leave_out.reason.close_up()
    more.open_for("supplement.failed.reason")
    assert not advisor.sees("supplement.failed.reason"), "two lines failed: nobody knows for which it was"
    more.leave_out.chips.toggle(str(one.line.id))
    write(advisor, "supplement.failed.reason", "客户自行处理")
    advisor.click("supplement.failed.save")
    assert not advisor.sees("supplement.failed.reason")
    assert more.leave_out.chips.chosen == {str(one.line.id)}
    assert "客户自行处理" in standing(advisor).told
    assert "客户自行处理" in more.leave_out.why.text()
    more.open_for("supplement.failed.reason")
    assert advisor.sees("supplement.failed.reason"), "one is left"
