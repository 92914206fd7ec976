"""How a table is painted: two-line rows, hairlines between, the row in hand on a tint with an accent edge."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.pill import draw_pill
from ui.widgets.plate import draw_plate

if TYPE_CHECKING:
    from ui.widgets.table import Column, Table

SIDE, CELL_GAP, ACCENT_EDGE = 16, 10, 3


class TableHead(QHeaderView):
    """Heads in 12/500 on a quiet ground; a small arrow where the table is sorted."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), Size.TABLE_HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.current().color("hover"))
        drawn.line(painter, rect.left(), rect.bottom(), rect.right() + 1, rect.bottom(), "line")
        table = cast("Table[object]", self.model())
        column = table.columns[section]
        area = cell_area(rect, section, self.count())
        words = column.head
        if self.sortIndicatorSection() == section and column.sort is not None:
            words += " ↑" if self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder else " ↓"
        align = drawn.RIGHT if column.numeric else drawn.LEFT
        drawn.text(painter, area, words, size=Type.LABEL, weight=Type.MEDIUM, tone="muted", align=align)
        painter.restore()


def cell_area(rect: QRect, section: int, count: int) -> QRectF:
    """The part of a cell that holds words: the page's margin outside, a gap between columns."""
    left = SIDE if section == 0 else CELL_GAP
    right = SIDE if section == count - 1 else CELL_GAP
    return QRectF(rect).adjusted(left, 0, -right, 0)


class RowPainter(QStyledItemDelegate):
    """Paints a cell as its column declares it."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        table = cast("Table[object]", index.model())
        self._ground(painter, rect, index, len(table.columns))
        area = cell_area(rect, index.column(), len(table.columns)).adjusted(0, 0, 0, -1)
        self._cell(painter, area, table.columns[index.column()], table.rows[index.row()])
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, count: int) -> None:
        is_current = index.row() == self._view.currentIndex().row()
        if is_current:
            painter.fillRect(rect, theme.current().color("accent_tint"))
            if index.column() == 0:
                edge = "accent" if self._view.hasFocus() else "ctl"
                painter.fillRect(rect.left(), rect.top(), ACCENT_EDGE, rect.height(), theme.current().color(edge))
        left = rect.left() + (SIDE if index.column() == 0 and not is_current else 0)
        right = rect.right() + 1 - (SIDE if index.column() == count - 1 and not is_current else 0)
        drawn.line(painter, left, rect.bottom(), right, rect.bottom())

    def _cell(self, painter: QPainter, area: QRectF, column: "Column[object]", row: object) -> None:
        if column.plate is not None:
            text, kind = column.plate(row)
            draw_plate(painter, text, kind, left=area.left(), middle=area.center().y(), height=20)
            return
        mark = column.mark(row) if column.mark else None
        if mark is not None:
            draw_pill(painter, mark, left=area.left(), middle=area.center().y())
            return
        self._words(painter, area, column, row)

    def _words(self, painter: QPainter, area: QRectF, column: "Column[object]", row: object) -> None:
        under = column.under(row) if column.under else ""
        upper = QRectF(area.left(), area.top() + 2, area.width(), 19) if under else area
        tone = column.tone(row) if column.tone else "accent" if column.link else "ink"
        weight = Type.BOLD if column.bold else Type.MEDIUM if column.under or column.link else Type.REGULAR
        align = drawn.RIGHT if column.numeric else drawn.LEFT
        beside = column.beside(row) if column.beside else None
        used = drawn.text(painter, upper, column.value(row), weight=weight, tone=tone, align=align)
        if beside is not None:
            draw_pill(painter, beside, left=upper.left() + used + CELL_GAP, middle=upper.center().y())
        if under:
            lower = QRectF(area.left(), area.bottom() - 18, area.width(), 15)
            drawn.text(painter, lower, under, size=Type.CODE, tone="muted", align=align)
