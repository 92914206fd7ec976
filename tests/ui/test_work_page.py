"""The work of an order: dispatched, begun, paused, finished, handed parts, reported complete."""

import pytest
from hands import type_words
from order_page import DeskOf, Key, Open, OpenAt, OpenPage
from PySide6.QtWidgets import QComboBox
from sqlalchemy import text

from app.desk import Desk
from app.order.qc.check import answer_rest, pass_level
from app.order.qc.levels import CheckLevel
from app.order.qc.progress import rest_of
from app.order.qc.queries import checks
from app.order.queries import head
from app.order.workflow import Flag, Stage, Step
from app.order.workshop.queries import JobRow, work
from app.order.workshop.states import JobState
from app.paper.queries import PaperRow
from ui.order.workshop.work_page import WorkPage

SIGNED, IN_WORK, HYBRID, SHORT, SUPPLEMENT, QUOTED, DONE = (
    "WXD000029", "WXD000031", "WXD000034", "WXD000030", "WXD000033", "WXD000025", "WXD000037",
)  # fmt: skip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # offscreen's own complaint


@pytest.fixture
def bench(open_at: OpenAt) -> Open:
    """The page of an order's work with someone at the desk."""
    return lambda number, who: open_at(who, number, WorkPage)


def choose(opened: OpenPage, name: str, words: str) -> None:
    """Choose what begins with these words in a drop-down."""
    box = opened.find(name)
    assert isinstance(box, QComboBox)
    at = next(i for i in range(box.count()) if box.itemText(i).startswith(words))
    box.setCurrentIndex(at)
    box.activated.emit(at)


def jobs(opened: OpenPage) -> tuple[JobRow, ...]:
    """The jobs as they are stored."""
    return work(opened.desk, opened.order_id).jobs


def _set(desk: Desk, statement: str) -> None:
    with desk.store.engine.begin() as connection:
        connection.execute(text(statement))


def test_before_the_signature_the_page_teaches_what_comes_here(bench: Open) -> None:
    with bench(QUOTED, "S04") as opened:
        assert opened.sees("workshop.too_early")
        assert opened.page.primary_words() == ""


def test_the_foreman_dispatches_all_lines_to_a_technician_and_a_bay(bench: Open) -> None:
    with bench(SIGNED, "S04") as opened:
        assert opened.page.missing() == (("workshop.technician", "Technician"),)
        opened.click("workshop.dispatch")
        assert opened.sees("workshop.technician.error")

        choose(opened, "workshop.technician", "赵铁柱")
        choose(opened, "workshop.bay", "Bay 2")
        assert opened.page.missing() == ()
        opened.page.primary()
        opened.rest()

        assert [(job.technician, job.bay, job.state) for job in jobs(opened)] == [("赵铁柱", "2", JobState.DISPATCHED)]
        assert head(opened.desk, opened.order_id).stage is Stage.IN_WORK


def test_high_voltage_work_without_the_qualification_is_refused_at_the_field(bench: Open, desk_of_lazy: DeskOf) -> None:
    _set(desk_of_lazy("S04"), "update order_line set needs_hv_qualification = 1")
    with bench(SIGNED, "S04") as opened:
        choose(opened, "workshop.technician", "赵铁柱")
        opened.click("workshop.dispatch")
        assert "high-voltage" in opened.find("workshop.technician.error").text()
        assert jobs(opened)[0].state is None


def test_an_advisor_sees_who_dispatches_and_has_no_button_for_it(bench: Open) -> None:
    with bench(SIGNED, "S02") as opened:
        assert opened.page.primary_words() == ""
        assert not opened.sees("workshop.dispatch")
        assert opened.find("workshop.who.Dispatch").text() == "Foreman"


def test_space_starts_and_pauses_with_a_reason_by_digit(bench: Open) -> None:
    with bench(HYBRID, "S06") as opened:
        opened.press(Key.Key_Space, "workshop.queue")
        assert jobs(opened)[0].state is JobState.WORKING

        opened.press(Key.Key_Space, "workshop.queue")
        assert opened.sees("workshop.pause_reason")
        opened.press(Key.Key_1)
        assert jobs(opened)[0].state is JobState.PAUSED
        assert Flag.WAITING_PARTS in head(opened.desk, opened.order_id).flags
        assert opened.find("workshop.start").text() == "Go on"

        opened.click("workshop.start")
        assert jobs(opened)[0].state is JobState.WORKING
        assert Flag.WAITING_PARTS not in head(opened.desk, opened.order_id).flags


def test_esc_gives_the_pause_up(bench: Open) -> None:
    with bench(IN_WORK, "S05") as opened:
        opened.click("workshop.pause")
        assert opened.page.step_back()
        assert not opened.sees("workshop.pause_reason")
        assert jobs(opened)[0].state is JobState.WORKING


def test_a_colleagues_line_has_no_buttons_but_says_whose_it_is(bench: Open) -> None:
    with bench(IN_WORK, "S06") as opened:
        assert not opened.sees("workshop.pause")
        assert opened.page.jobs.bench.who.text().startswith("In the hands of 赵铁柱")


def test_the_last_finished_line_makes_the_self_check_due(bench: Open) -> None:
    with bench(IN_WORK, "S05") as opened:
        command = next(command for command in opened.page.commands() if command.key == "Ctrl+D")
        command.deed()
        opened.rest()

        assert jobs(opened)[0].state is JobState.FINISHED
        assert ("order.step.qc", "Self check") in opened.page.missing()
        opened.click("workshop.to_self_check")
        assert opened.gone[-1] == ("step", Step.QC)


def test_reporting_is_the_primary_action_and_hands_the_car_to_quality_control(bench: Open) -> None:
    with bench(IN_WORK, "S05") as opened:
        opened.click("workshop.finish")
        check = checks(opened.desk, opened.order_id).level(CheckLevel.SELF)
        assert check is not None
        answer_rest(opened.desk, opened.order_id, level=CheckLevel.SELF, item_ids=rest_of(check))
        pass_level(opened.desk, opened.order_id, level=CheckLevel.SELF)
        opened.page.refresh()
        opened.rest()

        assert opened.page.primary_words() == "Report complete"
        assert opened.page.missing() == ()
        opened.page.primary()
        opened.rest()
        assert head(opened.desk, opened.order_id).stage is Stage.IN_QC


def test_an_unanswered_supplement_stands_in_the_way_of_reporting(bench: Open) -> None:
    with bench(SUPPLEMENT, "S05") as opened:
        assert opened.sees("workshop.additional")
        assert "workshop.additional" in [field for field, _words in opened.page.missing()]


def test_the_parts_clerk_issues_what_lies_on_the_shelf(bench: Open) -> None:
    with bench(SIGNED, "S08") as opened:
        assert opened.page.primary_words() == "Issue parts: 3"
        opened.click("workshop.issue")
        assert all(part.issued_at is not None for part in work(opened.desk, opened.order_id).parts)
        assert not opened.sees("workshop.issue")


def test_a_missing_part_marks_the_order_as_waiting_with_its_reason(bench: Open) -> None:
    with bench(SHORT, "S08") as opened:
        assert not opened.sees("workshop.issue")
        # The order waits already: the mark is not offered twice.
        assert not opened.sees("workshop.wait")


def test_waiting_for_a_part_wants_to_know_which_one(bench: Open, desk_of_lazy: DeskOf) -> None:
    desk = desk_of_lazy("S08")
    with bench(SIGNED, "S08") as opened:
        _set(desk, "update part set stock_milli = 0")
        opened.page.refresh()
        opened.rest()
        opened.click("workshop.wait")
        assert opened.sees("workshop.wait_reason.error")
        type_words(opened.find("workshop.wait_reason"), "机油周三到")
        opened.click("workshop.wait")
        assert Flag.WAITING_PARTS in head(desk, opened.order_id).flags
        assert opened.find("workshop.queue").hasFocus()  # the form is gone, the cursor did not fall to the rail
        opened.click("workshop.receive")
        while opened.sees("workshop.receive"):
            opened.click("workshop.receive")  # each part in hand by itself, where several are short
        opened.click("workshop.issue")
        assert Flag.WAITING_PARTS not in head(desk, opened.order_id).flags


def test_ctrl_p_opens_the_draft_while_in_work_and_the_paper_afterwards(bench: Open) -> None:
    with bench(IN_WORK, "S05") as opened:
        opened.page.print_page()
        opened.rest()
        assert opened.find("draft.view").where.text().startswith("1 / ")
        opened.press(Key.Key_Escape)
        assert not opened.sees("draft")
    with bench(DONE, "S05") as opened:
        opened.page.print_page()
        place, paper = opened.gone[-1]
        assert place == "paper"
        assert isinstance(paper, PaperRow)
