"""The board on the demo store: lanes, keys, filters, clocks that go on, the screen for the waiting room."""

from datetime import timedelta

import pytest
from hands import WorkerOf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.language import Language, use
from app.overview.board import Card
from app.upkeep.opening import desk_for
from ui.board import wall
from ui.board.board_page import BoardPage
from ui.board.lane import LaneView
from ui.board.tile import Tile
from ui.board.wall import COLUMNS, masked_plate
from ui.running_clock import RunningClock
from ui.worker import Worker


class Watch:
    """A stopwatch that is moved by hand."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(qtbot: QtBot, worker_of: WorkerOf, store_time: None, watch: Watch) -> BoardPage:
    use(Language.CHINESE)
    page = BoardPage(worker_of("S02"), clock=RunningClock(watch))
    qtbot.addWidget(page)
    page.resize(1294, 684)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.board is not None)
    return page


def tile(page: BoardPage, number: str) -> Tile:
    found = page.findChild(Tile, f"board.card.{number}")
    assert found is not None
    return found


def lane(page: BoardPage, stage: str) -> LaneView:
    found = page.findChild(LaneView, f"board.column.{stage}")
    assert found is not None
    return found


def choose(page: BoardPage, key: str) -> None:
    page._filters.toggle(key)


def cards(page: BoardPage) -> dict[str, Card]:
    assert page.board is not None
    return {card.number: card for card in page.board.cards}


def test_every_open_car_stands_in_the_lane_of_its_stage(page: BoardPage) -> None:
    for number, card in cards(page).items():
        if card.stage != "delivered":
            assert tile(page, number) in lane(page, card.stage.value).tiles


def test_the_delivered_lane_is_there_on_a_wide_screen_only(page: BoardPage) -> None:
    assert not lane(page, "delivered").isVisible()
    page.resize(1848, 960)
    assert lane(page, "delivered").isVisible()
    page.resize(1294, 684)
    assert not lane(page, "delivered").isVisible()


def test_a_click_opens_the_order(qtbot: QtBot, page: BoardPage) -> None:
    with qtbot.waitSignal(page.go) as gone:
        QTest.mouseClick(tile(page, "WXD000033"), Qt.MouseButton.LeftButton)
    assert gone.args == ["order", "WXD000033"]


def test_enter_opens_the_order(qtbot: QtBot, page: BoardPage) -> None:
    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(tile(page, "WXD000021"), Qt.Key.Key_Return)
    assert gone.args == ["order", "WXD000021"]


def test_arrows_lead_through_the_lane_and_into_the_next(qtbot: QtBot, page: BoardPage) -> None:
    page.activateWindow()
    first, second = lane(page, "checked_in").tiles[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Home)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert lane(page, "quoted").tiles[0].hasFocus()


def test_right_goes_through_both_columns_of_the_workshop(page: BoardPage) -> None:
    page.activateWindow()
    left, right = lane(page, "in_work").tiles[:2]
    left.setFocus()
    QTest.keyClick(left, Qt.Key.Key_Right)
    assert right.hasFocus()
    QTest.keyClick(right, Qt.Key.Key_Right)
    assert lane(page, "in_qc").tiles[0].hasFocus()


def test_mine_shows_my_cars_alone(page: BoardPage) -> None:
    choose(page, "mine")
    shown = {one.number for one in page.findChildren(Tile) if one.isVisible()}
    mine = {number for number, card in cards(page).items() if card.advisor == "林晓岚" and card.stage != "delivered"}
    assert shown == mine
    choose(page, "all")
    assert len([one for one in page.findChildren(Tile) if one.isVisible()]) == 20


def test_the_clocks_go_on_without_reading_again(page: BoardPage, watch: Watch) -> None:
    promised = cards(page)["WXD000033"].promised_at
    assert page.board is not None
    watch.seconds = (promised + timedelta(minutes=12) - page.board.now).total_seconds()
    page.tick()
    shown = tile(page, "WXD000033").face
    assert shown is not None
    assert shown.left == "晚 12 分"
    assert "晚 12 分" in tile(page, "WXD000033").accessibleName()


def test_an_empty_house_teaches_how_the_first_car_comes(qtbot: QtBot, empty_store: Store) -> None:
    worker = Worker()
    worker.use_desk(desk_for(empty_store))
    page = BoardPage(worker)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.board is not None)
    empty = page.findChild(QWidget, "board.empty")
    assert empty is not None
    assert empty.isVisible()
    button = page.findChild(QWidget, "board.empty.first")
    assert button is not None
    with qtbot.waitSignal(page.go) as gone:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert gone.args == ["checkin", None]
    worker.close()


def test_the_reception_screen_shows_no_name_and_no_whole_plate(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def write(_painter: object, *words: object, **_look: object) -> float:
        written.extend(word for word in words if isinstance(word, str))
        return 0.0

    monkeypatch.setattr("ui.widgets.drawn.text", write)
    monkeypatch.setattr(wall, "draw_plate", write)
    page.open_wall()
    view = page._wall
    assert view is not None
    view.resize(1920, 1080)
    view.grab()
    everything = " ".join(written).replace("·", "")
    for card in cards(page).values():
        assert card.owner_name not in everything
        assert card.plate not in everything
        assert card.number not in everything
    assert "苏A8**M6" in everything


def test_escape_leaves_the_reception_screen(page: BoardPage) -> None:
    page.open_wall()
    assert page._wall is not None
    QTest.keyClick(page._wall, Qt.Key.Key_Escape)
    assert page._wall is None


@pytest.mark.parametrize(("plate", "masked"), [("苏A8K2M6", "苏A·8**M6"), ("使014578", "使01**78"), ("", "")])
def test_a_plate_on_the_wall_is_known_to_its_owner_alone(plate: str, masked: str) -> None:
    assert masked_plate(plate) == masked


def test_the_screen_turns_its_pages(page: BoardPage, clock: FrozenClock) -> None:
    page.open_wall()
    view = page._wall
    assert view is not None
    view.resize(640, 300)
    first = view.rows_of(COLUMNS[0])
    view.turn()
    assert view.rows_of(COLUMNS[0]) != first
    view.close()
