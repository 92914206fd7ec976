"""The places of the car at the left of the sheet, with how much of each is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.records.checklists.limits import Verdict
from ui.order.inspection.marks import LOOKS
from ui.theme import Type
from ui.widgets import drawn, shape
from ui.widgets.named import named

ROW, PADDING, SHAPE = 36, 12, 11


@dataclass(frozen=True, slots=True)
class Entry:
    """One place: its key, its words, how far it is; done ones show their worst verdict."""

    key: str
    words: str
    answered: int
    total: int
    verdict: Verdict | None = None
    is_done: bool = False


class GroupList(QWidget):
    """`inspection.groups`; arrows or a click choose."""

    chosen_changed = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__()
        named(self, "inspection.groups", label)
        self.entries: tuple[Entry, ...] = ()
        self.chosen = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: Sequence[Entry], chosen: str) -> None:
        """Show these places."""
        self.entries, self.chosen = tuple(entries), chosen
        self.setFixedHeight(max(len(entries), 1) * self._row())
        said = (f"{entry.words} {entry.answered}/{entry.total}" for entry in entries)
        self.setAccessibleDescription(", ".join(said))
        self.updateGeometry()
        self.update()

    def _row(self) -> int:
        # Thirteen places of a hybrid stand in the height in which those of a petrol car have a little more air.
        return ROW if len(self.entries) <= 11 else ROW - 4

    def sizeHint(self) -> QSize:
        return QSize(160, len(self.entries) * self._row())

    def choose(self, key: str) -> None:
        """Choose a place and tell."""
        if key != self.chosen:
            self.chosen = key
            self.update()
            self.chosen_changed.emit(key)

    def move_by(self, step: int) -> None:
        """The next place, or the one before."""
        keys = [entry.key for entry in self.entries]
        if self.chosen in keys:
            self.choose(keys[max(0, min(keys.index(self.chosen) + step, len(keys) - 1))])

    def _area(self, at: int) -> QRectF:
        return QRectF(0, at * self._row(), self.width(), self._row() - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, entry in enumerate(self.entries):
            if self._area(at).contains(event.position()):
                self.choose(entry.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.move_by(step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, entry in enumerate(self.entries):
            self._draw(painter, entry, self._area(at))

    def _draw(self, painter: QPainter, entry: Entry, area: QRectF) -> None:
        is_chosen = entry.key == self.chosen
        if is_chosen:
            drawn.box(painter, area, fill="accent_tint")
            if self.hasFocus():
                drawn.focus_edge(painter, area)
        tone, weight = ("accent", Type.BOLD) if is_chosen else ("ink", Type.REGULAR)
        inner = area.adjusted(PADDING, 0, -PADDING, 0)
        if entry.is_done and entry.verdict is not None and not is_chosen:
            look, kind = LOOKS[entry.verdict]
            side = QRectF(inner.right() - SHAPE, inner.center().y() - SHAPE / 2, SHAPE, SHAPE)
            shape.draw(painter, look, side, kind.tone)
            used = float(SHAPE)
        else:
            count = f"{entry.answered}/{entry.total}"
            count_tone = "accent" if is_chosen else "muted"
            used = drawn.text(painter, inner, count, weight=weight, tone=count_tone, align=drawn.RIGHT)
        drawn.text(painter, inner.adjusted(0, 0, -used - 8, 0), entry.words, weight=weight, tone=tone)
