"""How full the tank or the battery is: eight cells, or a bar in per cent."""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from ui.theme import Radius, Size, Type
from ui.widgets import drawn

CELLS, CELL_GAP, HEIGHT, FULL, TOGETHER_MS, SNAP = 8, 4, 32, 100, 1_200, 5


class EnergyLevel(QWidget):
    """Fuel in eighths (0–8) or charge in per cent (0–100); nothing is set until someone sets it.

    The whole cell is the target; a click on the first cell, when it alone is full, empties it. Keys: arrows by
    one, PageUp and PageDown by a lot, digits type the value.
    """

    changed = Signal(int)

    def __init__(self, *, is_charge: bool = False) -> None:
        super().__init__()
        self.value: int | None = None
        self.is_charge = is_charge
        self._typed, self._since = "", QElapsedTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("halo", True)
        self.setProperty("enter_moves_on", True)

    @property
    def most(self) -> int:
        return FULL if self.is_charge else CELLS

    def words(self) -> str:
        """`5/8` or `80 %`, for beside the label; `—` while nothing is set."""
        if self.value is None:
            return "—"
        return f"{self.value} %" if self.is_charge else f"{self.value}/{CELLS}"

    def show_kind(self, *, is_charge: bool) -> None:
        """Battery or tank; a value of the other kind is forgotten."""
        if is_charge != self.is_charge:
            self.is_charge = is_charge
            self.show_value(None)

    def show_value(self, value: int | None) -> None:
        """Show a value without telling anyone."""
        self.value = value
        self.setAccessibleDescription(self.words())
        self.update()

    def set_value(self, value: int) -> None:
        """Set and tell; what is above full is full."""
        value = max(0, min(value, self.most))
        if value != self.value:
            self.show_value(value)
            self.changed.emit(value)

    def sizeHint(self) -> QSize:
        return QSize(190, Size.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(136, Size.FIELD)

    def _cell(self, at: int) -> QRectF:
        width = (self.width() - CELL_GAP * (CELLS - 1)) / CELLS
        return QRectF(at * (width + CELL_GAP), (self.height() - HEIGHT) / 2, width, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        if self.is_charge:
            self._draw_bar(painter)
        else:
            for at in range(CELLS):
                is_full = self.value is not None and at < self.value
                drawn.box(painter, self._cell(at), fill="accent" if is_full else "neutral_tint", radius=Radius.PILL)
        if self.hasFocus():
            drawn.focus_edge(painter, QRectF(self.rect()))

    def _draw_bar(self, painter: QPainter) -> None:
        track = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        drawn.box(painter, track, fill="neutral_tint", radius=Radius.PILL)
        if self.value:
            full = QRectF(track.left(), track.top(), track.width() * self.value / FULL, track.height())
            drawn.box(painter, full, fill="accent", radius=Radius.PILL)
        words = self.words() if self.value is not None else _("Click or type the charge")
        inside = self.value is not None and self.value >= FULL // 2
        room = QRectF(track)
        if inside and self.value is not None:
            room.setWidth(track.width() * self.value / FULL)
        tone = "on_accent" if inside else "muted"
        align = drawn.CENTRE if inside or self.value is None else drawn.RIGHT
        drawn.text(painter, room.adjusted(10, 0, -10, 0), words, weight=Type.MEDIUM, tone=tone, align=align)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.is_charge:
            self._drag(event)
            return
        for at in range(CELLS):
            if self._cell(at).adjusted(-CELL_GAP / 2, -4, CELL_GAP / 2, 4).contains(event.position()):
                self.set_value(0 if at == 0 and self.value == 1 else at + 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.is_charge:
            self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(self.width(), 1)
        self.set_value(round(share * FULL / SNAP) * SNAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leap = 10 if self.is_charge else 2
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -leap,
            Qt.Key.Key_PageUp: leap,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.set_value((self.value or 0) + steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.set_value(0 if key == Qt.Key.Key_Home else self.most)
        elif event.text().isdigit():
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def _type(self, digit: str) -> None:
        goes_on = self.is_charge and self._since.isValid() and self._since.elapsed() < TOGETHER_MS
        self._typed = self._typed + digit if goes_on and int(self._typed + digit) <= FULL else digit
        self._since.start()
        self.set_value(int(self._typed))
