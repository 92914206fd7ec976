"""What lies over the whole window while a customer reads and signs: nothing below can be seen or reached."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.keys import Listener, is_command, sequence_of
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.tab_order import stops_in

BAR, EDGE = 72, 32


class Cover(QWidget):
    """Covers the window of `over` until `leave`; keeps every key of the window away but Ctrl+Enter and Esc.

    When `over` is hidden meanwhile (the desk was locked), it gives back by itself: `cancelled`.
    """

    cancelled = Signal()

    def __init__(self, over: QWidget, name: str, title: str) -> None:
        super().__init__(over.window())
        # Else Qt paints first the whole page that nobody sees.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        named(self, name, title)
        self._over, self._window, self.is_over = over, over.window(), False
        self._listener: Listener | None = None

    def come_up(self, focus: QWidget) -> None:
        """Lie over the window, with the focus inside."""
        if self._over.window().isVisible() and not self._over.isVisible():
            # Asked for before the desk was locked, and come too late; who made it has yet to listen.
            QTimer.singleShot(0, self, self.cancel)
            return
        self._window = self._place()
        if self.parentWidget() is not self._window:
            self.setParent(self._window)
        self.setGeometry(self._window.rect())
        self._window.installEventFilter(self)
        self._over.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Made later than the window's own watch, so it hears of each key first.
            self._listener = Listener(app, self._window, self._heard)
        self.show()
        self.raise_()
        focus.setFocus()

    def _place(self) -> QWidget:
        """The window to lie over."""
        return self._over.window()

    def press_primary(self) -> None:
        """Ctrl+Enter."""

    def press_back(self) -> None:
        """Esc."""
        self.cancel()

    def cancel(self) -> None:
        """Give back without having signed."""
        if not self.is_over:
            self.leave()
            self.cancelled.emit()

    def leave(self) -> None:
        """Go away for good."""
        if self.is_over:
            return
        self.is_over = True
        if self._listener is not None:
            self._listener.stop()
            self._listener = None
        self.hide()
        self.deleteLater()

    # The window below is out of reach

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.is_over:
            return False
        if kind == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        elif kind == QEvent.Type.Hide and watched is self._over and not event.spontaneous():
            self.cancel()
        return False

    def _heard(self, widget: QWidget, event: QEvent) -> bool:
        # A listener follows the cursor into every window; the keys of another one are not ours.
        is_key = event.type() == QEvent.Type.KeyPress and widget.window() is self._window
        if not is_key or not isinstance(event, QKeyEvent):
            return False
        return not _is_elsewhere() and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        sequence = sequence_of(event)
        if sequence == "Ctrl+Enter":
            self.press_primary()
        elif sequence == "Esc":
            self.press_back()
        return is_command(sequence)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside the cover; Qt also asks while it hides us."""
        if self.is_over:
            return super().focusNextPrevChild(next)
        stops = list(stops_in(self))
        now = self.focusWidget()
        at = stops.index(now) if now in stops else 0
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="canvas", radius=0)


def _is_elsewhere() -> bool:
    """A drop-down or a dialog is open: the keys are its own."""
    return QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None


class Band(QWidget):
    """The bar above or below what is signed."""

    def __init__(self, *, at_top: bool = True) -> None:
        super().__init__()
        self._at_top = at_top
        self.setFixedHeight(BAR)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(EDGE, 0, EDGE, 0)
        self.row.setSpacing(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, QRectF(self.rect()), fill="surface", radius=0)
        level = self.height() - 1 if self._at_top else 0
        drawn.line(painter, 0, level, self.width(), level, "line")
