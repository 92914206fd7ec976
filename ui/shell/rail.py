"""The rail at the left: the places, the one we are in, and how much waits in each."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.kernel.language import _
from ui.shell.logo import LOGO, Logo
from ui.shell.places import Place
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.named import named, tip

LOGO_TOP, FIRST_TOP, LAST_BOTTOM, BADGE, INSET = 12, 64, 32, 16, 1


class RailItem(QAbstractButton):
    """One place: icon over word; the active one on a tint with an accent edge at the window's side."""

    def __init__(self, place: Place, key: str) -> None:
        super().__init__()
        self.place, self.waiting = place, 0
        words = _(place.words)
        named(self, f"shell.rail.{place.key}", words)
        tip(self, f"{words}  {key}")
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(Size.RAIL, Size.RAIL_ITEM)

    def show_waiting(self, count: int) -> None:
        """The number in the corner; none for nothing."""
        self.waiting = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        side = (Size.RAIL - Size.RAIL_ITEM_WIDTH) / 2
        area = QRectF(side, 0, Size.RAIL_ITEM_WIDTH, Size.RAIL_ITEM)
        is_here = self.isChecked()
        if is_here or self.underMouse():
            drawn.box(painter, area, fill="accent_tint" if is_here else "hover")
        if is_here:
            drawn.box(painter, QRectF(-3, (self.height() - 24) / 2, 6, 24), fill="accent", radius=2)
        if self.hasFocus():
            drawn.focus_edge(painter, area)
        tone = "accent" if is_here else "muted"
        draw_icon(painter, self.place.icon, left=(self.width() - Size.ICON) / 2, middle=18, side=Size.ICON, tone=tone)
        weight = Type.MEDIUM if is_here else Type.REGULAR
        words = QRectF(0, 30, self.width(), 20)
        drawn.text(painter, words, self.text(), size=self.size_of(weight), weight=weight, tone=tone, align=drawn.CENTRE)
        if self.waiting:
            self._draw_badge(painter)

    def size_of(self, weight: int) -> int:
        """The usual size of the word, the next smaller one where it would touch the tile's edges."""
        room = Size.RAIL_ITEM_WIDTH - 2 * INSET
        return Type.LABEL if drawn.width_of(self.text(), Type.LABEL, weight) <= room else Type.CODE

    def _draw_badge(self, painter: QPainter) -> None:
        words = str(self.waiting) if self.waiting < 100 else "99+"
        width = max(BADGE, round(drawn.width_of(words, Type.CODE, Type.BOLD)) + 8)
        area = QRectF(self.width() / 2 + 15 - BADGE / 2, 1, width, BADGE)
        drawn.box(painter, area, fill="bad", radius=BADGE / 2)
        drawn.text(painter, area, words, size=Type.CODE, weight=Type.BOLD, tone="on_accent", align=drawn.CENTRE)


class Rail(QWidget):
    """All places; `chosen` carries the key of one."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        named(self, "shell.rail", _("Places"))
        self.setFixedWidth(Size.RAIL)
        self.logo = Logo()
        self.items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, LOGO_TOP, 0, LAST_BOTTOM + 4)
        column.setSpacing(Size.RAIL_PITCH - Size.RAIL_ITEM)
        column.addWidget(self.logo, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(FIRST_TOP - LOGO_TOP - LOGO - (Size.RAIL_PITCH - Size.RAIL_ITEM))
        for number, place in enumerate(places, start=1):
            if place.is_last:
                column.addStretch(1)
            column.addWidget(self._item(place, f"Alt+{number}"))
        if not any(place.is_last for place in places):
            column.addStretch(1)

    def _item(self, place: Place, key: str) -> RailItem:
        item = RailItem(place, key)
        item.clicked.connect(lambda: self.chosen.emit(place.key))
        self.items[place.key] = item
        return item

    def show_place(self, key: str) -> None:
        """Mark where we are."""
        for name, item in self.items.items():
            item.setChecked(name == key)

    def sizeHint(self) -> QSize:
        return QSize(Size.RAIL, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="surface", radius=0)
        drawn.line(painter, self.width() - 1, 0, self.width() - 1, self.height(), "line")
