"""One car that waits to be received, drawn: plate, what is known of it, how long it waits."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from app.order.arrival.queries import ArrivalRow
from app.order.arrival.waiting import Wait, wait_of, waited_minutes
from app.records.vehicles.plate import shown
from ui import formats
from ui.theme import Radius, Type
from ui.widgets import drawn, shape
from ui.widgets.button import Button, Look
from ui.widgets.named import named, tip
from ui.widgets.plate import draw_plate
from ui.widgets.shape import Shape

WIDTH, HEIGHT, PLATE, PADDING, GAP, SIGN, CLOSE = 300, 44, 22, 10, 8, 12, 32
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_LOOKS = {
    Wait.CALM: (Shape.CLOCK, "muted", "line", "surface"),
    Wait.WARN: (Shape.CLOCK, "warn", "warn", "warn_tint"),
    Wait.BAD: (Shape.TRIANGLE, "bad", "bad", "bad_tint"),
}


@dataclass(frozen=True, slots=True)
class WaitFace:
    """What a waiting car says at an instant: how long, how it stands, and who has begun to receive it."""

    wait: Wait
    minutes: int
    words: str
    about: str
    is_begun: bool


def wait_face(row: ArrivalRow, *, now: datetime, limit_minutes: int) -> WaitFace:
    """The wait counts until the reception begins; then it stands still."""
    minutes = waited_minutes(row.arrived_at, until=row.reception_started_at or now)
    is_begun = row.reception_started_at is not None
    about = _("with {name}").format(name=row.picked_up_by) if is_begun else row.words
    return WaitFace(wait_of(minutes, limit_minutes=limit_minutes), minutes, formats.waited(minutes), about, is_begun)


class ArrivalTile(QWidget):
    """Enter or a click picks it up, Delete asks why it shall go; arrows lead to the next."""

    pressed = Signal(int)
    unwanted = Signal(int)
    moved = Signal(int, int)

    def __init__(self, row: ArrivalRow) -> None:
        super().__init__()
        self.row, self.face = row, wait_face(row, now=row.arrived_at, limit_minutes=1)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        named(self, f"board.arrival.{row.id}")
        self.setFixedSize(WIDTH, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("halo", True)
        away = Button(f"board.arrival.{row.id}.away", "", look=Look.QUIET, icon="cross", height=CLOSE)
        away.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keyboard it is Delete, on the tile itself
        away.setAccessibleName(_("Take it away"))
        tip(away, formats.joined(_("Take it away"), "Delete"))
        away.clicked.connect(lambda: self.unwanted.emit(int(self.row.id)))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addStretch(1)
        inside.addWidget(away)

    def show_row(self, row: ArrivalRow, face: WaitFace) -> None:
        """Show it as it stands now; nothing is painted again if nothing changed."""
        if (row, face) == (self.row, self.face) and self.accessibleName():
            return
        self.row, self.face = row, face
        said = formats.joined(
            shown(row.plate), row.words, _("arrived {time}").format(time=formats.time_of_day(row.arrived_at)),
            _("waits {time}").format(time=face.words) if not face.is_begun else face.about,
        )  # fmt: skip
        self.setAccessibleName(said)
        tip(self, said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(int(self.row.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.pressed.emit(int(self.row.id))
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit(int(self.row.id))
        elif event.key() in ARROWS:
            self.moved.emit(int(self.row.id), event.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        sign, tone, edge, fill = _LOOKS[self.face.wait]
        if self.face.is_begun:
            sign, edge, fill = Shape.HALF, "line", "surface"
        drawn.box(painter, self.rect(), fill="hover" if self.underMouse() else fill, edge=edge)
        if self.hasFocus():
            drawn.focus_edge(painter, self.rect(), Radius.CONTROL)
        middle, right = self.height() / 2, self.width() - CLOSE - 8
        left: float = PADDING
        if self.row.plate:
            left += draw_plate(
                painter, shown(self.row.plate), self.row.plate_type.value, left=left, middle=middle, height=PLATE
            )
            left += GAP
        wide = drawn.width_of(self.face.words, Type.DATA, Type.BOLD)
        room = QRectF(right - wide - 2, 0, wide + 2, self.height())
        drawn.text(painter, room, self.face.words, weight=Type.BOLD, tone=tone, align=drawn.RIGHT)
        mark = QRectF(room.left() - SIGN - 5, middle - SIGN / 2, SIGN, SIGN)
        shape.draw(painter, sign, mark.adjusted(0.5, 0.5, -0.5, -0.5), tone)
        words = QRectF(left, 0, mark.left() - left - 6, self.height())
        if words.width() > Type.DATA * 2:
            drawn.text(painter, words, self.face.about, size=Type.LABEL, tone="muted")
