"""Buttons: the one primary action, ghosts beside it, small ones in rows."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.named import named, tip

PADDING, ICON_SIDE, ICON_GAP, KEY_GAP = 16, 18, 8, 10
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Look(StrEnum):
    """How much a button asks for."""

    PRIMARY = "primary"
    GHOST = "ghost"
    DANGER = "danger"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A button with an optional icon before and its key behind the words.

    A primary one that is not `is_ready` keeps its colour (tint, edge, accent words) and can be pressed:
    the page then jumps to the first thing that is missing. It is never greyed out without a reason.
    """

    def __init__(
        self,
        name: str,
        words: str,
        *,
        look: Look = Look.GHOST,
        icon: str = "",
        key: str = "",
        height: int = Size.BUTTON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self.is_ready, self._icon, self._key, self._height = look, True, icon, key, height
        named(self, name, words)
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("halo", True)

    def say(self, words: str, *, key: str | None = None, icon: str | None = None) -> None:
        """Other words on the same button."""
        self.setText(words)
        self.setAccessibleName(words)
        self._key = self._key if key is None else key
        self._icon = self._icon if icon is None else icon
        self.updateGeometry()
        self.update()

    def setText(self, words: str) -> None:
        """Its words as they are: an “&” in a name is no key of the window."""
        super().setText(words)
        self.setShortcut(QKeySequence())

    def set_ready(self, is_ready: bool) -> None:
        """False while something is still missing."""
        self.is_ready = is_ready
        self.update()

    def refuse(self, reason: str) -> None:
        """Switch off with its reason in words; an empty reason switches on again."""
        self.setEnabled(not reason)
        tip(self, reason)
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        width = drawn.width_of(self.text(), Type.BODY, Type.MEDIUM)
        width += ICON_SIDE + (ICON_GAP if self.text() else 0) if self._icon else 0
        width += KEY_GAP + drawn.width_of(self._key, Type.LABEL, Type.MEDIUM) if self._key else 0
        padding = PADDING if self.text() else (self._height - ICON_SIDE) / 2
        return QSize(round(width + 2 * padding), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one press: what it asked for may be booked, and the words changed, before the second."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        area = QRectF(self.rect())
        fill, edge, tone = self._colours()
        drawn.box(painter, area, fill=fill, edge=edge)
        if self.hasFocus():
            ring = area if self.look is not Look.PRIMARY or not self.is_ready else area.adjusted(2, 2, -2, -2)
            drawn.box(painter, ring, edge="on_accent" if ring != area else "accent", edge_width=2)
        self._draw_words(painter, area, tone)

    def _colours(self) -> tuple[str | None, str | None, str]:
        if not self.isEnabled():
            return "hover", "line_soft", "faint"
        if self.look is Look.PRIMARY:
            return self._primary_colours()
        fill = "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"
        if self.look is Look.QUIET:
            return (fill if fill != "surface" else None), None, "accent"
        return (fill, "bad", "bad") if self.look is Look.DANGER else (fill, "line", "ink")

    def _primary_colours(self) -> tuple[str, str, str]:
        if not self.is_ready:
            return "accent_tint", "accent", "accent"
        fill = "accent_pressed" if self.isDown() or self.underMouse() else "accent"
        return fill, fill, "on_accent"

    def _draw_words(self, painter: QPainter, area: QRectF, tone: str) -> None:
        inner = self.sizeHint().width() - 2 * PADDING if self.text() else ICON_SIDE
        left, middle = area.left() + (area.width() - inner) / 2, area.center().y()
        if self._icon:
            draw_icon(painter, self._icon, left=left, middle=middle, side=ICON_SIDE, tone=tone)
            left += ICON_SIDE + ICON_GAP
        room = QRectF(left, area.top(), area.right() - left, area.height())
        left += drawn.text(painter, room, self.text(), size=Type.BODY, weight=Type.MEDIUM, tone=tone) + KEY_GAP
        if self._key:
            room.setLeft(left)
            key_tone = "faint" if tone == "ink" else tone
            drawn.text(painter, room, self._key, size=Type.LABEL, weight=Type.MEDIUM, tone=key_tone)
