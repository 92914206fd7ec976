"""The sections of the settings at the left: a click or the arrows choose."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.named import named

WIDTH, ITEM, PADDING, ICON_GAP = 168, 40, 12, 10


class SectionItem(QAbstractButton):
    """One section: its icon and its word; the chosen one on the accent's tint."""

    def __init__(self, key: str, icon: str, words: str) -> None:
        super().__init__()
        self.key, self._icon = key, icon
        named(self, f"settings.section.{key}", words)
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, ITEM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        area = QRectF(self.rect())
        fill = "accent_tint" if self.isChecked() else "sunken" if self.underMouse() else None
        drawn.box(painter, area, fill=fill)
        if self.hasFocus():
            drawn.box(painter, area, edge="accent", edge_width=2)
        tone = "accent" if self.isChecked() else "ink"
        draw_icon(painter, self._icon, left=PADDING, middle=area.center().y(), side=Size.ICON_SMALL + 2, tone=tone)
        words = area.adjusted(PADDING + Size.ICON_SMALL + 2 + ICON_GAP, 0, -PADDING, 0)
        weight = Type.MEDIUM if self.isChecked() else Type.REGULAR
        drawn.text(painter, words, self.text(), size=Type.BODY, weight=weight, tone=tone)


class SectionList(QWidget):
    """`chosen` carries the key of the section that comes to the front."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.items = {key: SectionItem(key, icon, words) for key, icon, words in sections}
        for item in self.items.values():
            item.toggled.connect(self._toggled)
            column.addWidget(item)
        column.addStretch(1)

    def _toggled(self, is_on: bool) -> None:
        item = self.sender()
        if is_on and isinstance(item, SectionItem):
            self.chosen.emit(item.key)

    def choose(self, key: str) -> None:
        """Bring a section to the front."""
        self.items[key].setChecked(True)
