"""The reception screen: what waiting customers may see. No names, no phones, plates with their middle hidden."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.kernel.language import _, mark
from app.order.workflow import Stage
from app.overview.board import Board, Card
from app.records.vehicles.plate import shown
from ui import formats
from ui.board.lanes import is_running
from ui.running_clock import RunningClock
from ui.theme import Radius, Type
from ui.widgets import drawn, shape
from ui.widgets.named import named
from ui.widgets.plate import draw_plate, plate_width
from ui.widgets.shape import Shape

TURN_MS = 10_000
HIDDEN = "**"
# All measures are shares of the screen's height, so that the view fills any television.
MARGIN, HEAD, LANE_HEAD, ROW, GAP = 0.04, 0.12, 0.075, 0.115, 0.014


@dataclass(frozen=True, slots=True)
class Column:
    """One column: which stages it gathers, as a customer would call them."""

    words: str
    stages: tuple[Stage, ...]
    shape: Shape
    tone: str


COLUMNS = (
    Column(mark("At reception"), (Stage.CHECKED_IN, Stage.QUOTED, Stage.AUTHORIZED), Shape.RING, "muted"),
    Column(mark("In the workshop"), (Stage.IN_WORK,), Shape.DOT, "accent"),
    Column(mark("Quality check"), (Stage.IN_QC,), Shape.HALF, "accent"),
    Column(mark("Ready"), (Stage.COMPLETED, Stage.SETTLED), Shape.TICK, "good"),
)


def masked_plate(plate: str) -> str:
    """The plate as its owner still knows it and nobody else can note it down.

    >>> masked_plate("苏A8K2M6"), masked_plate("苏AF20871"), masked_plate("")
    ('苏A·8**M6', '苏A·F2**71', '')
    """
    if len(plate) < 6:
        return plate and plate[:2] + HIDDEN
    keep = len(plate) - 4
    return shown(plate[:keep] + HIDDEN + plate[-2:])


class Wall(QWidget):
    """A window of its own over the whole screen; Esc or F11 leaves it. Pages turn by themselves."""

    left = Signal()

    def __init__(self, board: Board, clock: RunningClock) -> None:
        super().__init__()
        named(self, "board.wall.view", _("Reception screen"))
        self.setWindowTitle(_("Reception screen"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._board, self._clock, self._page = board, clock, 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.turn)
        self._timer.start(TURN_MS)

    def show_board(self, board: Board) -> None:
        """Show what was read."""
        self._board = board
        self.update()

    def turn(self) -> None:
        """The next page, where more cars are there than fit."""
        self._page += 1
        self.update()

    def rows_of(self, column: Column) -> tuple[Card, ...]:
        """The cars of a column on the page in sight."""
        cards = [card for card in self._board.cards if card.stage in column.stages and card.plate]
        fits = self._fits()
        pages = max(-(-len(cards) // fits), 1)
        first = self._page % pages * fits
        return tuple(cards[first : first + fits])

    def _fits(self) -> int:
        free = self.height() * (1 - HEAD - MARGIN - LANE_HEAD)
        return max(int(free / (self.height() * (ROW + GAP))), 1)

    def _px(self, share: float) -> int:
        return round(self.height() * share)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        super().closeEvent(event)
        self.left.emit()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="canvas", radius=0)
        now = self._clock.now()
        self._draw_head(painter, now)
        margin, gap = self._px(MARGIN), self._px(GAP) * 2
        width = (self.width() - 2 * margin - (len(COLUMNS) - 1) * gap) / len(COLUMNS)
        for at, column in enumerate(COLUMNS):
            top = self._px(HEAD)
            area = QRectF(margin + at * (width + gap), top, width, self.height() - top - margin)
            self._draw_column(painter, column, area, now)

    def _draw_head(self, painter: QPainter, now: datetime) -> None:
        area = QRectF(self._px(MARGIN), 0, self.width() - 2 * self._px(MARGIN), self._px(HEAD))
        size = self._px(0.042)
        drawn.text(painter, area, _("How far your car is"), size=size, weight=Type.BOLD)
        time = formats.time_of_day(now)
        drawn.text(painter, area, time, size=self._px(0.055), weight=Type.BOLD, align=drawn.RIGHT)

    def _draw_column(self, painter: QPainter, column: Column, area: QRectF, now: datetime) -> None:
        drawn.box(painter, area, fill="sunken", radius=Radius.PALETTE)
        pad, side = self._px(0.02), self._px(0.022)
        head = QRectF(area.left() + pad, area.top(), area.width() - 2 * pad, self._px(LANE_HEAD))
        shape.draw(painter, column.shape, QRectF(head.left(), head.center().y() - side / 2, side, side), column.tone)
        room, size = head.adjusted(side * 1.6, 0, 0, 0), self._px(0.03)
        drawn.text(painter, room, _(column.words), size=size, weight=Type.BOLD)
        count = sum(card.stage in column.stages for card in self._board.cards)
        drawn.text(painter, head, str(count), size=size, tone="muted", align=drawn.RIGHT)
        top = head.bottom()
        for card in self.rows_of(column):
            row = QRectF(area.left() + pad / 2, top, area.width() - pad, self._px(ROW))
            self._draw_car(painter, card, row, now)
            top = row.bottom() + self._px(GAP)

    def _draw_car(self, painter: QPainter, card: Card, row: QRectF, now: datetime) -> None:
        drawn.box(painter, row, fill="surface", edge="line", radius=Radius.CARD)
        pad = self._px(0.014)
        inner = row.adjusted(pad, pad / 2, -pad, -pad / 2)
        plate = min(self._px(0.042), int(inner.height() * 0.45))
        upper, lower = inner.top() + inner.height() * 0.3, inner.top() + inner.height() * 0.76
        text = masked_plate(card.plate)
        while plate > Type.LABEL and plate_width(text, plate) > inner.width():
            plate -= 1
        draw_plate(painter, text, card.plate_type, left=inner.left(), middle=upper, height=plate)
        words, tone = _said_to_customers(card, now)
        line = QRectF(inner.left(), lower - plate / 2, inner.width(), plate)
        drawn.text(painter, line, words, size=self._px(0.024), weight=Type.MEDIUM, tone=tone)


def _said_to_customers(card: Card, now: datetime) -> tuple[str, str]:
    """Until when, or that it is ready; a promise that has passed is told at the desk, not on a wall."""
    if not is_running(card):
        return _("Please come to the desk"), "good"
    if card.promised_at <= now:
        return _("Your advisor will tell you"), "muted"
    is_today = formats.local(card.promised_at).date() == formats.local(now).date()
    time = formats.time_of_day(card.promised_at) if is_today else formats.promised(card.promised_at, now=now)
    return _("By {time}").format(time=time), "muted"
