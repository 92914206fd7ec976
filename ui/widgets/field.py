"""A form field: its label above, the box with the editor, and its error line below."""

from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from ui import theme
from ui.dress import bare, dressed_popup
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.pill import Mark, Pill
from ui.widgets.text import Paragraph, Text

LABEL_ROW, LABEL_GAP = 16, 1
# A line of error stands in the room that is kept below each field, so that nothing moves when it comes. Its letters
# are lower than itself: it begins a little above that room, and its last row, which is empty, lies beyond it.
ERROR_ROW, LIFT = Size.FIELD_PITCH - Size.FIELD - LABEL_ROW - LABEL_GAP, 2

WIDEST = 16_777_215  # a line that never wraps

CHANGES_THE_BOX = (
    QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange, QEvent.Type.ReadOnlyChange,
)  # fmt: skip

E = TypeVar("E", bound=QWidget)


class Edge(QWidget):
    """The drawn box round a bare editor: `ctl` edge, accent with the focus, `bad` with an error.

    What cannot be written in lies on the ground of what is off, whether it may still be read and copied or not.
    """

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor, self.is_wrong = editor, False
        self.setProperty("halo", True)
        self.setFocusProxy(editor)
        bare(editor)
        editor.installEventFilter(self)

    def set_wrong(self, is_wrong: bool) -> None:
        """Red edge, or not."""
        self.is_wrong = is_wrong
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in CHANGES_THE_BOX:
            self.update()
        if isinstance(event, QContextMenuEvent) and isinstance(self.editor, QLineEdit | QPlainTextEdit):
            menu = dressed_popup(self.editor.createStandardContextMenu())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())
            return True
        return False

    @property
    def is_written_in(self) -> bool:
        """Whether somebody may write here now."""
        is_read_only = isinstance(self.editor, QLineEdit | QPlainTextEdit) and self.editor.isReadOnly()
        return self.editor.isEnabled() and not is_read_only

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        has_focus, is_written_in = self.editor.hasFocus(), self.is_written_in
        edge = "accent" if has_focus else "bad" if self.is_wrong else "ctl" if is_written_in else "line"
        fill = "surface" if is_written_in else "hover"
        drawn.box(painter, QRectF(self.rect()), fill=fill, edge=edge, edge_width=2 if has_focus else 1)


class Field(QWidget, Generic[E]):
    """Label, editor, error. The editor carries the object name, the error line the name + `.error`.

    `unit` stands inside at the right (“km”), `remark` beside the label (“last 71,960”), `icon` inside at the left.
    """

    def __init__(
        self,
        name: str,
        label: str,
        editor: E,
        *,
        unit: str = "",
        icon: str = "",
        remark: str = "",
        height: int = Size.FIELD,
        boxed: bool = True,
    ) -> None:
        super().__init__()
        self.editor = named(editor, name, label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.label = Text(label, size=Type.LABEL, weight=Type.MEDIUM, tone="muted")
        self._head: QHBoxLayout | None = None
        self._verdict: Pill | None = None
        if label or remark:
            self._head = self._label_row()
            self._column.addLayout(self._head)
            self._column.addSpacing(LABEL_GAP)
        else:
            # Words that are not shown still belong to the field: alone they would outlive its page.
            self.label.setParent(self)
            self.label.hide()
        self.edge = self._boxed(editor, icon, height) if boxed else None
        self._column.addWidget(self.edge or editor)
        self._show_error(False)
        if remark:
            self.remark.setText(remark)
        if unit:
            self.set_unit(unit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # Few fields have a remark or a unit, fewer are ever wrong; a form of thirty is made in two thirds of the time
    # when what it may never show is not made.

    @cached_property
    def error_line(self) -> Paragraph:
        """The sentence below the box, by the name of the editor and `.error`; made with the first error."""
        return named(Paragraph(size=Type.LABEL, tone="bad", parent=self), f"{self.editor.objectName()}.error")

    @cached_property
    def remark(self) -> Text:
        """What stands at the right of the label."""
        words = Text(size=Type.LABEL, tone="faint", align=drawn.RIGHT, parent=self)
        words.setFixedHeight(LABEL_ROW)
        if self._head is None:
            words.hide()
        else:
            self._head.addWidget(words)
        return words

    @cached_property
    def unit(self) -> Text:
        """What stands inside at the right."""
        words = Text(size=Type.DATA, tone="faint", parent=self)
        if self.edge is None:
            words.hide()
        else:
            self._row.insertWidget(self._row.indexOf(self.editor) + 1, words)
        return words

    def _label_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.label.setFixedHeight(LABEL_ROW)
        row.addWidget(self.label)
        row.addStretch(1)
        return row

    def _boxed(self, editor: QWidget, icon: str, height: int) -> Edge:
        edge = Edge(editor)
        self._row = QHBoxLayout(edge)
        is_tall = height > Size.FIELD
        self._row.setContentsMargins(11, 5 if is_tall else 1, 5 if is_tall else 8, 5 if is_tall else 1)
        self._row.setSpacing(8)
        if icon:
            self._row.addWidget(Icon(icon, side=Size.ICON_SMALL, tone="muted"))
        self._row.addWidget(editor, 1)
        edge.setFixedHeight(height)
        return edge

    def alone(self) -> QWidget:
        """The box by itself, without label and error line, for a head row; the field lives and dies with it."""
        box = self.edge or self.editor
        box.setParent(None)
        self.hide()
        self.setParent(box)
        return box

    @property
    def error(self) -> str:
        return self.error_line.text() if self._is_wrong else ""

    def set_error(self, words: str) -> None:
        """Say under the field what is wrong; what was typed stays. Empty words clear it."""
        if not words and not self._is_wrong:
            return
        self.error_line.setText(words)
        self._show_error(bool(words))
        self.editor.setAccessibleDescription(words)
        if self.edge is not None:
            self.edge.set_wrong(bool(words))

    def _show_error(self, is_wrong: bool) -> None:
        self._is_wrong = is_wrong
        if is_wrong or "error_line" in self.__dict__:
            self.error_line.setVisible(is_wrong)
        self._make_room()

    def _make_room(self) -> None:
        """Room for one line of error, seen or not; a sentence of two lines in a narrow field takes two."""
        room = ERROR_ROW
        if self._is_wrong:
            line = self.error_line
            high = line.heightForWidth(max(self.width(), 1))
            room += high - line.heightForWidth(WIDEST)
            # Below all that stands in the column: a warning, a correction to take.
            line.setGeometry(0, self._column.contentsRect().bottom() + 1 - LIFT, self.width(), high)
        self._column.setContentsMargins(0, 0, 0, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def clear_error(self) -> None:
        """Take the error line away."""
        self.set_error("")

    def set_remark(self, words: str, *, tone: str = "faint") -> None:
        """What stands at the right of the label."""
        if words or "remark" in self.__dict__:
            self.remark.setText(words)
            self.remark.set_tone(tone)

    def set_unit(self, words: str) -> None:
        """What stands inside at the right."""
        if words or "unit" in self.__dict__:
            self.unit.setText(words)
            self.unit.setVisible(bool(words))

    def set_verdict(self, mark: Mark | None) -> None:
        """A pill inside the field, “check digit right”; None takes it away."""
        if self._verdict is None and mark is not None:
            self._verdict = Pill(mark)
            self._row.addWidget(self._verdict)
        if self._verdict is not None:
            self._verdict.setVisible(mark is not None)
            if mark is not None:
                self._verdict.show_mark(mark)


class LineField(Field[QLineEdit]):
    """A field of one line; typing clears its error."""

    changed = Signal(str)

    def __init__(
        self,
        name: str,
        label: str,
        *,
        placeholder: str = "",
        unit: str = "",
        icon: str = "",
        remark: str = "",
        bold: bool = False,
        secret: bool = False,
        height: int = Size.FIELD,
    ) -> None:
        super().__init__(name, label, QLineEdit(), unit=unit, icon=icon, remark=remark, height=height)
        self.editor.setPlaceholderText(placeholder)
        weight = Type.MEDIUM if bold else Type.REGULAR
        self.editor.setFont(theme.current().font(Type.BODY, weight))
        if secret:
            self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.editor.textChanged.connect(self._typed)

    def _typed(self, words: str) -> None:
        self.clear_error()
        self.changed.emit(words)

    def text(self) -> str:
        return self.editor.text()

    def set_text(self, words: str) -> None:
        """Put a value in (it counts as changed only if it differs)."""
        if words != self.editor.text():
            self.editor.setText(words)


class LinesField(Field[QPlainTextEdit]):
    """A field of several lines, at most 2,000 characters; Enter begins a new line."""

    changed = Signal(str)
    MOST = 2_000

    def __init__(self, name: str, label: str, *, placeholder: str = "", remark: str = "", height: int = 104) -> None:
        super().__init__(name, label, QPlainTextEdit(), remark=remark, height=height)
        self.editor.setPlaceholderText(placeholder)
        self.editor.setFont(theme.current().font(Type.BODY))
        self.editor.setTabChangesFocus(True)
        self.editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editor.document().setDocumentMargin(0)
        self.editor.textChanged.connect(self._typed)

    def _typed(self) -> None:
        words = self.editor.toPlainText()
        if len(words) > self.MOST:
            self._take_back(words, len(words) - self.MOST)
            self.set_error(_("At most {most} characters; what is more was not taken.").format(most=f"{self.MOST:,}"))
            return
        self.clear_error()
        self.changed.emit(words)

    def _take_back(self, words: str, over: int) -> None:
        """Take out what was typed or pasted last, before the cursor; what stood there stays, and so does the cursor."""
        cursor = self.editor.textCursor()
        # The cursor counts UTF-16 units: a rare character is two of them.
        before = words.encode("utf-16-le")[: 2 * cursor.position()].decode("utf-16-le", "ignore") or words
        units = len(before[-over:].encode("utf-16-le")) // 2
        end = cursor.position() or self.editor.document().characterCount() - 1
        cursor.setPosition(end - units)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def text(self) -> str:
        return self.editor.toPlainText()

    def set_text(self, words: str) -> None:
        """Put a value in (it counts as changed only if it differs)."""
        if words != self.text():
            self.editor.setPlainText(words)
