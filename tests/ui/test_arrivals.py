"""Who waits to be received, on the board: written down, coloured by the limit, picked up, taken away."""

from collections.abc import Callable

import make
import pytest
from hands import Patience, WorkerOf, type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.arrival.arrive import arrive
from app.order.arrival.pick_up import PickedUp, pick_up
from app.order.arrival.queries import arrivals
from app.order.arrival.waiting import Wait
from ui import formats
from ui.board.arrival_tile import ArrivalTile
from ui.board.board_page import ARRIVED, BoardPage
from ui.order.checkin.checkin_page import CheckinPage
from ui.running_clock import RunningClock

KNOWN = "苏A1A9Z8"  # waits in the demo store, and is a car of its records
Key = Qt.Key


class Watch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(qtbot: QtBot, worker_of: WorkerOf, store_time: None, watch: Watch, shown: Callable[..., QWidget]) -> BoardPage:
    page = BoardPage(worker_of("S02"), clock=RunningClock(watch))
    page.resize(1294, 684)
    shown(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.board is not None)
    return page


@pytest.fixture
def checkin(qtbot: QtBot, worker_of: WorkerOf, store_time: None) -> CheckinPage:
    page = CheckinPage(worker_of("S02"))
    qtbot.addWidget(page)
    page.resize(1294, 628)
    page.show()
    page.refresh()
    idle(qtbot, page)
    return page


def idle(qtbot: QtBot, page: BoardPage | CheckinPage) -> None:
    Patience(qtbot, page.worker).rest()


def bare(plate: str) -> str:
    return plate.replace("·", "")


def tiles(page: BoardPage) -> list[ArrivalTile]:
    return list(page.arrivals.tiles.tiles.values())


def test_the_wait_goes_on_by_itself_from_calm_to_warn_to_bad(page: BoardPage, watch: Watch) -> None:
    assert [(tile.face.wait, tile.face.minutes) for tile in tiles(page)] == [(Wait.WARN, 7), (Wait.CALM, 2)]
    watch.seconds = 3 * 60
    page.tick()
    assert [(tile.face.wait, tile.face.words) for tile in tiles(page)] == [(Wait.BAD, "10 min"), (Wait.WARN, "5 min")]


def test_who_comes_is_typed_and_enter_writes_it_down(qtbot: QtBot, page: BoardPage, demo_store: Store) -> None:
    page.open(ARRIVED)
    editor = page.arrivals.entry.words.editor
    assert QApplication.focusWidget() is editor
    type_words(editor, "苏b00001 红色")
    with qtbot.waitSignal(page.say) as said:
        QTest.keyClick(editor, Key.Key_Return)
    assert said.args[0].words == "苏b00001 红色 has arrived."
    page.refresh()
    idle(qtbot, page)
    assert [tile.row.plate for tile in tiles(page)] == [KNOWN, "", "苏B00001"]
    assert page.arrivals.entry.isHidden() and editor.text() == ""
    said.args[0].undo()
    idle(qtbot, page)
    assert len(arrivals(make.desk(demo_store))) == 2


def test_what_is_wrong_with_it_stands_under_the_field(qtbot: QtBot, page: BoardPage) -> None:
    page.open(ARRIVED)
    type_words(page.arrivals.entry.words.editor, KNOWN)
    QTest.keyClick(page.arrivals.entry.words.editor, Key.Key_Return)
    qtbot.waitUntil(lambda: page.arrivals.entry.words.error != "")
    assert "waiting since 09:53" in page.arrivals.entry.words.error
    assert page.arrivals.entry.words.text() == KNOWN
    assert page.step_back() and page.arrivals.entry.isHidden()
    assert not page.step_back()


def test_enter_on_a_car_that_waits_begins_its_reception(qtbot: QtBot, page: BoardPage, clock: FrozenClock) -> None:
    first = tiles(page)[0]
    first.setFocus()
    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(first, Key.Key_Return)
    place, picked = gone.args
    assert place == "checkin"
    assert (picked.plate, picked.reception_started_at) == (KNOWN, clock.now())
    page.refresh()
    idle(qtbot, page)
    assert "with 林晓岚" in tiles(page)[0].accessibleName()


def test_arrows_lead_from_car_to_car(page: BoardPage) -> None:
    first, second = tiles(page)
    first.setFocus()
    QTest.keyClick(first, Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Home)
    assert first.hasFocus()


def test_a_mistake_goes_with_its_reason(qtbot: QtBot, page: BoardPage, demo_store: Store) -> None:
    QTest.keyClick(tiles(page)[1], Key.Key_Delete)
    form = page.arrivals.form
    assert form.isVisible()
    form.book()
    qtbot.waitUntil(lambda: form.reason.error != "")
    form.quick.toggle(form.quick._chips[0].key)
    primary = next(command for command in page.commands() if command.key == "Ctrl+Enter")
    primary.deed()
    idle(qtbot, page)
    assert [one.plate for one in arrivals(make.desk(demo_store))] == [KNOWN]
    assert form.isHidden()
    assert [command.key for command in page.commands()] == ["F11"]


def picked_up(store: Store, plate: str = KNOWN) -> PickedUp:
    desk = make.desk(store)
    return pick_up(desk, next(one.id for one in arrivals(desk) if one.plate == plate))


def test_check_in_begins_with_the_car_and_keeps_when_it_came(
    qtbot: QtBot, checkin: CheckinPage, demo_store: Store
) -> None:
    picked = picked_up(demo_store)
    checkin.open(picked)
    idle(qtbot, checkin)
    form = checkin.form()
    assert (bare(form.plate), form.customer_name, form.vehicle_id) == (KNOWN, "黄梓萱", picked.vehicle_id)
    assert (form.arrival_id, form.arrived_at) == (picked.arrival_id, picked.arrived_at)
    assert checkin.head.beside.text() == formats.joined("arrived 09:53", "reception began 10:00")
    checkin.words.concern.set_text("异响")
    checkin.open(picked)
    assert checkin.form().customer_statement == "异响"


def test_a_plate_nobody_knows_is_filled_in_all_the_same(qtbot: QtBot, checkin: CheckinPage, demo_store: Store) -> None:
    arrive(make.desk(demo_store), typed="苏B00001")
    checkin.open(picked_up(demo_store, "苏B00001"))
    idle(qtbot, checkin)
    assert (bare(checkin.form().plate), checkin.form().vehicle_id) == ("苏B00001", None)


def test_what_is_being_typed_of_another_car_is_offered_afterwards(
    qtbot: QtBot, checkin: CheckinPage, demo_store: Store
) -> None:
    checkin.words.concern.set_text("空调不凉")
    checkin.open(picked_up(demo_store))
    idle(qtbot, checkin)
    assert checkin.form().customer_statement == ""
    checkin.empty()
    idle(qtbot, checkin)
    qtbot.waitUntil(lambda: not checkin.drafting.banner.isHidden())
    checkin.drafting.restore()
    idle(qtbot, checkin)
    assert checkin.form().customer_statement == "空调不凉"


def test_a_third_check_in_is_not_begun_over_two(qtbot: QtBot, checkin: CheckinPage, demo_store: Store) -> None:
    arrive(make.desk(demo_store), typed="苏B00001")
    checkin.words.concern.set_text("空调不凉")
    checkin.open(picked_up(demo_store))
    idle(qtbot, checkin)
    with qtbot.waitSignal(checkin.say) as said:
        checkin.open(picked_up(demo_store, "苏B00001"))
    assert said.args[0].kind == "warn"
    assert bare(checkin.form().plate) == KNOWN
