"""The list of the open level, `qc.table`: 1 passed, 2 failed, 0 not applicable; numbers are typed and judged."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.qc.progress import failed_first
from app.order.qc.queries import CheckRow
from app.order.qc.standing import CheckPhoto
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from ui import theme
from ui.order.qc.check_line import ASKED_LEFT, SIDE, VALUE_RIGHT, VERDICT_LEFT, CheckLine
from ui.order.qc.marks import KEYS
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.photo_strip import Photo
from ui.widgets.scrolled import ScrollArea
from ui.widgets.typed import keys_under

# Refusals that a reason answers.
WANTS_REASON = ("checklist.na",)


class CheckTable(ScrollArea):
    """`given` carries an `Answer` to keep. Arrows move; failed items stand first."""

    given = Signal(object)
    photographed = Signal(str, object)  # item code, tuple[bytes, ...]
    photo_opened = Signal(object)  # Photo

    def __init__(self) -> None:
        super().__init__()
        named(self, "qc.table", _("Items of the check"))
        self.lines: dict[int, CheckLine] = {}
        self.current = 0
        self._sheet_id, self._is_open = 0, False
        holder = QWidget()
        holder.setProperty("clear", True)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_check(self, check: CheckRow, *, is_open: bool) -> None:
        """Show a level; of the same sheet the lines are brought up to date, and those that failed moved up."""
        self._is_open = is_open
        items = failed_first(check)
        if check.sheet.id != self._sheet_id:
            self._make(check)
        is_first, has_moved = True, False
        for at, item in enumerate(items):
            line = self.lines[item.item_id]
            if self._column.indexOf(line) != at:
                self._column.removeWidget(line)
                self._column.insertWidget(at, line)
                has_moved = True
            line.show_item(item, is_open=is_open)
            line.name_reason("qc.reason" if line.is_failed and is_first else f"qc.reason.{item.item_id}")
            is_first = is_first and not line.is_failed
        if self.current not in self.lines and items:
            self.take(next((item.item_id for item in items if item.verdict is None), items[0].item_id))
        elif has_moved:
            self._bring_into_sight()

    def show_photos(self, found: tuple[CheckPhoto, ...]) -> None:
        """The photographs of the items."""
        for line in self.lines.values():
            own = (one for one in found if one.item_code == line.item.code)
            line.show_photos(tuple(Photo(one.picture, one.caption) for one in own))

    def _make(self, check: CheckRow) -> None:
        for old in self.lines.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._sheet_id, self.current, self.lines = check.sheet.id, 0, {}
        for at, item in enumerate(check.sheet.items):
            line = CheckLine(item)
            line.given.connect(self.given.emit)
            line.taken.connect(lambda item_id=item.item_id: self.take(item_id))
            line.moved.connect(self._moved)
            line.photographed.connect(self.photographed.emit)
            line.photo_opened.connect(self.photo_opened.emit)
            self.lines[item.item_id] = line
            self._column.insertWidget(at, line)
        self.verticalScrollBar().setValue(0)

    def line(self) -> CheckLine | None:
        """The item in hand."""
        return self.lines.get(self.current)

    def take(self, item_id: int) -> None:
        """Take an item in hand."""
        if item_id == self.current or item_id not in self.lines:
            return
        has_focus = self.hasFocus() or self._is_value_focused()
        before = self.line()
        self.current = item_id
        if before is not None:
            before.put_back()
        line = self.lines[item_id]
        line.take(with_focus=has_focus)
        if has_focus and not line.is_measured:
            self.setFocus()
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """The item in hand, whole: once it stands where it moved to, and is as high as its reason makes it."""
        line = self.line()
        if line is not None:
            QTimer.singleShot(0, line, lambda: self.ensureWidgetVisible(line, 0, 8))

    def take_first_open(self) -> None:
        """The first item without an answer."""
        found = next((line for line in self._in_order() if line.item.verdict is None and line.item.is_mandatory), None)
        if found is not None:
            self.take(found.item.item_id)
        self.setFocus()

    def keys_of(self, given: Answer) -> tuple[str, ...]:
        """The drafts of what is typed on the line an answer is given for."""
        return keys_under(self.lines[given.item_id]) if given.item_id in self.lines else ()

    def refused(self, given: Answer, *, code: str, sentence: str) -> bool:
        """Say under its line why an answer was not taken; whether the line is here."""
        line = self.lines.get(given.item_id)
        if line is None:
            return False
        self.take(given.item_id)
        line.show_error(sentence, wants_reason=code in WANTS_REASON)
        if code == "checklist.implausible":
            line.doubt()
            line.value.setFocus()
        return True

    def after(self, given: Answer, verdict: Verdict) -> None:
        """An answer was kept: it is shown at once, and a failed item asks for its reason."""
        line = self.lines.get(given.item_id)
        if line is None:
            return
        line.show_error("")
        value, remark = given.value_milli, given.remark
        line.show_item(replace(line.item, verdict=verdict, value_milli=value, remark=remark), is_open=self._is_open)
        if verdict is Verdict.REPLACE and not remark:
            self.take(given.item_id)
            line.reason.setFocus()
            self._bring_into_sight()

    def _in_order(self) -> list[CheckLine]:
        return sorted(self.lines.values(), key=self._column.indexOf)

    def _moved(self, step: int) -> None:
        self.setFocus()
        order = [line.item.item_id for line in self._in_order()]
        at = order.index(self.current) + step if self.current in order else 0
        if step and 0 <= at < len(order):
            self.take(order[at])

    def _is_value_focused(self) -> bool:
        line = self.line()
        return line is not None and line.has_cursor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.line()
        if (
            line is not None
            and line.is_measured
            and self._is_open
            and event.reason() != Qt.FocusReason.BacktabFocusReason
        ):
            line.take(with_focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        has_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if step is not None and not has_command:
            self._moved(step)
        elif line is not None and not has_command and event.text() in KEYS:
            self._judge(line, KEYS[event.text()])
        else:
            super().keyPressEvent(event)

    def _judge(self, line: CheckLine, verdict: Verdict) -> None:
        """Judge and go on at once: nobody waits for the desk; what it refuses comes back."""
        line.judge(verdict)
        if verdict is not Verdict.REPLACE and self._is_open and not line.is_measured:
            self._moved(1)


class CheckHead(QWidget):
    """The heads of the columns; they stand over the lines whether or not the list has a scroll bar."""

    def __init__(self, table: CheckTable) -> None:
        super().__init__()
        self._viewport = table.viewport()
        self._viewport.installEventFilter(self)
        self.setFixedHeight(Size.TABLE_HEAD)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, width = drawn.painter_on(self), self._viewport.width()
        painter.fillRect(self.rect(), theme.current().color("hover"))
        drawn.line(painter, 0, 0, self.width(), 0, "line")
        drawn.line(painter, 0, self.height() - 1, self.width(), self.height() - 1, "line")
        heads = (
            (SIDE, 0.5 * width, _("Item"), drawn.LEFT),
            (0.4 * width, VALUE_RIGHT * width, _("Measured"), drawn.RIGHT),
            (ASKED_LEFT * width, VERDICT_LEFT * width, _("Asked for"), drawn.LEFT),
            (VERDICT_LEFT * width, width, _("Judged"), drawn.LEFT),
        )
        for left, right, words, align in heads:
            area = QRectF(left, 0, right - left, self.height())
            drawn.text(painter, area, words, size=Type.LABEL, weight=Type.MEDIUM, tone="muted", align=align)
