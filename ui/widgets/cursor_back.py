"""A panel that takes the cursor gives it back: where it was before, and back there when the panel goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class CursorBack:
    """`remember` before a panel takes the cursor, `put_away` instead of hiding it.

    Left to itself Qt gives the cursor of what is hidden to the next stop of its own order, as far off as the rail.
    """

    def __init__(self, panel: QWidget) -> None:
        self._panel = panel
        self._was: QWidget | None = None

    def remember(self) -> None:
        """Where the cursor is now, if not in the panel itself."""
        now = QApplication.focusWidget()
        if now is not None and not self._panel.isAncestorOf(now):
            self._was = now

    def put_away(self) -> None:
        """Hide the panel. Only a cursor that still stands in it goes back."""
        now = QApplication.focusWidget()
        is_inside = now is not None and self._panel.isAncestorOf(now)
        was, self._was = self._was, None
        self._panel.hide()
        if is_inside and was is not None and isValid(was) and was.isVisible() and was.isEnabled():
            was.setFocus(Qt.FocusReason.OtherFocusReason)
