"""One measured value at one place: typed, judged at once, shown against its limits."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.kernel.language import _
from app.kernel.quantity import quantity
from app.kernel.refusal import Refusal
from app.order.inspection.lines import judged, place_of, span_of, unit_words
from app.records.checklists.limits import Limit, Verdict, read_value
from app.records.checklists.queries import ItemRow
from app.records.checklists.sides import thinner_by
from ui import theme
from ui.dress import bare
from ui.order.inspection.marks import CELL_KEYS, LOOKS, verdict_mark
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.button import ENTER
from ui.widgets.named import named
from ui.widgets.pill import draw_pill, pill_width

HEIGHT, PADDING, EDITOR_TOP, EDITOR_HEIGHT, SCALE_TOP, SCALE = 82, 12, 26, 32, 66, 4


class ValueCell(QWidget):
    """`typed` when a value is to be kept (True: by Enter, who means it), `judged_by_hand` for a letter,
    `moved` for the arrows (rows, cells)."""

    typed = Signal(bool)
    judged_by_hand = Signal(object)  # Verdict
    moved = Signal(int, int)

    def __init__(self, item: ItemRow, *, pending: str = "") -> None:
        super().__init__()
        self.item, self.is_wrong, self.is_open = item, False, True
        self.beside: ValueCell | None = None  # of the other side of the axle
        name = f"inspection.value.{item.code}.{item.place}".rstrip(".")
        self.editor = named(QLineEdit(self), name, place_of(item) or _("Measured value"))
        bare(self.editor)
        self.editor.setProperty("enter_is_own", True)
        self.editor.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.editor.setMaxLength(12)
        self.editor.textChanged.connect(self._fit_font)
        self.editor.setText(pending or self._kept())
        self._fit_font(self.editor.text())
        self.editor.installEventFilter(self)
        self.editor.textEdited.connect(self._edited)
        self.setFocusProxy(self.editor)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _kept(self) -> str:
        return "" if self.item.value_milli is None else quantity(self.item.value_milli)

    @property
    def is_changed(self) -> bool:
        """Whether something else stands here than what was kept."""
        return self.editor.text().strip() != self._kept()

    def show_item(self, item: ItemRow) -> None:
        """The item as it was read again; what is being typed stays."""
        was_kept = not self.is_changed
        self.item = item
        if was_kept:
            self.editor.setText(self._kept())
        self.update()

    def set_wrong(self, is_wrong: bool) -> None:
        """Red edge, or not."""
        self.is_wrong = is_wrong
        self.update()

    def go_back(self) -> None:
        """Show what was kept: an emptied cell takes nothing back."""
        self.editor.setText(self._kept())
        self.update()

    def set_open(self, is_open: bool) -> None:
        """Whether it can be written in."""
        self.is_open = is_open
        self.editor.setReadOnly(not is_open)
        invitation = _("type {unit}").format(unit=unit_words(self.item.unit)).strip()
        self.editor.setPlaceholderText(invitation if is_open else "")

    def value_milli(self) -> int | None:
        """What stands here as a value; None while it is none."""
        try:
            return read_value(self.editor.text())
        except Refusal:
            return None

    def verdict(self) -> Verdict | None:
        """What the value says at this moment; a verdict given by hand while the value is the kept one."""
        if not self.is_changed:
            return self.item.verdict
        value = self.value_milli()
        return None if value is None else judged(self.item, value)

    def shown_verdict(self) -> Verdict | None:
        """The same, held against what stands at this moment on the other side of the axle."""
        verdict, value, limit = self.verdict(), self.value_milli(), self.item.side_limit_milli
        other = self.beside.value_milli() if self.beside is not None else None
        if limit is None or value is None or other is None or verdict not in (Verdict.OK, Verdict.ATTENTION):
            return verdict
        if thinner_by(value, other, limit_milli=limit) is not None:
            return Verdict.ATTENTION
        return judged(self.item, value) if self.item.thinner_by_milli is not None else verdict

    def _fit_font(self, words: str) -> None:
        """A value stands large, the invitation to type one does not."""
        self.editor.setFont(theme.current().font(*((Type.TITLE, Type.BOLD) if words else (Type.BODY, Type.REGULAR))))

    def _edited(self, _words: str) -> None:
        self.set_wrong(False)
        if self.beside is not None:
            self.beside.update()

    def sizeHint(self) -> QSize:
        return QSize(172, HEIGHT)

    def resizeEvent(self, _event: QEvent) -> None:
        self.editor.setGeometry(PADDING, EDITOR_TOP, self.width() - 2 * PADDING, EDITOR_HEIGHT)

    def mousePressEvent(self, _event: QEvent) -> None:
        self.editor.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusOut and self.is_changed and self.is_open:
                self.typed.emit(False)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, letter = Qt.Key(event.key()), event.text().upper()
        has_command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in ENTER and not has_command:
            self.typed.emit(True)
            self.moved.emit(0, 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1, 0)
        elif key == Qt.Key.Key_Left and self.editor.cursorPosition() == 0:
            self.moved.emit(0, -1)
        elif key == Qt.Key.Key_Right and self.editor.cursorPosition() == len(self.editor.text()):
            self.moved.emit(0, 1)
        elif letter in CELL_KEYS and not has_command and self.is_open:
            self.judged_by_hand.emit(CELL_KEYS[letter])
        else:
            return False
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), QRectF(self.rect())
        has_focus, verdict = self.editor.hasFocus(), self.shown_verdict()
        edge = "accent" if has_focus else "bad" if self.is_wrong else "line"
        drawn.box(painter, area, fill="surface", edge=edge, edge_width=2 if has_focus or self.is_wrong else 1)
        room = QRectF(PADDING, 6, area.width() - 2 * PADDING, 20)
        if verdict is not None:
            mark = verdict_mark(verdict)
            width = pill_width(mark)
            draw_pill(painter, mark, left=area.right() - width - 7, middle=17)
            room.setRight(area.right() - width - 10)
        drawn.text(painter, room, place_of(self.item), size=Type.LABEL, tone="muted")
        self._draw_unit(painter)
        self._draw_scale(painter, area, verdict)

    def _draw_unit(self, painter: QPainter) -> None:
        words = self.editor.text()
        if words:
            left = PADDING + 2 + drawn.width_of(words, Type.TITLE, Type.BOLD) + 8
            room = QRectF(left, EDITOR_TOP + 3, self.width() - left - 6, EDITOR_HEIGHT)
            drawn.text(painter, room, unit_words(self.item.unit), tone="muted")

    def _draw_scale(self, painter: QPainter, area: QRectF, verdict: Verdict | None) -> None:
        low, high = span_of(self.item)
        track = QRectF(PADDING, SCALE_TOP, area.width() - 2 * PADDING, SCALE)
        drawn.box(painter, track, fill="neutral_tint", radius=2)
        value = self.value_milli()

        def place(milli: int) -> float:
            share = (min(max(milli, low), high) - low) / max(high - low, 1)
            return track.left() + share * track.width()

        if value is not None and verdict is not None:
            filled = QRectF(track.left(), track.top(), max(place(value) - track.left(), 3), SCALE)
            drawn.box(painter, filled, fill=LOOKS[verdict][1].tone, radius=2)
        for text, tone in ((self.item.limit, "bad"), (self.item.warn, "warn")):
            limit = Limit.parse(text)
            if limit is not None:
                tick = QRectF(round(place(limit.at_milli)), SCALE_TOP - 3, 1.5, 10)
                painter.fillRect(tick, theme.current().color(tone))
