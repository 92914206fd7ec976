"""The lines of one version as a grid worked by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.quote.queries import LineId, LineRow
from app.records.catalogue.categories import Decision
from ui import theme
from ui.order.discard import discard
from ui.order.quote.columns import AMOUNT, DECISION_LEFT, FIGURES, PAYER_LEFT, SIDE, Cell, Place, area_of, cell_name
from ui.order.quote.quote_line import QuoteLine
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import ENTER
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea

KEYS: dict[str, Decision] = {"Y": Decision.ACCEPTED, "N": Decision.REFUSED, "L": Decision.LATER}
STARTS_A_FIGURE = "0123456789."


class GridHead(QWidget):
    """The heads on the lines the figures are drawn on."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Size.TABLE_HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, width, height = drawn.painter_on(self), self.width(), self.height()
        painter.fillRect(self.rect(), theme.current().color("hover"))
        for y in (0, height - 1):
            drawn.line(painter, 0, y, width, y, "line")

        def head(area: QRectF, words: str, align: Qt.AlignmentFlag = drawn.LEFT) -> None:
            drawn.text(painter, area, words, size=Type.LABEL, weight=Type.MEDIUM, tone="muted", align=align)

        def figures(place: Place, words: str) -> None:
            head(area_of(place, width, height=height), words, drawn.RIGHT)

        head(QRectF(SIDE, 0, 200, height), _("Code / item"))
        for cell in Cell:
            figures(FIGURES[cell], cell_name(cell))
        figures(AMOUNT, _("Amount"))
        head(QRectF(width - PAYER_LEFT, 0, 80, height), _("Who pays"))
        head(QRectF(width - DECISION_LEFT, 0, 160, height), _("Customer's decision"))


class LinesGrid(ScrollArea):
    """`quote.lines`: arrows move, figures or Enter write, Y N L decide, F4 opens a line, Delete takes it out.

    Tab in a cell goes on to the next figure.

    `typed` (line, cell, text), `changed` (line, change), `decided` (line, decision), `removed` (line).
    """

    typed = Signal(object, object, str)
    changed = Signal(object, object)
    decided = Signal(object, object)
    removed = Signal(object)
    ran_past = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "quote.lines", _("Lines of the quote"))
        self.lines: list[QuoteLine] = []
        self.at, self.cell = 0, Cell.QUANTITY
        holder = QWidget()
        holder.setProperty("clear", True)
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def add_below(self, widget: QWidget) -> None:
        """Something that stands right after the last line: the catalogue's cell."""
        self.column.insertWidget(self.column.count() - 1, widget)

    # What it shows

    def show_lines(
        self,
        rows: Sequence[LineRow],
        *,
        to_order: frozenset[LineId],
        can_edit: bool,
        can_decide: bool,
        is_issued: bool,
    ) -> None:
        """Show these lines; those that are already there are brought up to date where they stand."""
        if [row.position for row in rows] != [line.line.position for line in self.lines] or self._renamed(rows):
            self._make(rows)
        for line, row in zip(self.lines, rows, strict=True):
            is_due = row.id in to_order
            line.show_line(row, is_to_order=is_due, can_edit=can_edit, can_decide=can_decide, is_issued=is_issued)
        self.at = max(0, min(self.at, len(self.lines) - 1))
        self._show_taken()

    def _renamed(self, rows: Sequence[LineRow]) -> bool:
        return any(line.line.code != row.code for line, row in zip(self.lines, rows, strict=True))

    def _make(self, rows: Sequence[LineRow]) -> None:
        for old in self.lines:
            self.column.removeWidget(old)
            old.stop_editing()
            discard(old)
        self.lines = []
        for at, row in enumerate(rows):
            line = QuoteLine(row, name_of(rows, at))
            line.typed.connect(lambda cell, text, line=line: self.typed.emit(line, cell, text))
            line.changed.connect(lambda change, line=line: self.changed.emit(line, change))
            line.decided.connect(lambda decision, line=line: self.decided.emit(line, decision))
            line.removed.connect(lambda line=line: self.removed.emit(line))
            line.taken.connect(lambda cell, line=line: self._pressed(line, cell))
            line.left.connect(self.setFocus)
            line.stepped.connect(self._step)
            self.lines.append(line)
            self.column.insertWidget(at, line)

    def line(self) -> QuoteLine | None:
        """The line in hand."""
        return self.lines[self.at] if 0 <= self.at < len(self.lines) else None

    def find_line(self, code: str) -> QuoteLine | None:
        """The line of a code."""
        return next((line for line in self.lines if line.line.code == code), None)

    def first_undecided(self) -> int:
        """The first line the customer has not decided on; the first one without any."""
        open_ones = (at for at, line in enumerate(self.lines) if line.line.decision is Decision.UNDECIDED)
        return next(open_ones, 0)

    def take(self, at: int) -> None:
        """Take another line in hand."""
        if not self.lines:
            return
        at = max(0, min(at, len(self.lines) - 1))
        before = self.line()
        if before is not None and at != self.at:
            before.close_detail()
        self.at = at
        self._show_taken()
        line = self.lines[at]
        QTimer.singleShot(0, line, lambda: self.ensureWidgetVisible(line, 0, 4))

    def open_detail(self) -> None:
        """Open what belongs to the line in hand, or close it again."""
        line = self.line()
        if line is not None and not line.close_detail():
            line.stop_editing()
            line.open_detail()
        elif line is not None:
            self.setFocus()

    def step_back(self) -> bool:
        """Esc: an editor first, then what is open under a line; whether there was something."""
        line = self.line()
        if line is None:
            return False
        if line.editing is not None:
            line.give_up()
            self.setFocus()
            return True
        if line.close_detail():
            self.setFocus()
            return True
        return False

    def kept(self, line: QuoteLine) -> None:
        """What was typed is kept: close the editor, the keys come back here."""
        had_editor = line.editor is not None and line.editor.hasFocus()
        line.stop_editing()
        if had_editor:
            self.setFocus()

    def keep_typed(self) -> bool:
        """Enter in the cell that is open, if any; whether something was typed there that is to be kept."""
        line = next((line for line in self.lines if line.editor is not None), None)
        return line is not None and line.keep()

    def put_back(self, name: str, words: str) -> bool:
        """Open a cell again, by the name of its line and its own, with what was typed there; whether it is here."""
        line_name, _dot, cell = name.rpartition(".")
        at = next((at for at, line in enumerate(self.lines) if line.name == line_name and line.can_edit), None)
        if at is None:
            return False
        self.cell = Cell(cell)
        self.take(at)
        self.lines[at].edit(self.cell, words)
        return True

    def _show_taken(self) -> None:
        focus = QApplication.focusWidget()
        has_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        for at, line in enumerate(self.lines):
            line.cell = self.cell
            line.set_taken(at == self.at and has_focus, has_focus=focus is self)

    def _pressed(self, line: QuoteLine, cell: Cell | None) -> None:
        self.cell = cell or self.cell
        self.setFocus()
        self.take(self.lines.index(line))

    def _step(self, step: int) -> None:
        """Another figure of the line in hand."""
        cells = list(Cell)
        self.cell = cells[max(0, min(cells.index(self.cell) + step, len(cells) - 1))]
        self._show_taken()

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_taken()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self, self._show_taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if has_command or not self._key(Qt.Key(event.key()), event.text().upper()):
            super().keyPressEvent(event)

    def _key(self, key: Qt.Key, sign: str) -> bool:
        line = self.line()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            if step > 0 and self.at == len(self.lines) - 1:
                self.ran_past.emit()
            self.take(self.at + step)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif line is None:
            return False
        elif key in ENTER:
            line.edit(self.cell)
        elif key == Qt.Key.Key_Delete and line.can_edit:
            self.removed.emit(line)
        elif sign in KEYS and line.can_decide:
            self.decided.emit(line, KEYS[sign])
            self.take(self.at + 1)
        elif sign and sign in STARTS_A_FIGURE and line.can_edit:
            line.edit(self.cell, sign)
        else:
            return False
        return True


def name_of(rows: Sequence[LineRow], at: int) -> str:
    """The code; a second line of the same code gets its turn behind it."""
    turn = sum(row.code == rows[at].code for row in rows[:at])
    return f"{rows[at].code}.{turn + 1}" if turn else rows[at].code
