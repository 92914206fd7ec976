"""Words on the page: one line by its body, or a paragraph that wraps. Never read as rich text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.named import tip


class Text(QLabel):
    """One line, cut with “…” and then told in full by its tooltip."""

    def __init__(
        self,
        words: str = "",
        *,
        size: int = Type.DATA,
        weight: int = Type.REGULAR,
        tone: str = "ink",
        align: Qt.AlignmentFlag = drawn.LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size, self._weight, self._tone, self._align = size, weight, tone, align
        self.setFont(theme.current().font(size, weight))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def set_tone(self, tone: str) -> None:
        """Another token for the words."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        width = drawn.width_of(self.text(), self._size, self._weight)
        return QSize(int(width) + 2, round(self._size * 1.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._size * 2), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        area = self.contentsRect()
        drawn.text(painter, area, self.text(), size=self._size, weight=self._weight, tone=self._tone, align=self._align)
        is_cut = drawn.width_of(self.text(), self._size, self._weight) > area.width() + 1
        if is_cut != bool(self.toolTip()):
            tip(self, self.text() if is_cut else "")


class Paragraph(QLabel):
    """Running text of several lines."""

    def __init__(
        self, words: str = "", *, size: int = Type.BODY, tone: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.current().font(size))
        self._tone = tone
        self._paint_in_tone()
        theme.current().switched.connect(self._paint_in_tone)
        self.setText(words)

    def set_tone(self, tone: str) -> None:
        """Another token for the words."""
        self._tone = tone
        self._paint_in_tone()

    def _paint_in_tone(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.current().color(self._tone))
        self.setPalette(palette)


class Link(Text):
    """Words that can be pressed: accent, underlined, reached by Tab."""

    pressed = Signal()

    def __init__(self, words: str = "", *, size: int = Type.DATA, parent: QWidget | None = None) -> None:
        super().__init__(words, size=size, weight=Type.MEDIUM, tone="accent", parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(0, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = drawn.painter_on(self)
        width = drawn.width_of(self.text(), self._size, self._weight)
        bottom = self.height() / 2 + self._size * 0.5 + 3
        drawn.line(painter, 0, round(bottom), width, round(bottom), "accent")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)
