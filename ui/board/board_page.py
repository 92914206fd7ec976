"""The board: who waits to be received, then every car in the house by stage, late ones first; Enter opens."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.order.arrival.pick_up import PickedUp
from app.overview.board import Board, Card, board
from ui.board.arrivals import ArrivalsStrip
from ui.board.lane import LaneView
from ui.board.lanes import DELIVERED_LANE, FILTER_TONES, FILTER_WORDS, LANES, Filter, cards_of, counts, face, passes
from ui.board.tile import Tile
from ui.board.wall import Wall
from ui.running_clock import RunningClock
from ui.theme import Size
from ui.widgets.button import Button
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.named import named
from ui.widgets.page import Command, Page, PageHead
from ui.worker import Worker

TICK_MS, READ_AGAIN_TICKS, LANE_GAP, BELOW = 30_000, 2, 8, 16
# What opens the entry of an arrival, from wherever one is: `go("board", ARRIVED)`.
ARRIVED, ARRIVED_KEY = "arrived", "F12"


class BoardPage(Page):
    """The home page. `person_id` of whoever is at the desk says which cars are “mine”."""

    slices = frozenset({"order", "arrival", "customers", "vehicles", "handover", "staff", "store"})

    def __init__(self, worker: Worker, parent: QWidget | None = None, *, clock: RunningClock | None = None) -> None:
        super().__init__(worker, parent)
        named(self, "board", _("Board"))
        self.clock = clock or RunningClock()
        self.board: Board | None = None
        self._tiles: dict[str, Tile] = {}
        self._at = ""
        self._ticks = 0
        self._numbers: dict[Filter, int] = {}
        self._wall: Wall | None = None
        self._head = PageHead(_("Board"))
        self._filters = Chips("board.filter", _("Which cars"), self._chips({}), chosen=(Filter.ALL,), wraps=False)
        self._filters.chosen_changed.connect(lambda _keys: self._show())
        self._head.add_left(self._filters)
        arrived = Button("board.arrived", _("Arrived"), icon="plus", key=ARRIVED_KEY)
        arrived.clicked.connect(lambda: self.open(ARRIVED))
        self._head.add_right(arrived)
        wall = Button("board.wall", _("Reception screen"), icon="monitor", key="F11")
        wall.clicked.connect(self.open_wall)
        self._head.add_right(wall)
        self.arrivals = ArrivalsStrip(worker)
        self.arrivals.said.connect(self.say.emit)
        self.arrivals.picked_up.connect(self._receive)
        self.arrivals.closed.connect(self.setFocus)
        self._lanes = _Lanes()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._lanes)
        self._stack.addWidget(self._empty_state())
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, BELOW)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.arrivals)
        column.addWidget(self._stack, 1)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)

    def _empty_state(self) -> EmptyState:
        empty = EmptyState(
            "board.empty",
            icon="car",
            title=_("No car in the house"),
            words=_("Every car that is received stands here with its promised time, late ones first."),
            button=_("Receive the first car"),
            key="F2",
        )
        empty.pressed.connect(lambda: self.go.emit("checkin", None))
        return empty

    def refresh(self) -> None:
        self.ask_latest(board, self.show_board)

    def open(self, what: object) -> None:
        """Write down who has arrived."""
        if what == ARRIVED:
            self.arrivals.open_entry()

    def take_focus(self) -> None:
        if not self.arrivals.has_cursor():
            self.setFocus()

    def commands(self) -> tuple[Command, ...]:
        wall = Command(_("Reception screen"), self.open_wall, key="F11", icon="monitor")
        own = (Command("", self.arrivals.form.book, key="Ctrl+Enter"),) if self.arrivals.form.isVisible() else ()
        return (*own, wall)

    def step_back(self) -> bool:
        return self.arrivals.step_back()

    def show_board(self, read: Board) -> None:
        """Show what was read; the clocks go on from its instant."""
        self.board = read
        self.clock.hear(read.now)
        self._show()

    def tick(self) -> None:
        """Half a minute has passed: the clocks move, and now and then other desks' cars are read."""
        self._ticks += 1
        if self.isVisible() and self._ticks % READ_AGAIN_TICKS == 0:
            self.refresh()
        elif self.board is not None:
            self._show()

    def open_card(self, number: str) -> None:
        """Open the order of a card."""
        self._at = number
        self.go.emit("order", number)

    def _receive(self, picked: PickedUp) -> None:
        self.go.emit("checkin", picked)

    def open_wall(self) -> None:
        """The full-screen view for the waiting customers."""
        if self._wall is None and self.board is not None:
            self._wall = Wall(self.board, self.clock)
            self._wall.left.connect(self._wall_left)
            self._wall.showFullScreen()

    def _wall_left(self) -> None:
        if self._wall is not None:
            self._wall.deleteLater()
            self._wall = None

    # Showing

    @property
    def _filter(self) -> Filter:
        return Filter(next(iter(self._filters.chosen), Filter.ALL))

    @property
    def _person_id(self) -> int:
        return int(getattr(getattr(self.worker.desk, "person", None), "id", 0))

    @staticmethod
    def _chips(numbers: dict[Filter, int]) -> list[Chip]:
        return [
            Chip(
                chosen.value,
                _(FILTER_WORDS[chosen]),
                numbers.get(chosen, 0),
                FILTER_TONES.get(chosen, "muted") if numbers.get(chosen) else "muted",
            )
            for chosen in Filter
        ]

    def _show(self) -> None:
        if self.board is None:
            return
        now = self.clock.now()
        numbers = counts(self.board, now=now, person_id=self._person_id)
        if numbers != self._numbers:
            self._numbers = numbers
            self._filters.show_chips(self._chips(numbers))
            self._head.show_words(
                _("Board"),
                counted("{count} car in the house", "{count} cars in the house", numbers[Filter.ALL]),
            )
        self.arrivals.show_rows(self.board.arrivals, now=now, limit_minutes=self.board.wait_minutes)
        self._stack.setCurrentIndex(0 if self.board.cards else 1)
        self._lanes.set_large(self._is_wide())
        for view in self._lanes.views():
            keeps = partial(passes, chosen=self._filter, now=now, person_id=self._person_id)
            cards = cards_of(self.board, view.lane.stage, keeps, now=now)
            view.show_tiles([self._tile(card) for card in cards])
        self._drop_gone()
        if self._wall is not None:
            self._wall.show_board(self.board)

    def _tile(self, card: Card) -> Tile:
        tile = self._tiles.get(card.number)
        if tile is None:
            tile = self._tiles[card.number] = Tile(card.number)
            tile.pressed.connect(self.open_card)
            tile.moved.connect(self._move)
            tile.entered.connect(self._entered)
        tile.show_card(card, face(card, now=self.clock.now()), is_large=self._is_wide())
        return tile

    def _drop_gone(self) -> None:
        shown = {tile.number for view in self._lanes.views() for tile in view.tiles}
        for number in [number for number in self._tiles if number not in shown]:
            tile = self._tiles.pop(number)
            tile.hide()
            tile.deleteLater()
        first = next((tile.number for view in self._lanes.views() for tile in view.tiles), "")
        self._at = self._at if self._at in shown else first
        for tile in self._tiles.values():
            tile.set_reached_by_tab(tile.number == self._at)

    # Moving between cards

    def _entered(self, number: str) -> None:
        self._at = number
        for tile in self._tiles.values():
            tile.set_reached_by_tab(tile.number == number)
        tile = self._tiles[number]
        for view in self._lanes.views():
            if tile in view.tiles:
                view.area.ensureWidgetVisible(tile, 0, LANE_GAP)

    def _move(self, number: str, key: int) -> None:
        target = self._beside(self._tiles[number], Qt.Key(key))
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beside(self, tile: Tile, key: Qt.Key) -> Tile | None:
        """The card an arrow leads to: in the lane up and down, into the next lane that has one at the same height."""
        lanes = [view for view in self._lanes.views() if view.tiles]
        lane = next(view for view in lanes if tile in view.tiles)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return lane.tiles[0 if key == Qt.Key.Key_Home else -1]
        columns, at = lane.lane.units, lane.tiles.index(tile)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = at + (columns if key == Qt.Key.Key_Down else -columns)
            return lane.tiles[to] if 0 <= to < len(lane.tiles) else None
        step = 1 if key == Qt.Key.Key_Right else -1
        inside = at + step
        if columns > 1 and inside // columns == at // columns and 0 <= inside < len(lane.tiles):
            return lane.tiles[inside]
        next_lane = lanes.index(lane) + step
        if not 0 <= next_lane < len(lanes):
            return None
        return _nearest(lanes[next_lane], tile, from_left=step > 0)

    def _is_wide(self) -> bool:
        return self.window().width() >= Size.WIDE_FROM

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself shows no focus: it goes to the card that was left last."""
        super().focusInEvent(event)
        if self._at in self._tiles:
            self._tiles[self._at].setFocus()


class _Lanes(QWidget):
    """The lanes side by side: units of one width, the last lane only where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._views = [LaneView(lane) for lane in (*LANES, DELIVERED_LANE)]
        self._is_large = False
        for view in self._views:
            view.setParent(self)

    def views(self) -> list[LaneView]:
        """The lanes that are shown."""
        return self._views if self._is_large else self._views[:-1]

    def set_large(self, is_large: bool) -> None:
        """With the lane of cars that left, or without."""
        self._is_large = is_large
        self._views[-1].setVisible(is_large)
        if not is_large:
            self._views[-1].show_tiles(())
        self._place()

    def _place(self) -> None:
        units = sum(view.lane.units for view in self.views())
        unit = (self.width() - (units - 1) * LANE_GAP) / units
        done = 0
        for view in self.views():
            left = round(done * (unit + LANE_GAP))
            done += view.lane.units
            view.setGeometry(left, 0, round(done * (unit + LANE_GAP)) - LANE_GAP - left, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _nearest(view: LaneView, tile: Tile, *, from_left: bool) -> Tile:
    """The card of another lane at about the same height, in its column that lies nearest."""
    level = tile.mapTo(tile.window(), QPoint(0, 0)).y()
    columns = view.lane.units
    tiles = [other for at, other in enumerate(view.tiles) if at % columns == (0 if from_left else columns - 1)]
    return min(tiles or view.tiles, key=lambda other: abs(other.mapTo(other.window(), QPoint(0, 0)).y() - level))
