"""One of many from a list that opens: a drop-down in our dress."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy

from ui.dress import dressed_popup
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon


class Choice(QComboBox):
    """A drop-down of (key, words); put it into a `Field` with `boxed=False`."""

    chosen_changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = (), *, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(Size.FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("halo", True)
        self.setProperty("enter_moves_on", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_options(options)
        self.activated.connect(lambda _at: self.chosen_changed.emit(self.chosen or ""))

    def show_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options; the choice stays if it is still among them."""
        before = self.chosen
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        self.show_chosen(before)

    @property
    def chosen(self) -> str | None:
        key = self.currentData()
        return key if isinstance(key, str) else None

    def show_chosen(self, key: str | None) -> None:
        """Show a choice without telling anyone."""
        self.setCurrentIndex(self.findData(key) if key is not None else -1)

    def sizeHint(self) -> QSize:
        widest = max((drawn.width_of(self.itemText(i), Type.BODY) for i in range(self.count())), default=80)
        return QSize(round(widest) + 48, Size.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, Size.FIELD)

    def showPopup(self) -> None:
        dressed_popup(self.view())
        holder = self.view().window()
        if isinstance(holder, QFrame):
            holder.setFrameShape(QFrame.Shape.NoFrame)
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        area = QRectF(self.rect())
        has_focus = self.hasFocus()
        edge = "accent" if has_focus else "ctl" if self.isEnabled() else "line"
        fill = "surface" if self.isEnabled() else "hover"
        drawn.box(painter, area, fill=fill, edge=edge, edge_width=2 if has_focus else 1)
        words, tone = (self.currentText(), "ink") if self.currentIndex() >= 0 else (self.placeholderText(), "faint")
        drawn.text(painter, area.adjusted(11, 0, -32, 0), words, size=Type.BODY, tone=tone)
        draw_icon(painter, "down", left=area.right() - 26, middle=area.center().y(), side=14, tone="muted")
