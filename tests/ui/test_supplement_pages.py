"""Additional work in the window: the workshop reports it, the advisor prices and asks, the customer answers."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hands import type_words
from order_page import DeskOf, OpenPage
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.kernel.language import Language, use
from app.order.agreement.consent_ways import AnswerWay
from app.order.queries import head
from app.order.quote.edit import add_item
from app.order.quote.offer import decide
from app.order.quote.queries import agreed_lines_in
from app.order.supplement.price import Written, write_down
from app.order.supplement.queries import SupplementRow, supplement_standing
from app.order.supplement.raise_finding import raise_finding
from app.order.supplement.states import SupplementStatus
from app.order.workflow import Flag, Step
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision, LineKind
from app.upkeep.demo import person
from ui.order.quote.quote_line import QuoteLine
from ui.order.supplement.answer_form import AnswerForm
from ui.order.supplement.more_work import MoreWork
from ui.order.workspace import OrderWorkspace
from ui.widgets.chips import Chips
from ui.widgets.paper_view import PaperView

ASKED, IN_WORK = "WXD000033", "WXD000031"
ADVISOR, TECHNICIAN, FOREMAN = "S02", "S05", "S04"


class Opened(OpenPage):
    """The workspace of an order, with somebody at the desk."""

    def __init__(self, qtbot: QtBot, desk: Desk, number: str) -> None:
        super().__init__(qtbot, desk, number, lambda worker, _order_id: OrderWorkspace(worker))
        assert isinstance(self.page, OrderWorkspace)
        self.workspace: OrderWorkspace = self.page
        self.workspace.resize(1294, 628)
        self.workspace.open(number)
        self.rest()

    def to_quote(self) -> MoreWork:
        self.workspace.show_step(Step.QUOTE)
        self.rest()
        found = self.page.findChild(MoreWork)
        assert found is not None
        return found

    def run(self, words: str) -> None:
        """What the palette does with these words."""
        next(command for command in self.workspace.commands() if command.words == words).deed()
        self.rest()

    def press_primary(self) -> None:
        self.workspace.primary()
        self.rest()

    def write(self, name: str, words: str) -> None:
        """Write into a field, and leave it."""
        field = self.find(name)
        assert isinstance(field, QLineEdit) and field.isVisible(), name
        field.setFocus()
        field.clear()
        type_words(field, words)
        field.editingFinished.emit()
        self.rest()

    def error(self, name: str) -> str:
        found = self.page.window().findChild(QWidget, f"{name}.error")
        return found.text() if found is not None and found.isVisible() else ""  # type: ignore[attr-defined]

    def standing(self) -> SupplementRow:
        return supplement_standing(self.desk, self.order_id).supplements[-1]

    def picture(self, name: str) -> None:
        """Left where PICTURES says, for people to look at."""
        if folder := os.environ.get("PICTURES"):
            self.page.window().grab().save(str(Path(folder) / f"{name}.png"))


Open = Callable[[str, str], Opened]


@pytest.fixture
def open_order(qtbot: QtBot, desk_of_lazy: DeskOf, store_time: None) -> Iterator[Open]:
    opened: list[Opened] = []

    def open_it(who: str, number: str) -> Opened:
        opened.append(Opened(qtbot, desk_of_lazy(who), number))
        return opened[-1]

    yield open_it
    for one in opened:
        one.worker.close()


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    use(Language.CHINESE)
    yield
    use(Language.CHINESE)


def test_a_technician_reports_what_was_found_and_it_stands_before_the_advisor(open_order: Open) -> None:
    workshop = open_order(TECHNICIAN, IN_WORK)
    workshop.run("上报新发现")
    workshop.write("finding.text", "后减振器漏油")
    workshop.write("finding.measured", "两侧")
    workshop.picture("finding-form")
    workshop.click("finding.save")
    assert Flag.SUPPLEMENT_PENDING in head(workshop.desk, workshop.order_id).flags
    assert not workshop.sees("finding.text")
    advisor = open_order(ADVISOR, IN_WORK)
    more = advisor.to_quote()
    assert more.isVisible()
    assert any(words.startswith("后减振器漏油") for words in more.findings_shown())
    advisor.picture("finding-waits")


def test_who_does_not_decide_reads_that_it_is_undecided(open_order: Open) -> None:
    workshop = open_order(TECHNICIAN, ASKED)
    workshop.to_quote()
    lines = workshop.page.findChildren(QuoteLine)
    assert {line.decision_words() for line in lines} == {"未决定"}


def test_an_empty_finding_is_not_reported(open_order: Open) -> None:
    workshop = open_order(TECHNICIAN, IN_WORK)
    workshop.run("上报新发现")
    workshop.click("finding.save")
    assert workshop.error("finding.text") == "请写明发现了什么。"


def test_an_advisor_prices_it_and_puts_it_to_the_customer(open_order: Open) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    advisor.to_quote()
    advisor.click("supplement.begin")
    advisor.write("supplement.finding", "后减振器漏油，需更换")
    advisor.write("supplement.promise", "明天 11:00")
    add_item(advisor.desk, advisor.order_id, kind=LineKind.LABOUR, code="LB-R012")
    advisor.page.refresh()
    advisor.rest()
    advisor.picture("draft")
    advisor.press_primary()
    row = advisor.standing()
    assert (row.status, row.finding, row.change_fen) == (SupplementStatus.SENT, "后减振器漏油，需更换", 24_000)
    assert row.new_promise_at is not None
    advisor.picture("sent")


def test_what_cannot_be_read_as_a_time_is_said_under_its_field(open_order: Open) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    advisor.to_quote()
    advisor.click("supplement.begin")
    advisor.write("supplement.promise", "改天")
    assert advisor.error("supplement.promise")
    assert advisor.find("supplement.promise").text() == "改天"  # type: ignore[attr-defined]
    assert advisor.standing().new_promise_at is None


def test_without_a_line_nothing_is_asked_and_the_bar_says_what_is_missing(open_order: Open) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    advisor.to_quote()
    advisor.click("supplement.begin")
    assert [name for name, _words in advisor.workspace.missing()] == ["supplement.finding", "quote.lines"]
    advisor.press_primary()
    assert advisor.standing().status is SupplementStatus.DRAFT


def test_the_customer_signs_and_the_new_lines_wait_for_a_technician(open_order: Open) -> None:
    advisor = open_order(ADVISOR, ASKED)
    advisor.to_quote()
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
    assert advisor.standing().way is AnswerWay.ON_SITE_SIGNATURE
    assert PaperKind.SUPPLEMENT in {paper.kind for paper in papers_of(advisor.desk, advisor.order_id)}
    with advisor.desk.look() as session:
        assert "LB-R013" in {line.code for line in agreed_lines_in(session, advisor.order_id)}
    advisor.picture("signed")


def test_an_answer_by_telephone_is_kept_with_who_heard_it(open_order: Open) -> None:
    advisor = open_order(ADVISOR, ASKED)
    advisor.to_quote()
    advisor.run("客户全部同意")
    advisor.click("supplement.by_phone")
    form = advisor.page.findChild(AnswerForm)
    assert form is not None and form.isVisible()
    advisor.click("answer.save")
    assert advisor.error("answer.said")
    advisor.write("answer.said", "换吧，今天要用车")
    advisor.click("answer.save")
    assert advisor.error("answer.witness")
    form.witness.editor.show_chosen(str(person(advisor.desk, FOREMAN).id))
    advisor.picture("answer-form")
    advisor.click("answer.save")
    row = advisor.standing()
    assert (row.status, row.way) == (SupplementStatus.ACCEPTED, AnswerWay.PHONE_RECORDED)
    assert not form.isVisible()


def test_a_message_wants_its_picture(open_order: Open, tmp_path: Path) -> None:
    advisor = open_order(ADVISOR, ASKED)
    advisor.to_quote()
    advisor.run("客户全部同意")
    advisor.click("supplement.by_phone")
    form = advisor.page.findChild(AnswerForm)
    assert form is not None
    form.way.show_chosen(AnswerWay.MESSAGE_CONFIRMED.value)
    form.way.chosen_changed.emit(AnswerWay.MESSAGE_CONFIRMED.value)
    assert not form.witness.isVisible() and form.attach.isVisible()
    advisor.write("answer.said", "同意")
    advisor.click("answer.save")
    assert form.evidence.text() == "请附上消息截图。"
    picture = tmp_path / "wechat.png"
    assert advisor.page.grab().save(str(picture))
    form.take(picture)
    advisor.rest()
    assert form.evidence.text() == "wechat.png"
    advisor.click("answer.save")
    assert advisor.standing().way is AnswerWay.MESSAGE_CONFIRMED


def test_the_customer_refuses_and_nothing_is_added(open_order: Open) -> None:
    advisor = open_order(ADVISOR, ASKED)
    more = advisor.to_quote()
    before = head(advisor.desk, advisor.order_id).signed_total_fen
    assert more.row is not None
    for line in more.row.version.lines:
        decide(advisor.desk, advisor.order_id, decisions=((line.id, Decision.REFUSED),))
    advisor.page.refresh()
    advisor.rest()
    advisor.press_primary()
    advisor.sign()
    order = head(advisor.desk, advisor.order_id)
    assert (order.signed_total_fen, advisor.standing().status) == (before, SupplementStatus.REFUSED)
    assert Flag.SAFETY_ITEM_REFUSED in order.flags


def test_it_is_taken_back_changed_and_ended(open_order: Open) -> None:
    advisor = open_order(ADVISOR, ASKED)
    advisor.to_quote()
    advisor.click("supplement.take_back")
    assert advisor.standing().status is SupplementStatus.DRAFT
    advisor.click("supplement.end")
    advisor.click("supplement.end.save")
    assert advisor.error("supplement.reason")
    advisor.write("supplement.reason", "电话无人接听")
    advisor.click("supplement.end.save")
    assert advisor.standing().status is SupplementStatus.WITHDRAWN
    assert advisor.sees("supplement.begin")


def test_an_agreed_line_is_left_out_by_its_chip(open_order: Open) -> None:
    advisor = open_order(ADVISOR, "WXD000034")
    advisor.to_quote()
    advisor.click("supplement.begin")
    out = advisor.find("supplement.out")
    assert isinstance(out, Chips) and out.isVisible()
    first = supplement_standing(advisor.desk, advisor.order_id).removable[0]
    out.show_chosen((str(first.line.id),))
    out.chosen_changed.emit(out.chosen)
    advisor.rest()
    assert [line.id for line in advisor.standing().taken_out] == [first.line.id]
    advisor.picture("left-out")


def test_while_it_is_open_its_own_paper_is_printed(open_order: Open) -> None:
    advisor = open_order(ADVISOR, ASKED)
    advisor.to_quote()
    next(command for command in advisor.workspace.commands() if command.key == "Ctrl+P").deed()
    advisor.rest()
    view = advisor.find("draft.view")
    assert isinstance(view, PaperView)
    assert view.isVisible() and len(view.pages.tops()) == 1
    advisor.picture("draft-sheet")


def test_who_only_looks_is_told_whose_post_it_is(open_order: Open) -> None:
    technician = open_order(TECHNICIAN, ASKED)
    more = technician.to_quote()
    assert more.isVisible() and more.begin.isHidden() and more.answer.isHidden() and more.give_up.isHidden()


def test_words_that_are_being_typed_stay_when_somebody_else_writes_the_same_line(open_order: Open) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    more = advisor.to_quote()
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
    assert more.conflict.isVisible() and advisor.standing().finding == "防尘罩破"
    advisor.click("conflict.mine.finding")
    assert advisor.standing().finding == "球头松旷，要换"


def test_a_second_finding_is_taken_into_what_is_being_written(open_order: Open) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    more = advisor.to_quote()
    advisor.click("supplement.begin")
    technician = replace(advisor.desk, person=person(advisor.desk, TECHNICIAN))
    found = raise_finding(technician, advisor.order_id, text="防尘罩破")
    advisor.page.refresh()
    advisor.rest()
    advisor.click(f"supplement.take_in.{found}")
    assert more.finding.text() == "防尘罩破" and more.findings_shown() == ()
