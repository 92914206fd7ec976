"""The desk behind the sign-in page: the rail at the left, beside it bars and pages from top to bottom."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


class Frame(QWidget):
    """`rows` stand below one another; `page` among them takes the room that is left."""

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
