"""The palette: one box finds people, plates, orders and commands. Ctrl+K."""

from collections.abc import Callable, Sequence
from time import perf_counter

import shiboken6
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from ui import formats, theme
from ui.dress import bare
from ui.shell.palette_list import Entry, EntryKind, Hit, PaletteList, entries_of, spellings
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap, KeyHints
from ui.widgets.named import named
from ui.widgets.page import Command
from ui.widgets.text import Text
from ui.worker import Worker

Find = Callable[..., Sequence[Hit]]

WIDTH, TOP, INPUT, INPUT_ROW, FOOT, LEAST_BELOW = 680, 72, 58, 60, 40, 120
RINGS, DROP = 12, 10


class PaletteInput(QLineEdit):
    """The box; arrows, Enter and Tab belong to the list below it."""

    moved = Signal(int)
    opened = Signal()
    tabbed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        key = Qt.Key(event.key())
        if key in step:
            self.moved.emit(step[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        self.tabbed.emit()
        return True


class Palette(QWidget):
    """Lies over the window; `opened` carries a hit, `created` the words of a new visit.

    `find(desk, words)` runs on the worker; an answer that a later key has overtaken is dropped.
    """

    opened = Signal(object)
    created = Signal(str)

    def __init__(self, window: QWidget, worker: Worker, find: Find, *, with_checkin: bool = True) -> None:
        super().__init__(window)
        self._window, self._worker, self._find = window, worker, find
        self._with_checkin = with_checkin
        self._commands: tuple[Command, ...] = ()
        self._generation, self._answered, self._asked_at = 0, 0, 0.0
        self._is_hurried = False  # Enter came before the answer to the last letter
        self._hits: tuple[Hit, ...] = ()
        self._spelled: dict[str, str] = {}
        self._only: EntryKind | None = None
        self._focus_before: QWidget | None = None
        self._build()
        self.hide()

    def _build(self) -> None:
        self._box = QWidget(self)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(self._input_row())
        column.addSpacing(INPUT_ROW + 1 - INPUT)  # the line below it
        self.list = named(PaletteList(), "palette.list", _("What was found"))
        self.list.opened.connect(self._open)
        column.addWidget(self.list)
        foot = KeyHints((("↑ ↓", _("choose")), ("↵", _("open")), ("Tab", _("only this kind")), ("Esc", _("close"))))
        foot.setFixedHeight(FOOT)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.addWidget(foot)
        column.addLayout(row)

    def _input_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        self.input = named(PaletteInput(), "palette.input", _("Search"))
        bare(self.input)
        self.input.setProperty("enter_is_own", True)
        self.input.setFont(theme.current().font(Type.TITLE, Type.MEDIUM))
        self.input.setFixedHeight(INPUT)
        self.input.textChanged.connect(self._typed)
        self.input.moved.connect(self.list_moved)
        self.input.opened.connect(self._open_current)
        self.input.tabbed.connect(self._next_kind)
        self.count = named(Text(size=Type.LABEL, tone="muted", align=drawn.RIGHT), "palette.count")
        row.addWidget(Icon("search", side=18, tone="accent"))
        row.addWidget(self.input, 1)
        row.addWidget(self.count)
        row.addWidget(KeyCap("Esc"))
        return row

    def come_up(self, commands: Sequence[Command], words: str = "") -> None:
        """Open over the window with the commands that are possible now."""
        self._commands, self._only, self._hits = tuple(commands), None, ()
        self._focus_before = self._window.focusWidget()
        unknown = {command.words for command in commands} - self._spelled.keys()
        if unknown:
            self._worker.ask(self, lambda _desk: spellings(unknown), self._spelled.update)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.input.setText(words)
        self.input.setFocus()
        self._typed(words)

    def close_up(self) -> None:
        """Close and put the cursor back where it was."""
        if self.isVisible():
            self._generation += 1
            self.hide()
            if self._focus_before is not None and shiboken6.isValid(self._focus_before):
                self._focus_before.setFocus()

    def fit_window(self) -> None:
        """Cover the window again after it has another size."""
        self.setGeometry(self._window.rect())
        self._fit()

    def list_moved(self, step: int) -> None:
        """Choose another row."""
        self.list.step_by(step)

    def _typed(self, words: str) -> None:
        self._generation += 1
        self._is_hurried = False
        if not words.strip():
            self._hits, self._answered = (), self._generation
            self._show("")
            return
        generation, text = self._generation, words.strip()
        self._asked_at = perf_counter()
        find = self._find
        self._worker.ask(self, lambda desk: find(desk, text), lambda hits: self._found(generation, hits))
        self._show("")

    def _found(self, generation: int, hits: Sequence[Hit]) -> None:
        if generation != self._generation:
            return
        self._hits, self._answered = tuple(hits), generation
        milliseconds = max(1, round((perf_counter() - self._asked_at) * 1000))
        count = counted("{count} hit", "{count} hits", len(hits))
        self._show(formats.joined(count, _("{milliseconds} ms").format(milliseconds=milliseconds)))
        if self._is_hurried:
            self._open_current()

    def _show(self, count: str) -> None:
        self.count.setText(count)
        self.count.updateGeometry()
        text = self.input.text().strip()
        entries = entries_of(
            text, self._hits, self._commands, create=self._with_checkin, only=self._only, spelled=self._spelled
        )
        self.list.show_entries(entries, text)
        self._fit()

    def _fit(self) -> None:
        most = self._window.height() - TOP - LEAST_BELOW - INPUT_ROW - FOOT
        height = min(self.list.content_height(), max(most, 120))
        self.list.setFixedHeight(height)
        width = min(WIDTH, self._window.width() - 2 * Size.GAP)
        box = QRect((self.width() - width) // 2, TOP, width, INPUT_ROW + 1 + height + FOOT)
        if box != self._box.geometry():
            # Not the whole palette: all of the window behind it would be painted again at each key.
            self.update(shaded(self._box.geometry()) | shaded(box))
            self._box.setGeometry(box)

    def _next_kind(self) -> None:
        kinds: list[EntryKind | None] = [
            None, EntryKind.PERSON, EntryKind.ORDER, EntryKind.COMPLAINT, EntryKind.COMMAND,
        ]  # fmt: skip
        self._only = kinds[(kinds.index(self._only) + 1) % len(kinds)]
        self._show(self.count.text())

    def _open_current(self) -> None:
        # The rows still answer the letters before: what one waits for is not among them.
        self._is_hurried = self._answered != self._generation
        if self._is_hurried:
            return
        entry = self.list.current()
        if entry is not None:
            self._open(entry)

    def _open(self, entry: Entry) -> None:
        words = self.input.text().strip()
        self.close_up()
        if entry.hit is not None:
            self.opened.emit(entry.hit)
        elif entry.command is not None:
            entry.command.deed()
        elif entry.kind is EntryKind.CREATE:
            self.created.emit(words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_up()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        painter.fillRect(self.rect(), theme.current().color("scrim"))
        area = QRectF(self._box.geometry())
        self._draw_shadow(painter, area)
        drawn.box(painter, area, fill="raised", edge="line", radius=Radius.PALETTE)
        for line in (area.top() + INPUT_ROW, area.bottom() - FOOT):
            drawn.line(painter, area.left() + 1, line, area.right() - 1, line, "line")

    @staticmethod
    def _draw_shadow(painter: QPainter, area: QRectF) -> None:
        """0 10 24: the shadow of raised things, in twelve soft rings."""
        painter.save()
        colour = theme.current().color("shadow")
        painter.setPen(Qt.PenStyle.NoPen)
        colour = type(colour)(colour)
        colour.setAlphaF(colour.alphaF() / RINGS)
        painter.setBrush(colour)
        for ring in range(RINGS):
            grow = 2 * ring
            painter.drawRoundedRect(area.adjusted(-grow, DROP - grow, grow, DROP + grow), 12 + grow, 12 + grow)
        painter.restore()


def shaded(box: QRect) -> QRect:
    """The box and its shadow."""
    grow = 2 * RINGS
    return box.adjusted(-grow, min(DROP - grow, 0), grow, DROP + grow)
