"""A notice that needs no answer: it comes, offers “Undo” where that is possible, and goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from ui.theme import Radius, Size, Type
from ui.widgets import drawn, shape
from ui.widgets.button import Button, Look
from ui.widgets.named import named
from ui.widgets.pill import Kind
from ui.widgets.shape import Shape
from ui.widgets.text import Text

STAYS_MS, STAYS_WITH_UNDO_MS, TOP, HEIGHT = 4_000, 8_000, 4, 48
SHAPES = {Kind.GOOD: Shape.TICK, Kind.BAD: Shape.CROSS, Kind.WARN: Shape.TRIANGLE, Kind.INFO: Shape.DOT}


class Toast(QWidget):
    """One toast of a window, over its top bar, where it hides nothing one works on; a new one replaces the old."""

    def __init__(self, window: QWidget, name: str = "shell.toast") -> None:
        super().__init__(window)
        named(self, name)
        self._window, self._kind = window, Kind.GOOD
        self._undo: Callable[[], object] = _nothing
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 0, 12, 0)
        row.setSpacing(12)
        self.words = Text(size=Type.BODY)
        self.undo = Button(f"{name}.undo", _("Undo"), look=Look.QUIET, height=Size.BUTTON_ROW)
        self.undo.clicked.connect(self._undone)
        row.addWidget(self.words)
        row.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, kind: Kind = Kind.GOOD, undo: Callable[[], object] | None = None) -> None:
        """Show it for four seconds, with “Undo” for eight."""
        self._kind, self._undo = kind, undo or _nothing
        self.words.setText(words)
        self.words.updateGeometry()
        self.setAccessibleName(words)
        self.undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(STAYS_WITH_UNDO_MS if undo else STAYS_MS)

    def _undone(self) -> None:
        self.hide()
        self._undo()

    def _place(self) -> None:
        room = self._window.width() - 2 * Size.GAP
        self.adjustSize()
        self.resize(min(self.sizeHint().width() + 12, room), HEIGHT)
        self.move((self._window.width() - self.width()) // 2, TOP)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, _event: QEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, _event: QEvent) -> None:
        self._timer.start(STAYS_MS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        area = QRectF(self.rect())
        drawn.box(painter, area, fill="raised", edge="line", radius=Radius.CARD)
        drawn.box(painter, QRectF(16, area.center().y() - 10, 20, 20), fill=self._kind.tint, radius=10)
        side = QRectF(21.5, area.center().y() - 4.5, 9, 9)
        shape.draw(painter, SHAPES.get(self._kind, Shape.DOT), side, self._kind.tone)


def _nothing() -> None:
    """What “Undo” does where there is nothing to undo."""
