"""The box in the top bar that opens the palette: plates, phones, names, VINs, orders, commands."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.key_cap import cap_width, draw_cap
from ui.widgets.named import named

KEY = "Ctrl+K"


class SearchBox(QWidget):
    """It looks like a field and is a door: what is typed here goes on in the palette."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "shell.search", _("Search"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(220)
        self.setMaximumWidth(Size.SEARCH)
        self.setFixedHeight(Size.FIELD)
        self.setProperty("halo", True)
        self.setProperty("enter_is_own", True)

    def sizeHint(self) -> QSize:
        return QSize(Size.SEARCH, Size.FIELD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        area = QRectF(self.rect())
        has_focus = self.hasFocus()
        edge = "accent" if has_focus else "line"
        drawn.box(painter, area, fill="canvas", edge=edge, edge_width=2 if has_focus else 1)
        draw_icon(painter, "search", left=11, middle=self.height() / 2, side=Size.ICON_SMALL + 1, tone="muted")
        cap = cap_width(KEY)
        room = area.adjusted(37, 0, -cap - 20, 0)
        words = _("Plate, phone, name, VIN, order number, command…")
        drawn.text(painter, room, words, size=Type.BODY, tone="faint")
        draw_cap(painter, KEY, left=self.width() - cap - 10, middle=self.height() / 2)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.asked.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit("")
        elif words and words.isprintable():
            self.asked.emit(words)
        else:
            super().keyPressEvent(event)
