"""The workshop at one look: one's own jobs first, what waits at the right, one key to start, pause, finish."""

import pytest
from order_page import DeskOf, Key, Open, OpenAt, OpenPage
from PySide6.QtWidgets import QComboBox

from app.order.queries import head, order_of_number
from app.order.workflow import Stage
from app.order.workshop.queries import work
from app.order.workshop.shop import shop
from app.order.workshop.states import JobState
from ui.workshop.workshop_page import WorkshopPage, queue_rows

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # offscreen's own complaint


@pytest.fixture
def workshop(open_at: OpenAt) -> Open:
    """The place in the rail, with someone at the desk."""
    return lambda who: open_at(who, "WXD000034", lambda worker, _order: WorkshopPage(worker))


def numbers(opened: OpenPage) -> list[str]:
    """The orders in the list, from the top."""
    return [row.queued.number for row in opened.page.table.table.rows]


def test_ones_own_jobs_stand_first_and_each_group_by_promise(desk_of_lazy: DeskOf) -> None:
    desk = desk_of_lazy("S06")
    rows = queue_rows(shop(desk).jobs, me=desk.person)
    assert [row.queued.job.technician for row in rows[:3]] == ["孙思琪"] * 3
    assert [row.is_first for row in rows[:4]] == [True, False, False, True]
    assert rows[0].hours_x100 == sum(row.queued.job.hours_x100 for row in rows[:3])


def test_space_starts_the_job_in_hand_and_space_again_asks_why_it_rests(workshop: Open) -> None:
    with workshop("S06") as opened:
        opened.page.table.choose(1)
        opened.press(Key.Key_Space, "workshop.queue")
        assert work(opened.desk, opened.order_id).jobs[0].state is JobState.WORKING
        opened.press(Key.Key_Space, "workshop.queue")
        opened.press(Key.Key_4)
        assert work(opened.desk, opened.order_id).jobs[0].state is JobState.PAUSED


def test_enter_opens_the_order(workshop: Open) -> None:
    with workshop("S06") as opened:
        opened.press(Key.Key_Return, "workshop.queue")
        assert opened.gone == [("order", "WXD000032")]


def test_the_last_finished_line_leads_to_its_order_for_the_self_check(workshop: Open) -> None:
    with workshop("S06") as opened:
        command = next(command for command in opened.page.commands() if command.key == "Ctrl+D")
        command.deed()
        opened.rest()
        assert opened.gone == [("order", "WXD000032")]
        assert "WXD000032" not in numbers(opened)


def test_the_foreman_dispatches_a_waiting_order_from_here(workshop: Open) -> None:
    with workshop("S04") as opened:
        assert opened.page.missing() == (("workshop.technician", "Technician"),)
        opened.press(Key.Key_Down, "workshop.waiting")
        box = opened.find("workshop.technician")
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(0)
        opened.page.primary()
        opened.rest()

        order_id = order_of_number(opened.desk, "WXD000029")
        assert head(opened.desk, order_id).stage is Stage.IN_WORK
        assert "WXD000029" in numbers(opened)
        assert [one.head.number for one in opened.page.waiting.orders] == ["WXD000028"]


def test_a_technician_sees_what_waits_and_who_dispatches_it(workshop: Open) -> None:
    with workshop("S05") as opened:
        assert len(opened.page.waiting.orders) == 2
        assert not opened.sees("workshop.dispatch")
        assert opened.page.said.text() == "This is done by: Foreman."
        assert opened.page.primary_words() == ""


def test_a_chip_shows_only_ones_own_jobs(workshop: Open) -> None:
    with workshop("S05") as opened:
        opened.page.filter.toggle("mine")
        opened.rest()
        assert {row.queued.job.technician for row in opened.page.table.table.rows} == {"赵铁柱"}
