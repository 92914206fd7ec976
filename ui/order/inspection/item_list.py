"""The lines of one place in the car, worked by keyboard."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.inspection.lines import Group
from app.records.checklists.sheets import Answer
from ui.order.discard import discard
from ui.order.inspection.item_line import WANTS_REMARK, ItemLine
from ui.order.inspection.marks import KEYS
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea
from ui.widgets.typed import keys_under


class ItemList(ScrollArea):
    """`inspection.table`: arrows move, 1 2 3 0 judge, numbers go into cells; `given` carries an answer to keep.

    `left` is emitted with ±1 when the arrows run past an end: the next place of the car.
    """

    given = Signal(object)
    chosen_changed = Signal()
    left = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        named(self, "inspection.table", _("Items"))
        self.lines: dict[str, ItemLine] = {}
        self.current = ""
        self._stage = ""
        self._holder = QWidget()
        self._holder.setProperty("clear", True)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_group(self, group: Group, *, photos: Mapping[str, int], quoted: frozenset[str], is_open: bool) -> None:
        """Show these lines; of the same place they are brought up to date where they stand."""
        if group.stage != self._stage or [line.code for line in group.lines] != list(self.lines):
            self._make(group)
        for line in group.lines:
            self.lines[line.code].show_line(
                line, photos=photos.get(line.code, 0), is_quoted=line.code in quoted, is_open=is_open
            )
        if self.current not in self.lines and group.lines:
            self.take(next((line.code for line in group.lines if not line.is_answered), group.lines[0].code))

    def _make(self, group: Group) -> None:
        self._stage, self.current = group.stage, ""
        for old in self.lines.values():
            self._column.removeWidget(old)
            discard(old)
        self.lines = {}
        for at, line in enumerate(group.lines):
            made = ItemLine(line)
            made.given.connect(self.given.emit)
            made.taken.connect(lambda code=line.code: self._pressed(code))
            made.moved.connect(self._moved)
            self.lines[line.code] = made
            self._column.insertWidget(at, made)
        self.verticalScrollBar().setValue(0)

    def line(self) -> ItemLine | None:
        """The line in hand."""
        return self.lines.get(self.current)

    def take(self, code: str, *, place: int | None = None) -> None:
        """Take a line in hand; the one before is closed."""
        had_focus = self._has_focus_inside()
        before = self.line()
        if code not in self.lines:
            return
        if before is not None and code != self.current:
            before.put_back()
        self.current = code
        line = self.lines[code]
        line.take(place=place)
        if had_focus:
            self._focus_line()
        # The line has just grown: its new height is known after the layout has been done.
        QTimer.singleShot(0, line, lambda: self.ensureWidgetVisible(line, 0, 8))
        self.chosen_changed.emit()

    def refused(self, given: Answer, *, code: str, sentence: str) -> bool:
        """Say under its line why an answer was not taken; whether the line is here."""
        for name, line in self.lines.items():
            if any(item.item_id == given.item_id for item in line.line.items):
                self.take(name)
                line.refused(given.item_id, code=code, sentence=sentence)
                if code not in WANTS_REMARK:
                    self._focus_line()
                return True
        return False

    def keys_of(self, given: Answer) -> tuple[str, ...]:
        """The drafts of what is typed on the line an answer is given for."""
        lines = (line for line in self.lines.values() if any(i.item_id == given.item_id for i in line.line.items))
        return keys_under(*lines)

    def _pressed(self, code: str) -> None:
        self.setFocus()
        self.take(code)

    def _moved(self, step: int) -> None:
        codes = list(self.lines)
        at = codes.index(self.current) + step if self.current in codes else 0
        if not step:
            self.setFocus()
        elif 0 <= at < len(codes):
            self.setFocus()
            self.take(codes[at])
        else:
            self.left.emit(1 if step > 0 else -1)

    def _has_focus_inside(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _focus_line(self) -> None:
        """A measured line writes into its cell, any other is judged from here."""
        line = self.line()
        body = line.body if line else None
        if body is not None and body.cells:
            body.cells[body.at].editor.setFocus()
            body.cells[body.at].editor.selectAll()
        elif body is not None and body.line.is_written and body.line.verdict is None:
            body.remark.setFocus()
        elif self.hasFocus():
            self.viewport().update()
        else:
            # The cell the cursor stood in is gone with its line; Qt would carry it off to the rail.
            self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.BacktabFocusReason:  # coming back out of the cell, it goes on back
            self._focus_line()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.line(), Qt.Key(event.key())
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        has_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if step is not None and not has_command:
            self._moved(step)
        elif line is not None and line.body is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            line.body.choose(line.body.at + (1 if key == Qt.Key.Key_Right else -1))
        elif line is not None and not has_command and event.text() in KEYS and not line.line.is_measured:
            line.answer(KEYS[event.text()])
        else:
            super().keyPressEvent(event)
