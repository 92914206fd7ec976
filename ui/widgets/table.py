"""One table for all lists: columns are declared one a line, rows are frozen and come from a look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.dress import slim
from ui.theme import Size
from ui.widgets.named import named
from ui.widgets.pill import Mark
from ui.widgets.table_paint import RowPainter, TableHead

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


# Without slots: on Python 3.11 `Column[Row](…)` of a frozen, slotted, generic dataclass raises TypeError.
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its head, and what it shows of a row.

    `value` is the line of words; `under` a second, smaller one; `beside` a tag behind the words; `mark` a pill
    instead of words; `plate` (text, type) a drawn plate; `tone` and `bold` how the words look; `sort` a key to
    sort by (no key: not sortable); `numeric` stands at the right edge; `widget` a live control in the cell.
    """

    head: str
    value: Callable[[R], str] = lambda _row: ""
    under: Callable[[R], str] | None = None
    beside: Callable[[R], Mark | None] | None = None
    mark: Callable[[R], Mark | None] | None = None
    plate: Callable[[R], tuple[str, str]] | None = None
    tone: Callable[[R], str] | None = None
    sort: Callable[[R], object] | None = None
    widget: Callable[[R], QWidget | None] | None = None
    numeric: bool = False
    bold: bool = False
    link: bool = False
    stretch: bool = False
    width: int = 96


class Table(QAbstractTableModel, Generic[R]):
    """Rows behind a table; `show_rows` is the only way in."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[R, ...] = ()
        self._given: tuple[R, ...] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._given = self.rows = tuple(rows)
        if self._sorted_by is not None:
            self.rows = self._in_order(*self._sorted_by)
        self.endResetModel()

    def rename(self, at: int, head: str) -> None:
        """Another head over a column: what stands in it means something else now."""
        if self.columns[at].head != head:
            self.columns = (*self.columns[:at], replace(self.columns[at], head=head), *self.columns[at + 1 :])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(column, row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        # Qt asks for column −1 when the arrow is taken away: the rows stand as they were given.
        if column >= 0 and self.columns[column].sort is None:
            return
        self._sorted_by = (column, order) if column >= 0 else None
        self.show_rows(self._given)

    def _in_order(self, column: int, order: Qt.SortOrder) -> tuple[R, ...]:
        key = self.columns[column].sort
        assert key is not None
        is_down = order is Qt.SortOrder.DescendingOrder
        return tuple(sorted(self.rows, key=key, reverse=is_down))  # type: ignore[arg-type]  # a column's key can be compared


def spoken(column: Column[R], row: R) -> str:
    """What a cell says in words, for the clipboard and for screen readers."""
    mark = column.mark(row) if column.mark else None
    plate = column.plate(row)[0] if column.plate else ""
    under = column.under(row) if column.under else ""
    return " ".join(part for part in (plate, column.value(row), mark.words if mark else "", under) if part)


class TableView(QTableView, Generic[R]):
    """A table on the page: whole rows are chosen; arrows move, Enter or a double click opens.

    `chosen` is emitted when another row is current, `opened` for Enter, and `key_pressed(row, key text)`
    for single letters and digits, which act only while the table, not a text field, has the focus.
    """

    chosen = Signal(object)
    opened = Signal(object)
    key_pressed = Signal(object, str)

    def __init__(
        self, name: str, label: str, columns: Sequence[Column[R]], *, row_height: int = Size.ROW, head: bool = True
    ) -> None:
        super().__init__()
        named(self, name, label)
        self.table = Table[R](columns)
        self.setModel(self.table)
        self.setItemDelegate(RowPainter(self))
        self._look(row_height, head)
        self._size_columns()
        self.table.modelReset.connect(self._place_widgets)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.table.rows[index.row()]))

    def _look(self, row_height: int, head: bool) -> None:
        self.setHorizontalHeader(TableHead(self))
        self.horizontalHeader().setVisible(head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.setShowGrid(False)
        slim(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        # Single letters act on the row in hand, also while a Chinese input method is switched on.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        for at, column in enumerate(self.table.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(at, mode)
            if not column.stretch:
                header.resizeSection(at, column.width)
        self.setSortingEnabled(any(column.sort for column in self.table.columns))
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def show_rows(self, rows: Sequence[R], *, keep: Callable[[R], object] | None = None) -> None:
        """Show these rows; the current one stays current if `keep` (its key) finds it again."""
        key = keep(current) if keep and (current := self.current_row()) is not None else None
        at = self.currentIndex().row()
        self.table.show_rows(rows)
        if keep and key is not None:
            at = next((i for i, row in enumerate(self.table.rows) if keep(row) == key), at)
        if self.table.rows:
            self.choose(max(0, min(at, len(self.table.rows) - 1)))

    def current_row(self) -> R | None:
        """The row in hand."""
        at = self.currentIndex().row()
        return self.table.rows[at] if 0 <= at < len(self.table.rows) else None

    def choose(self, at: int) -> None:
        """Make a row current."""
        self.setCurrentIndex(self.table.index(at, 0))

    def content_height(self) -> int:
        """Height in px that shows every row without a scroll bar."""
        head = Size.TABLE_HEAD if self.horizontalHeader().isVisibleTo(self) else 0
        return head + self.verticalHeader().length()

    def _row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid() and now.row() < len(self.table.rows):
            self.chosen.emit(self.table.rows[now.row()])

    def _place_widgets(self) -> None:
        for at, column in enumerate(self.table.columns):
            if column.widget is None:
                continue
            for number, row in enumerate(self.table.rows):
                widget = column.widget(row)
                if widget is not None:
                    self.setIndexWidget(self.table.index(number, at), widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.table.columns[index.column()].link:
            self.opened.emit(self.table.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, words = self.current_row(), event.text()
        has_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if row is not None and not has_command:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.opened.emit(row)
                return
            if len(words) == 1 and words.isprintable():
                self.key_pressed.emit(row, words.upper())
                return
        super().keyPressEvent(event)
