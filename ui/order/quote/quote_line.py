"""One line of the quote: written in place, decided in place."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.quote.edit import LineChange
from app.order.quote.missing import lacks_reason
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import Decision, Need, Payer, word
from ui import formats, theme
from ui.order.discard import discard
from ui.order.quote.columns import (
    AMOUNT,
    DECISION_HEIGHT,
    DECISION_LEFT,
    DECISION_WIDTH,
    FIGURES,
    PAYER_LEFT,
    ROW,
    SIDE,
    Cell,
    area_of,
    cell_name,
    said,
    typed_form,
)
from ui.order.quote.line_detail import LineDetail, is_enter
from ui.order.quote.offers import item_name, quality_mark
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width
from ui.widgets.segmented import Segmented
from ui.widgets.shape import Shape
from ui.widgets.text import Paragraph
from ui.widgets.typed import call

ACCENT_EDGE, NAME_GAP, MARK_GAP = 3, 14, 6
DECISIONS = (Decision.ACCEPTED, Decision.REFUSED, Decision.LATER)

CELL_DRAFT = "quote.cell."
TABS: dict[int, int] = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class QuoteLine(QWidget):
    """`quote.line.<code>`. `typed` (cell, text), `changed` (a `LineChange`), `decided`, `removed`, `taken`.

    `stepped` carries 1 or -1: Tab or Shift+Tab in a cell.
    """

    typed = Signal(object, str)
    changed = Signal(object)
    decided = Signal(object)
    removed = Signal()
    taken = Signal(object)  # Cell or None
    left = Signal()
    stepped = Signal(int)

    def __init__(self, line: LineRow, name: str) -> None:
        super().__init__()
        named(self, f"quote.line.{name}", item_name(line.name_zh, line.name_en))
        self.name = name
        self.line, self.is_taken, self.has_focus, self.cell = line, False, False, Cell.QUANTITY
        self.can_edit = self.can_decide = self._is_issued = self._is_to_order = False
        self.detail: LineDetail | None = None
        self.editor: QLineEdit | None = None
        self.editing: Cell | None = None
        self._sent: str | None = None
        self._seen = line  # as it stood when the editor was opened
        choices = [(one.value, word(one)) for one in DECISIONS]
        self.decision = Segmented(f"quote.decision.{name}", _("Decision"), choices, height=DECISION_HEIGHT, even=False)
        self.decision.setParent(self)
        self.decision.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.decision.setFixedSize(DECISION_WIDTH, DECISION_HEIGHT)
        self.decision.chosen_changed.connect(lambda key: self.decided.emit(Decision(key)))
        self.error = named(Paragraph(size=Type.LABEL, tone="bad"), f"quote.line.{name}.error")
        self.error.setContentsMargins(SIDE, 0, SIDE, 6)
        self.error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, ROW, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_line(self, line: LineRow, *, is_to_order: bool, can_edit: bool, can_decide: bool, is_issued: bool) -> None:
        """The line as it was read again."""
        is_closed = self.can_edit and not can_edit
        self.line, self.can_edit, self._is_issued, self._is_to_order = line, can_edit, is_issued, is_to_order
        self.can_decide = can_decide and line.payer is Payer.CUSTOMER
        self.decision.setVisible(self.can_decide)
        self.decision.show_chosen(None if line.decision is Decision.UNDECIDED else line.decision.value)
        if self.detail is not None:
            self.detail.show_line(line)
        if not can_edit:
            self.close_detail()
        if is_closed and self.editor is None:
            # What was wrong with a change is of no matter once nothing is changed any more.
            self.show_error("")
        figures = (said(cell, line) for cell in Cell)
        marks = (mark.words for mark in self.marks())
        said_aloud = (*figures, formats.amount(line.net_fen), word(line.decision), *marks)
        self.setAccessibleDescription(" ".join(said_aloud))
        self.update()

    def set_taken(self, is_taken: bool, *, has_focus: bool) -> None:
        """In hand, or not; whether the keys come here."""
        self.is_taken, self.has_focus = is_taken, has_focus
        self.update()

    # Writing in place

    def edit(self, cell: Cell, first: str = "") -> None:
        """Open the editor in a cell, with the first sign already typed if there is one."""
        if not self.can_edit:
            return
        self.stop_editing()
        self.editing, self._seen = cell, self.line
        self.editor = named(QLineEdit(self), f"quote.{cell.value}", cell_name(cell))
        self.editor.setProperty("enter_is_own", True)
        call(self.editor, f"{CELL_DRAFT}{self.name}.{cell.value}")
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editor.setFont(theme.current().font(Type.DATA))
        self.editor.setMaxLength(16)
        self.editor.setText(first or typed_form(cell, self.line))
        self.editor.installEventFilter(self)
        self._place_editor()
        self.editor.show()
        self.editor.setFocus()
        if not first:
            self.editor.selectAll()

    def seen(self, change: LineChange) -> LineChange:
        """What stood in the cells of a change before the eyes of who writes them."""
        if change.reason is not None and self.detail is not None:
            return LineChange(reason=self.detail.reason_seen)
        return change.before(self._seen if self.editing is not None else self.line)

    def stop_editing(self) -> None:
        """Close the editor; what was typed and not kept is gone."""
        if self.editor is not None:
            editor, self.editor, self.editing, self._sent = self.editor, None, None, None
            editor.removeEventFilter(self)
            discard(editor)
        self.show_error("")

    def give_up(self) -> None:
        """Close the editor as who typed wishes: what stood there before stands there again, and no draft is kept."""
        if self.editor is not None and self.editing is not None:
            self.editor.setText(typed_form(self.editing, self.line))
        self.stop_editing()

    def show_error(self, words: str) -> None:
        """Say under the line what is wrong; what was typed stays."""
        self._sent = None
        self.error.setText(words)
        self.error.setVisible(bool(words))
        if words and self.editor is not None:
            self.editor.setFocus()
            self.editor.selectAll()

    def _place_editor(self) -> None:
        if self.editor is not None and self.editing is not None:
            area = area_of(FIGURES[self.editing], self.width()).adjusted(0, 3, 10, -4)
            self.editor.setGeometry(area.toRect())

    # What opens below

    def open_detail(self) -> None:
        """Need, payer, safety, reason."""
        if self.detail is None and self.can_edit:
            self.detail = LineDetail(self.line)
            self.detail.changed.connect(self.changed.emit)
            self.detail.removed.connect(self.removed.emit)
            self.detail.left.connect(self.left.emit)
            self._column.insertWidget(0, self.detail)
        if self.detail is not None:
            self.detail.focus_first()
        self.update()

    def close_detail(self) -> bool:
        """Close it; whether it was open."""
        if self.detail is None:
            return False
        detail, self.detail = self.detail, None
        self._column.removeWidget(detail)
        discard(detail)
        self.update()
        return True

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if at.y() < ROW:
            hit = next((cell for cell in Cell if self._area(cell).contains(at)), None)
            self.taken.emit(hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = next((cell for cell in Cell if self._area(cell).contains(event.position())), None)
        if hit is None:
            self.open_detail()
        else:
            self.edit(hit)

    def _area(self, cell: Cell) -> QRectF:
        return area_of(FIGURES[cell], self.width())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.editor is None or self.editing is None:
            return False
        if event.type() == QEvent.Type.FocusOut and self.error.isHidden():
            self.keep()
        elif is_enter(event):
            self.keep()
            return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TABS:
            # On to the next figure, not out of the grid to the page's primary action.
            self.stepped.emit(TABS[event.key()])
            self.keep()
            return True
        return False

    def keep(self) -> bool:
        """Hand on what was typed, or close the cell where it is as before; whether there was something to keep."""
        assert self.editor is not None and self.editing is not None
        text = self.editor.text().strip()
        if text == typed_form(self.editing, self.line):
            self.stop_editing()
            self.left.emit()
            return False
        if text != self._sent:
            self.show_error("")
            self._sent = text  # leaving the cell while the answer is under way must not send it twice
            self.typed.emit(self.editing, text)
        return True

    # How it looks

    def sizeHint(self) -> QSize:
        return QSize(800, self._column.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.decision.move(self.width() - DECISION_LEFT, (ROW - DECISION_HEIGHT) // 2)
        self._place_editor()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, width = drawn.painter_on(self), self.width()
        if self.is_taken:
            painter.fillRect(self.rect(), theme.current().color("accent_tint"))
            edge = theme.current().color("accent" if self.has_focus else "ctl")
            painter.fillRect(0, 0, ACCENT_EDGE, self.height(), edge)
        else:
            drawn.line(painter, SIDE, self.height() - 1, width - SIDE, self.height() - 1)
        self._draw_name(painter, width)
        is_out = self.line.decision in (Decision.REFUSED, Decision.LATER)
        for cell in Cell:
            self._draw_figure(painter, cell)
        amount = formats.amount(self.line.net_fen)
        tone = "muted" if is_out else "ink"
        drawn.text(painter, area_of(AMOUNT, width), amount, weight=Type.BOLD, tone=tone, align=drawn.RIGHT)
        payer = QRectF(width - PAYER_LEFT, 0, PAYER_LEFT - DECISION_LEFT - 8, ROW)
        drawn.text(painter, payer, word(self.line.payer), tone="ink" if self.line.payer is Payer.CUSTOMER else "info")
        if not self.can_decide:
            room = QRectF(width - DECISION_LEFT, 0, DECISION_WIDTH, ROW)
            drawn.text(painter, room, self.decision_words(), size=Type.LABEL, tone="muted")

    def _draw_name(self, painter: QPainter, width: int) -> None:
        room = QRectF(SIDE, 2, width - 536 - 88 - SIDE - 8, 20)
        line = self.line
        marks = self.marks()
        beside = sum(pill_width(mark) + MARK_GAP for mark in marks)
        name = room.adjusted(0, 0, -(beside + NAME_GAP if marks else 0), 0)
        used = drawn.text(painter, name, item_name(line.name_zh, line.name_en), weight=Type.MEDIUM)
        left = room.left() + used + NAME_GAP
        for mark in marks:
            left += draw_pill(painter, mark, left=left, middle=13) + MARK_GAP
        under = QRectF(SIDE, 21, room.width(), 15)
        if lacks_reason(line):
            drawn.text(painter, under, _("claim reason is missing"), size=Type.CODE, weight=Type.MEDIUM, tone="warn")
            return
        need = word(line.need) if line.need is not Need.REQUIRED else ""
        words = formats.joined(line.code, need, line.reason)
        drawn.text(painter, under, words, size=Type.CODE, tone="muted")

    def marks(self) -> tuple[Mark, ...]:
        """What stands beside the name: the class of a part, whether it must be ordered, whether it is about safety."""
        quality = quality_mark(self.line.quality_class)
        due = Mark(_("to order"), Shape.CLOCK, Kind.WARN) if self._is_to_order else None
        safety = Mark(_("safety"), Shape.TRIANGLE, Kind.BAD) if self.line.is_safety else None
        return tuple(mark for mark in (quality, due, safety) if mark is not None)

    def _draw_figure(self, painter: QPainter, cell: Cell) -> None:
        area = self._area(cell)
        if self.is_taken and self.has_focus and self.can_edit and cell is self.cell and self.editing is None:
            drawn.box(painter, area.adjusted(-4, 4, 8, -5), fill="surface", edge="accent")
        words = said(cell, self.line)
        tone = "faint" if words == formats.NOTHING else "ink"
        drawn.text(painter, area, words, tone=tone, align=drawn.RIGHT)

    def decision_words(self) -> str:
        """What stands where nobody here decides."""
        if self.line.payer is not Payer.CUSTOMER:
            return _("no decision needed")
        if self.line.decision is Decision.UNDECIDED and not self._is_issued:
            return _("after the quotation is issued")
        return word(self.line.decision)
