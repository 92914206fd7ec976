"""A lane of the board: its head with shape and count, below it the cards, scrolling by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from ui.board.lanes import Lane
from ui.board.tile import Tile
from ui.theme import Radius, Type
from ui.widgets import drawn, shape
from ui.widgets.named import named
from ui.widgets.scrolled import scrolled

HEAD, INSET, GAP, SHAPE_SIDE = 36, 6, 8, 10


class LaneView(QWidget):
    """One lane, `units` columns of cards."""

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self.lane = lane
        self._count = 0
        named(self, f"board.column.{lane.stage.value}", _(lane.words))
        self.cards = _Cards(lane.units)
        self.area = scrolled(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, HEAD, 0, INSET)
        column.addWidget(self.area)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return self.cards.tiles

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these cards, in this order."""
        if len(tiles) != self._count:
            self._count = len(tiles)
            self.setAccessibleDescription(str(self._count))
            self.update()
        self.cards.show_tiles(tiles)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="sunken", radius=Radius.CARD)
        head = QRectF(14, 0, self.width() - 28, HEAD)
        sign = QRectF(head.left() - 1, head.center().y() - SHAPE_SIDE / 2, SHAPE_SIDE, SHAPE_SIDE)
        shape.draw(painter, self.lane.shape, sign, self.lane.tone)
        count = str(self._count)
        drawn.text(painter, head, count, tone="muted", align=drawn.RIGHT)
        room = head.adjusted(SHAPE_SIDE + 7, 0, -drawn.width_of(count, Type.DATA) - 8, 0)
        drawn.text(painter, room, _(self.lane.words), weight=Type.BOLD)


class _Cards(QWidget):
    """The cards themselves, row by row; a row is as high as its highest card."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._columns = columns
        self.tiles: tuple[Tile, ...] = ()

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        for tile in tiles:
            if tile.parentWidget() is not self:
                tile.setParent(self)
        self.tiles = tuple(tiles)
        self._place()

    def _place(self) -> None:
        room = self.width() - 2 * INSET - (self._columns - 1) * GAP
        width, top = max(room // self._columns, 1), 0
        for first in range(0, len(self.tiles), self._columns):
            row = self.tiles[first : first + self._columns]
            for at, tile in enumerate(row):
                tile.setGeometry(INSET + at * (width + GAP), top, width, tile.height_needed())
                tile.show()
            top += max(tile.height_needed() for tile in row) + GAP
        self.setMinimumHeight(max(top - GAP, 0) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
