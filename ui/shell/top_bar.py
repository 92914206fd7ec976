"""The bar at the top: search, the clock with its day, and the door to a new check-in."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from ui import formats
from ui.shell.search import SearchBox
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.named import named
from ui.widgets.text import Text

TICK_MS = 1_000


class TopBar(QWidget):
    """56 px: search 520×36, clock, day, “＋ Check-in F2”."""

    checkin_asked = Signal()

    def __init__(self, *, with_checkin: bool) -> None:
        super().__init__()
        self.setFixedHeight(Size.TOP_BAR)
        self.search = SearchBox()
        self.time = named(Text(size=Type.TITLE, weight=Type.BOLD), "shell.time")
        self.day = named(Text(size=Type.DATA, tone="muted"), "shell.day")
        self.checkin = Button("shell.checkin", _("Check-in"), icon="plus", key="F2")
        self.checkin.clicked.connect(self.checkin_asked.emit)
        if not with_checkin:
            self.checkin.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, 0)
        row.setSpacing(14)
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(self.time)
        row.addWidget(self.day)
        row.addSpacing(10)
        row.addWidget(self.checkin)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)
        self.tick()

    def tick(self) -> None:
        """Read the clock again."""
        now = formats.local(formats.now())
        if self.time.text() != f"{now:%H:%M}":
            self.time.setText(f"{now:%H:%M}")
            self.day.setText(f"{now:%m-%d} {formats.weekday(now.date())}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="surface", radius=0)
        drawn.line(painter, 0, self.height() - 1, self.width(), self.height() - 1, "line")
