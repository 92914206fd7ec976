"""The desk behind the sign-in page: the rail at the left, beside it bars and pages from top to bottom."""

from collections.abc import Iterable

import shiboken6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget


class Frame(QWidget):
    """`rows` stand below one another; `page` among them takes the room that is left.

    While it is behind something nothing in it has the keys, whatever answer comes late and asks for the cursor: Qt
    gives them to what cannot be seen, too, and a PIN would be typed into the locked page.
    """

    def __init__(self, rail: QWidget, rows: Iterable[QWidget], *, page: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout()
        column.setSpacing(0)
        for row in rows:
            column.addWidget(row, 1 if row is page else 0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rail)
        whole.addLayout(column, 1)
        self._in_front: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Later than who rings the cursor and who listens to its keys: they hear of the way back last.
            app.focusChanged.connect(self._keep_out)

    def _keep_out(self, _left: QWidget | None, now: QWidget | None) -> None:
        if now is None or "_in_front" not in vars(self):
            return  # nothing has the cursor, or Python is clearing the window away
        if now.window() is not self.window():
            return
        if not self.isAncestorOf(now):
            self._in_front = now
        elif not self.isVisible():
            before = self._in_front
            if before is not None and shiboken6.isValid(before) and before.isVisible():
                before.setFocus()
            else:
                now.clearFocus()
