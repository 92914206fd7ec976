"""One card of the board, drawn: plate, name, work, the promise clock, what else is true of the car."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.overview.board import Card
from app.records.vehicles.plate import shown
from ui.board.lanes import Face, Urgency, words
from ui.theme import Radius, Type
from ui.widgets import drawn, shape
from ui.widgets.named import named, tip
from ui.widgets.pill import draw_pill, pill_width
from ui.widgets.plate import draw_plate, plate_width
from ui.widgets.shape import Shape

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
PILL_GAP, ADVISOR, CLOCK_SHAPE, CLOCK_GAP, LATE_INSET = 4, 20, 12, 4, 5


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of a card in px; rows are given by the middle of each."""

    padding: int
    plate: int
    name: int
    rows: tuple[int, int, int, int, int]  # plate, name, work, clock, pills
    height: int
    height_with_pills: int
    pill: int


SMALL = Measures(10, 22, Type.DATA, (21, 45, 63, 85, 110), 104, 128, 20)
LARGE = Measures(14, 28, 15, (28, 60, 84, 111, 145), 136, 168, 22)


class Tile(QWidget):
    """A card that can be pressed; `moved` carries an arrow key that leads away from it."""

    pressed = Signal(str)
    moved = Signal(str, int)
    entered = Signal(str)

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.card: Card | None = None
        self.face: Face | None = None
        self._is_large = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        named(self, f"board.card.{number}")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("halo", True)

    @property
    def measures(self) -> Measures:
        return LARGE if self._is_large else SMALL

    def show_card(self, card: Card, face: Face, *, is_large: bool) -> None:
        """Show a card as it stands now; nothing is painted again if nothing changed."""
        if (card, face, is_large) == (self.card, self.face, self._is_large):
            return
        self.card, self.face, self._is_large = card, face, is_large
        self.setAccessibleName(words(card, face))
        tip(self, words(card, face))
        self.update()

    def set_reached_by_tab(self, is_reached: bool) -> None:
        """Tab stops at one card only; arrows lead on from there."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_reached else Qt.FocusPolicy.ClickFocus)

    def height_needed(self) -> int:
        """104 or 136 px, with pills 128 or 168."""
        has_pills = self.face is not None and bool(self.face.pills)
        return self.measures.height_with_pills if has_pills else self.measures.height

    def sizeHint(self) -> QSize:
        return QSize(139, self.height_needed())

    # Hand and keys

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.pressed.emit(self.number)
        elif event.key() in ARROWS:
            self.moved.emit(self.number, event.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.number)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.card is None or self.face is None:
            return
        painter = drawn.painter_on(self)
        edge = "bad" if self.face.urgency is Urgency.LATE else "line"
        fill = "hover" if self.underMouse() else "surface"
        drawn.box(painter, self.rect(), fill=fill, edge=edge)
        if self.hasFocus():
            drawn.focus_edge(painter, self.rect(), Radius.CONTROL)
        self._draw_plate(painter, self.card)
        self._draw_words(painter, self.card)
        self._draw_clock(painter, self.face)
        self._draw_pills(painter, self.face)

    def _row(self, at: int, height: int = 20) -> QRectF:
        padding, middle = self.measures.padding, self.measures.rows[at]
        return QRectF(padding, middle - height / 2, self.width() - 2 * padding, height)

    def _draw_plate(self, painter: QPainter, card: Card) -> None:
        row, height = self._row(0), self.measures.plate
        text = shown(card.plate) or card.number
        plate_type = card.plate_type if card.plate else "none"
        while plate_width(text, height) > row.width() - ADVISOR - 4 and height > SMALL.plate - 2:
            height -= 2
        draw_plate(painter, text, plate_type, left=row.left(), middle=self.measures.rows[0], height=height)
        disc = QRectF(row.right() - ADVISOR, row.center().y() - ADVISOR / 2, ADVISOR, ADVISOR)
        drawn.box(painter, disc, fill="neutral_tint", radius=ADVISOR / 2)
        first = card.advisor[:1]
        drawn.text(painter, disc, first, size=Type.LABEL, weight=Type.MEDIUM, tone="muted", align=drawn.CENTRE)

    def _draw_words(self, painter: QPainter, card: Card) -> None:
        row = self._row(1)
        model = drawn.width_of(card.model_code, Type.DATA)
        drawn.text(painter, row, card.model_code, tone="muted", align=drawn.RIGHT)
        name = row.adjusted(0, 0, -min(model + 8, row.width() / 2), 0)
        drawn.text(painter, name, card.owner_name, size=self.measures.name, weight=Type.MEDIUM)
        size = Type.DATA if self._is_large else Type.LABEL
        drawn.text(painter, self._row(2), card.summary, size=size, tone="muted")

    def _draw_clock(self, painter: QPainter, face: Face) -> None:
        row, is_late = self._row(3), face.urgency is Urgency.LATE
        if is_late:
            height = 28 if self._is_large else 22
            tint = QRectF(LATE_INSET, row.center().y() - height / 2, self.width() - 2 * LATE_INSET, height)
            drawn.box(painter, tint, fill="bad_tint", radius=Radius.PILL)
        tone = face.left_tone if is_late or face.urgency is Urgency.NEAR else "ink"
        sign = QRectF(row.left(), row.center().y() - CLOCK_SHAPE / 2, CLOCK_SHAPE, CLOCK_SHAPE)
        sign_tone = face.left_tone if face.shape is not Shape.CLOCK or tone != "ink" else "muted"
        shape.draw(painter, face.shape, sign.adjusted(0.5, 0.5, -0.5, -0.5), sign_tone)
        room = row.adjusted(CLOCK_SHAPE + CLOCK_GAP - 1, 0, 0, 0)
        weight = Type.BOLD if tone != "ink" else Type.MEDIUM
        used = drawn.text(painter, room, face.time, size=self.measures.name, weight=weight, tone=tone)
        # The promise always stands; where both do not fit, the words beside it are cut, their number last.
        room.setLeft(room.left() + used + CLOCK_GAP)
        weight = Type.BOLD if is_late else Type.MEDIUM if face.left_tone != "muted" else Type.REGULAR
        drawn.text(painter, room, face.left, size=Type.LABEL, weight=weight, tone=face.left_tone, align=drawn.RIGHT)

    def _draw_pills(self, painter: QPainter, face: Face) -> None:
        """Those that fit, the first always; a number stands for the rest."""
        row, middle = self._row(4), self.measures.rows[4]
        left = row.left()
        for at, pill in enumerate(face.pills):
            rest = len(face.pills) - at
            more = drawn.width_of(f"+{rest}", Type.LABEL) if rest > 1 else 0
            if at and left + pill_width(pill) + (PILL_GAP + more if rest > 1 else 0) > row.right() + 1:
                room = QRectF(left, row.top(), row.right() - left, row.height())
                drawn.text(painter, room, f"+{rest}", size=Type.LABEL, tone="muted")
                return
            spare = pill_width(pill) - drawn.width_of(pill.words, Type.LABEL, Type.MEDIUM)
            fitting = drawn.elided(pill.words, row.right() - left - spare, Type.LABEL, Type.MEDIUM)
            pill = replace(pill, words=fitting)
            left += draw_pill(painter, pill, left=left, middle=middle, height=self.measures.pill) + PILL_GAP
