"""The order's side panel: timeline, documents, notes."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.kernel.language import _
from app.order.queries import OrderId
from ui.order.documents import Documents
from ui.order.notes import Notes
from ui.order.paper_deeds import PaperDeeds
from ui.order.timeline import Timeline
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.worker import Worker

WIDTH, TAB_HEIGHT, UNDERLINE = 264, 40, 3


class TabRow(QWidget):
    """Words side by side, the chosen one in accent with a line under it; arrows or a click choose."""

    chosen_changed = Signal(int)

    def __init__(self, name: str, label: str, words: tuple[str, ...]) -> None:
        super().__init__()
        named(self, name, label)
        self.words, self.chosen = words, 0
        self._counts = [0] * len(words)
        self.setFixedHeight(TAB_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, TAB_HEIGHT)

    def choose(self, at: int) -> None:
        """Choose a tab and tell."""
        at = max(0, min(at, len(self.words) - 1))
        if at != self.chosen:
            self.chosen = at
            self.setAccessibleDescription(self.words[at])
            self.update()
            self.chosen_changed.emit(at)

    def show_count(self, at: int, count: int) -> None:
        """How much is behind a tab."""
        self._counts[at] = count
        self.update()

    def _area(self, at: int) -> QRectF:
        width = self.width() / len(self.words)
        return QRectF(at * width, 0, width, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self.words)):
            if self._area(at).contains(event.position()):
                self.choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.chosen + step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.line(painter, 0, self.height() - 1, self.width(), self.height() - 1, "line")
        for at, words in enumerate(self.words):
            area, is_chosen = self._area(at), at == self.chosen
            weight, tone = (Type.BOLD, "accent") if is_chosen else (Type.REGULAR, "muted")
            text = f"{words} {self._counts[at]}" if self._counts[at] else words
            drawn.text(painter, area, text, weight=weight, tone=tone, align=drawn.CENTRE)
            if is_chosen:
                width = drawn.width_of(text, Type.DATA, weight)
                line = QRectF(area.center().x() - width / 2, self.height() - UNDERLINE, width, UNDERLINE)
                drawn.box(painter, line, fill="accent", radius=1.5)
                if self.hasFocus():
                    drawn.focus_edge(painter, area.adjusted(4, 4, -4, -6))


class SidePanel(Card):
    """Three tabs; `paper_opened` carries a paper to show."""

    paper_opened = Signal(object)

    def __init__(self, worker: Worker, deeds: PaperDeeds) -> None:
        super().__init__(padding=1)
        named(self, "order.side", _("Timeline, papers, notes"))
        self.tabs = TabRow("order.tabs", _("Side panel"), (_("Timeline"), _("Papers"), _("Notes")))
        self.timeline, self.documents, self.notes = Timeline(worker), Documents(worker, deeds), Notes(worker)
        self._stack = QStackedWidget()
        for tab in (self.timeline, self.documents, self.notes):
            self._stack.addWidget(tab)
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.chosen_changed.connect(self._stack.setCurrentIndex)
        self.documents.opened.connect(self.paper_opened.emit)
        self.documents.counted.connect(lambda count: self.tabs.show_count(1, count))
        self.notes.counted.connect(lambda count: self.tabs.show_count(2, count))

    def show_order(self, order_id: OrderId, *, now: datetime) -> None:
        """Read all three again."""
        for tab in (self.timeline, self.documents, self.notes):
            tab.show_order(order_id, now=now)
