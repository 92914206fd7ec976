"""The room a form takes under the head while it is open, and none while it is not."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Size


class Strip(QWidget):
    """Holds one form with air around it; comes and goes with it."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 0)
        column.addWidget(form)
        form.installEventFilter(self)
        self.setVisible(not form.isHidden())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return False
