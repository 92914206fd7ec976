"""The soft ring outside whatever has the focus; it follows the focus, and what it rings when that moves."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.theme import Radius, Size
from ui.widgets import drawn

MOVING = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange}


class Halo(QWidget):
    """2 px of `accent_tint` round a widget, above its window's content, out of the mouse's way.

    A ring of its own on the window, because nothing a widget paints reaches outside of it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def ring(self, target: QWidget) -> None:
        """Stand round `target`, cut where a scroll area cuts it."""
        window = self._window
        grown = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(
            -Size.HALO, -Size.HALO, Size.HALO, Size.HALO
        )
        self.setGeometry(grown)
        seen = QRegion(self.rect())
        above = target.parentWidget()
        while above is not None and above is not window:
            if isinstance(above.parentWidget(), QAbstractScrollArea):
                view = QRect(above.mapTo(window, QPoint(0, 0)), above.size()).adjusted(-2, -2, 2, 2)
                seen &= QRegion(view.translated(-grown.topLeft()))
            above = above.parentWidget()
        # The inside belongs to the widget itself: only the ring is painted over the window.
        inside = self.rect().adjusted(3, 3, -3, -3)
        self.setMask(seen - QRegion(inside))
        self.setVisible(target.isVisible() and not seen.isEmpty())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(
            drawn.painter_on(self),
            QRectF(self.rect()),
            edge="accent_tint",
            edge_width=Size.HALO,
            radius=Radius.CONTROL + Size.HALO,
        )


class HaloKeeper(QObject):
    """Moves the halo when the focus moves; widgets ask for it by the property `halo`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._halo: Halo | None = None
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _left: QWidget | None, now: QWidget | None) -> None:
        self._forget()
        self._target = _haloed(now)
        if self._target is None:
            return
        window = self._target.window()
        if self._halo is None or not shiboken6.isValid(self._halo) or self._halo.parentWidget() is not window:
            self._halo = Halo(window)
        self._watch(self._target, window)
        self._halo.ring(self._target)

    def _watch(self, target: QWidget, window: QWidget) -> None:
        above: QWidget | None = target
        while above is not None and above is not window:
            above.installEventFilter(self)
            self._watched.append(above)
            above = above.parentWidget()

    def _forget(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._halo is not None and shiboken6.isValid(self._halo):
            self._halo.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVING:
            halo, target = self._halo, self._target
            if halo is not None and target is not None and shiboken6.isValid(halo) and shiboken6.isValid(target):
                halo.ring(target)
        return False


def _haloed(widget: QWidget | None) -> QWidget | None:
    """The widget itself, or the box of a field round it."""
    while widget is not None and not widget.isWindow():
        if widget.property("halo"):
            return widget
        widget = widget.parentWidget() if widget.property("bare") else None
    return None
