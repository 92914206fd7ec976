"""What opens under the line in hand: its cells or places, its remark, what was wrong, the way into the quote."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.inspection.lines import Line
from app.records.checklists.limits import Verdict
from app.records.checklists.sides import beside
from ui.order.inspection.cell import ValueCell
from ui.order.inspection.word_cells import WordCells
from ui.theme import Type
from ui.widgets.button import ENTER
from ui.widgets.field import Edge
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.widgets.typed import call

NAME_LEFT, RIGHT, CELL_GAP, EDITOR = 56, 14, 10, 34
REMARK_DRAFT, VALUE_DRAFT = "inspection.remark.", "inspection.value."


class LineBody(QWidget):
    """`value_typed` (cell, by Enter), `verdict_given` (place, verdict), `remark_given`, `moved` (lines to go)."""

    value_typed = Signal(object, bool)
    verdict_given = Signal(int, object)
    remark_given = Signal()
    moved = Signal(int)

    def __init__(self, line: Line, *, pending: dict[int, str], is_open: bool) -> None:
        super().__init__()
        self.line, self.at = line, 0
        self.cells: list[ValueCell] = []
        self.words: WordCells | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(NAME_LEFT, 0, RIGHT, 8)
        self.column.setSpacing(6)
        if line.is_measured:
            self.column.addLayout(self._make_cells(line, pending))
        elif len(line.items) > 1:
            self.words = WordCells(line)
            self.words.chosen.connect(self.choose)
            self.column.addWidget(self.words)
        self.hint = Text(size=Type.LABEL, tone="muted")
        self.remark = named(QLineEdit(), "inspection.remark", _("Remark"))
        call(self.remark, f"{REMARK_DRAFT}{line.code}")
        self.remark_box = self._make_remark()
        self.error = named(Paragraph(size=Type.LABEL, tone="bad"), "inspection.error")
        self.error.hide()
        for widget in (self.hint, self.remark_box, self.error):
            self.column.addWidget(widget)
        self.hint.setVisible(line.is_measured)
        self.set_open(is_open)
        self.show_remark(is_wanted=line.is_written)

    def _make_cells(self, line: Line, pending: dict[int, str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(CELL_GAP)
        for at, item in enumerate(line.items):
            cell = ValueCell(item, pending=pending.get(item.item_id, ""))
            cell.typed.connect(lambda by_enter, cell=cell: self.value_typed.emit(cell, by_enter))
            cell.judged_by_hand.connect(lambda verdict, at=at: self.verdict_given.emit(at, verdict))
            cell.moved.connect(lambda rows, cells, at=at: self._cell_moved(at, rows, cells))
            self.cells.append(cell)
            row.addWidget(cell, 1)
        at_place = {cell.item.place: cell for cell in self.cells}
        for cell in self.cells:
            cell.beside = at_place.get(beside(cell.item.place))
        for _empty in range(4 - len(line.items)):
            row.addStretch(1)
        return row

    def _make_remark(self) -> QWidget:
        self.remark.setMaxLength(500)
        self.remark.setProperty("enter_is_own", True)
        written = _("what was read out; Enter keeps it")
        self.remark.setPlaceholderText(written if self.line.is_written else _("Remark; Enter keeps it"))
        self.remark.installEventFilter(self)
        box = Edge(self.remark)
        box.setFixedHeight(EDITOR)
        row = QHBoxLayout(box)
        row.setContentsMargins(11, 1, 8, 1)
        row.addWidget(self.remark)
        return box

    def set_open(self, is_open: bool) -> None:
        """Whether anything may be written; a sheet is also closed while a line of it is in hand."""
        for cell in self.cells:
            cell.set_open(is_open)
        self.remark.setReadOnly(not is_open)
        self.hint.setText(_("Enter next cell · A attention · R replace · N not applicable") if is_open else "")

    def show_line(self, line: Line) -> None:
        """The line as it was read again."""
        self.line = line
        for cell, item in zip(self.cells, line.items, strict=False):
            cell.show_item(item)
        if self.words is not None:
            self.words.show_line(line)
        if not self.remark.hasFocus():
            self.show_remark(is_wanted=not self.remark_box.isHidden())

    def show_remark(self, *, is_wanted: bool) -> None:
        """Open the remark, or show the one that stands."""
        kept = self.line.items[self.at].remark
        if not self.remark.isModified():
            self.remark.setText(kept)
        self.remark_box.setVisible(bool(kept) or (is_wanted and not self.remark.isReadOnly()))

    def choose(self, at: int, *, with_focus: bool = True) -> None:
        """Take another place in hand, and the cursor into its cell."""
        self.at = max(0, min(at, len(self.line.items) - 1))
        if self.words is not None:
            self.words.choose(self.at)
        if self.cells and with_focus:
            self.cells[self.at].editor.setFocus()
            self.cells[self.at].editor.selectAll()

    def show_error(self, words: str, at: int) -> None:
        """Say under the line what is wrong with a place; what was typed stays."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        for place, cell in enumerate(self.cells):
            cell.set_wrong(bool(words) and place == at)

    def first_open(self) -> int:
        """The first place without an answer; the first one when all have one."""
        return next((at for at, item in enumerate(self.line.items) if item.verdict is None), 0)

    def given_by_key(self, verdict: Verdict) -> None:
        """A digit of the list: the place in hand, then the next one, then the next line."""
        self.verdict_given.emit(self.at, verdict)
        if self.at + 1 < len(self.line.items):
            self.choose(self.at + 1)
        else:
            self.moved.emit(1)

    def _cell_moved(self, at: int, rows: int, cells: int) -> None:
        if rows:
            self.moved.emit(rows)
        elif 0 <= at + cells < len(self.cells):
            self.choose(at + cells)
        elif cells > 0:
            self.moved.emit(1)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.remark_given.emit()
                self.remark.setModified(False)
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
                return True
        return False
