"""A row of steps: done is a tick, now is a filled disc on a tint, later a ring with its number."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Size, Type
from ui.widgets import drawn, shape
from ui.widgets.named import named
from ui.widgets.shape import Shape

DISC, SIDE, GAP = 18, 11, 8


class Steps(QWidget):
    """Steps of one width; with `pressed` connected they also lead there (click, or arrows and Enter)."""

    pressed = Signal(int)

    def __init__(self, name: str, words: Sequence[str], *, can_press: bool = False) -> None:
        super().__init__()
        named(self, name)
        self._words, self._now, self._done, self._at = tuple(words), 0, frozenset[int](), 0
        self._can_press = can_press
        self.setFixedHeight(Size.SEGMENTED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if can_press:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_step(self, now: int, done: frozenset[int] | None = None) -> None:
        """Where we are; without `done` everything before is done."""
        self._now = self._at = now
        self._done = frozenset(range(now)) if done is None else done
        self.setAccessibleDescription(self._words[now] if 0 <= now < len(self._words) else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120 * len(self._words), Size.SEGMENTED)

    def minimumSizeHint(self) -> QSize:
        return QSize(80 * len(self._words), Size.SEGMENTED)

    def area_of(self, at: int) -> QRectF:
        """Where one step is."""
        width = self.width() / len(self._words)
        return QRectF(at * width, 0, width - GAP, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, words in enumerate(self._words):
            self._draw(painter, at, words)

    def _draw(self, painter: QPainter, at: int, words: str) -> None:
        area, is_now, is_done = self.area_of(at), at == self._now, at in self._done
        if is_now:
            drawn.box(painter, area, fill="accent_tint")
        if self.hasFocus() and at == self._at:
            drawn.focus_edge(painter, area)
        disc = QRectF(area.left() + SIDE, area.center().y() - DISC / 2, DISC, DISC)
        fill = "accent" if is_now else "good_tint" if is_done else None
        drawn.box(painter, disc, fill=fill, edge=None if fill else "line", radius=DISC / 2)
        if is_done and not is_now:
            shape.draw(painter, Shape.TICK, disc.adjusted(4.5, 4.5, -4.5, -4.5), "good")
        else:
            tone = "on_accent" if is_now else "muted"
            drawn.text(painter, disc, str(at + 1), size=Type.CODE, weight=Type.BOLD, tone=tone, align=drawn.CENTRE)
        room = area.adjusted(SIDE + DISC + GAP, 0, -GAP, 0)
        tone = "accent" if is_now else "ink" if is_done else "muted"
        weight = Type.BOLD if is_now else Type.MEDIUM if is_done else Type.REGULAR
        used = drawn.text(painter, room, words, weight=weight, tone=tone)
        left = room.left() + used + GAP
        if not is_now and at < len(self._words) - 1 and left < area.right():
            drawn.line(painter, left, round(area.center().y()), area.right(), round(area.center().y()), "line")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self._words)):
            if self._can_press and self.area_of(at).contains(event.position()):
                self.pressed.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._at = max(0, min(self._at + step, len(self._words) - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._at)
        else:
            super().keyPressEvent(event)
