"""The soft ring outside whatever has the focus; one for each window, moved along with the focus."""

import shiboken6
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget

from ui.theme import Radius, Size
from ui.widgets import drawn


class Halo(QFocusFrame):
    """2 px of `accent_tint` outside the widget it follows."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(
            painter,
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
        app.focusChanged.connect(self._moved)

    def _moved(self, _left: QWidget | None, now: QWidget | None) -> None:
        target = _haloed(now)
        # The ring lives inside the widget's parent and dies with it.
        if self._halo is None or not shiboken6.isValid(self._halo):
            self._halo = Halo()
        self._halo.setWidget(target)  # type: ignore[arg-type]


def _haloed(widget: QWidget | None) -> QWidget | None:
    """The widget itself, or the box of a field round it."""
    while widget is not None and not widget.isWindow():
        if widget.property("halo"):
            return widget
        widget = widget.parentWidget() if widget.property("bare") else None
    return None
