"""What stands under the head of an order: the step's page, and beside it (or over it) the side panel."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.order.discard import discard
from ui.order.side_panel import WIDTH, SidePanel
from ui.theme import Size
from ui.widgets.page import Page

MARGIN = 16
# A last column narrower than this is a side column, which the panel covers whole, so that no half a card looks out.
WIDEST_SIDE = 400


class OrderBody(QWidget):
    """The side panel stands in a column of its own where there is room, else it lies over the page when asked for."""

    def __init__(self, panel: SidePanel) -> None:
        super().__init__()
        self.panel, self.pages = panel, QStackedWidget()
        self._is_wide = True
        self._card: QWidget | None = None
        self._wanted: dict[tuple[bool, bool], bool] = {}  # (is the page wide, is there room) -> is the panel wanted
        self._column = QWidget()
        self._column.setFixedWidth(WIDTH)
        self._slot = QVBoxLayout(self._column)
        self._slot.setContentsMargins(0, 0, 0, 0)
        self._slot.setSpacing(Size.GAP)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._row.setSpacing(Size.GAP)
        self._row.addWidget(self.pages, 1)
        self._row.addWidget(self._column)

    def show_page(self, page: Page, *, is_wide: bool, card: QWidget | None) -> None:
        """Bring a page to the front with what it puts above the panel."""
        self._is_wide = is_wide
        if self._card is not None and self._card is not card:
            self._card.hide()
            self._slot.removeWidget(self._card)
        self._card = card
        if card is not None:
            self._slot.insertWidget(0, card)
            card.show()
        self.pages.setCurrentWidget(page)
        self.arrange()

    def drop_page(self, page: Page, *, card: QWidget | None) -> None:
        """Another order comes: the page goes, and with it what it had put above the panel."""
        self.pages.removeWidget(page)
        discard(page)
        if card is not None:
            self._slot.removeWidget(card)
            self._card = None if card is self._card else self._card
            discard(card)

    def toggle_panel(self) -> None:
        """Show or hide the panel for this kind of page."""
        self._wanted[self._is_wide, self._has_room()] = not self.is_panel_open()
        self.arrange()
        if self.is_panel_open():
            self.panel.tabs.setFocus()

    def close_panel(self) -> bool:
        """Close the panel if it lies over the page; whether it did."""
        if self.is_panel_open() and not self._has_room():
            self.toggle_panel()
            return True
        return False

    def is_panel_open(self) -> bool:
        """Whether the panel is to be seen."""
        has_room = self._has_room()
        return self._wanted.get((self._is_wide, has_room), has_room)

    def _has_room(self) -> bool:
        return not self._is_wide or self.width() + Size.RAIL >= Size.WIDE_FROM

    def arrange(self) -> None:
        """Put the panel where it belongs."""
        is_open, has_room = self.is_panel_open(), self._has_room()
        if has_room:
            self._slot.addWidget(self.panel, 1)
        else:
            self._slot.removeWidget(self.panel)
            self.panel.setParent(self)
            width, height = self._side_width(), max(self.height() - 2 * MARGIN, 0)
            self.panel.setGeometry(self.width() - MARGIN - width, MARGIN, width, height)
        self._column.setVisible(has_room and (is_open or self._card is not None))
        self.panel.setVisible(is_open)
        if is_open and not has_room:
            self.panel.raise_()

    def _side_width(self) -> int:
        """How wide the last column of the page in front is, if it is a side column."""
        page = self.pages.currentWidget()
        layout = page.layout() if page is not None else None
        if isinstance(layout, QStackedLayout) and (front := layout.currentWidget()) is not None:
            layout = front.layout()
        width = _width_of_last(layout) if layout is not None else 0
        return width if WIDTH <= width <= WIDEST_SIDE else WIDTH + Size.GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


def _width_of_last(layout: QLayout) -> int:
    """Of the widget or layout that stands last; 0 if that is only room."""
    owner = layout.parentWidget()
    parts = [*owner.children(), *layout.children()] if owner is not None else []
    for part in parts:
        if isinstance(part, QWidget | QLayout) and layout.indexOf(part) == layout.count() - 1:
            return part.geometry().width()
    return 0
