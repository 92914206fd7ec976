"""One line of the sheet: number, name, value, verdict, photos; it opens when it is taken in hand."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.inspection.lines import (
    Line,
    difference_words,
    limit_words,
    name_of,
    number_of,
    places_of,
    unit_words,
    value_words,
)
from app.records.checklists.limits import Verdict
from app.records.checklists.sheets import Answer
from ui import formats, theme
from ui.order.discard import discard
from ui.order.inspection.line_body import NAME_LEFT, LineBody
from ui.order.inspection.marks import LOOKS, line_mark
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width
from ui.widgets.shape import Shape

ROW, SIDE, ACCENT_EDGE, VERDICT_LEFT, VALUE_SHARE, PHOTO = 40, 16, 3, 132, 0.59, 16
# Refusals that a remark answers.
WANTS_REMARK = ("checklist.na", "checklist.better")


class ItemLine(QWidget):
    """`given` carries an `Answer` to keep; `taken` asks to be the line in hand; `moved` leads to another line."""

    given = Signal(object)
    taken = Signal()
    moved = Signal(int)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.setObjectName(f"inspection.item.{line.code}")
        self.line, self.photos, self.is_quoted, self.is_open = line, 0, False, True
        self.body: LineBody | None = None
        self._pending: dict[int, str] = {}
        self._sent: dict[int, str] = {}
        self._doubted: dict[int, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, ROW, 0, 0)
        self._column.setSpacing(0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    # What it shows

    def show_line(self, line: Line, *, photos: int, is_quoted: bool, is_open: bool) -> None:
        """The line as it was read again."""
        self.line, self.photos, self.is_quoted, self.is_open = line, photos, is_quoted, is_open
        for item in line.items:
            if item.value_milli is not None:
                self._pending.pop(item.item_id, None)
            self._sent.pop(item.item_id, None)
        if self.body is not None:
            self.body.set_open(is_open)
            self.body.show_line(line)
        self._describe()
        self.update()

    def take(self, *, place: int | None = None) -> None:
        """Open: the line is in hand."""
        if self.body is None:
            self.body = LineBody(self.line, pending=self._pending, is_open=self.is_open)
            self.body.value_typed.connect(lambda cell, by_enter: self._value_typed(cell.item.item_id, by_enter))
            self.body.verdict_given.connect(self._verdict_given)
            self.body.remark_given.connect(self._remark_given)
            self.body.moved.connect(self.moved.emit)
            self._column.addWidget(self.body)
        self.body.choose(self.body.first_open() if place is None else place, with_focus=False)
        self.update()

    def put_back(self) -> None:
        """Close; a value that was not accepted is kept for the next time."""
        if self.body is None:
            return
        for cell in self.body.cells:
            if cell.is_changed and cell.editor.text().strip():
                self._pending[cell.item.item_id] = cell.editor.text()
        body, self.body = self.body, None
        self._column.removeWidget(body)
        discard(body)
        self.update()

    # What a person says of it

    def answer(self, verdict: Verdict) -> None:
        """A digit of the list."""
        if self.body is not None and self.is_open:
            self.body.given_by_key(verdict)

    def _value_typed(self, item_id: int, by_enter: bool) -> None:
        body = self.body
        cell = next((cell for cell in body.cells if cell.item.item_id == item_id), None) if body else None
        if body is None or cell is None:
            return
        text, at = cell.editor.text().strip(), body.cells.index(cell)
        is_meant = by_enter and bool(text) and text == self._doubted.get(item_id)
        if not text:
            cell.go_back()
            return
        if not is_meant and (not cell.is_changed or text == self._sent.get(item_id)):
            return
        value = cell.value_milli()
        if value is None:
            self._pending[item_id] = text
            body.show_error(_("“{typed}” is not a measured value.").format(typed=text), at)
            return
        body.show_error("", at)
        self._sent[item_id] = text
        self.given.emit(Answer(item_id, value_milli=value, remark=self._remark_of(at), is_meant=is_meant))

    def _verdict_given(self, at: int, verdict: Verdict) -> None:
        body = self.body
        if body is None or not self.is_open:
            return
        item = body.line.items[at]
        value = body.cells[at].value_milli() if body.cells else None
        body.show_error("", at)
        self.given.emit(Answer(item.item_id, verdict=verdict, value_milli=value, remark=self._remark_of(at)))

    def _remark_given(self) -> None:
        body = self.body
        if body is None or not self.is_open:
            return
        item = body.line.items[body.at]
        verdict = item.verdict or (Verdict.OK if self.line.is_written else None)
        if verdict is not None:
            answer = Answer(item.item_id, verdict=verdict, value_milli=item.value_milli, remark=body.remark.text())
            self.given.emit(answer)
        self.moved.emit(0)

    def _remark_of(self, at: int) -> str:
        """The remark being typed belongs to the place in hand, the others keep theirs."""
        body = self.body
        if body is not None and at == body.at and not body.remark_box.isHidden():
            return body.remark.text()
        return self.line.items[at].remark

    def refused(self, item_id: int, *, code: str, sentence: str) -> None:
        """An answer was not taken: say why, and put the cursor back."""
        at = next((at for at, item in enumerate(self.line.items) if item.item_id == item_id), 0)
        self._sent.pop(item_id, None)
        self.take(place=at)
        assert self.body is not None
        self.body.show_error(sentence, at)
        if code == "checklist.implausible" and self.body.cells:
            self._doubted[item_id] = self.body.cells[at].editor.text().strip()
        if code in WANTS_REMARK:
            self.open_remark()

    def open_remark(self) -> None:
        """Write a remark on the place in hand."""
        if self.body is not None and self.is_open:
            self.body.show_remark(is_wanted=True)
            self.body.remark.setFocus()

    # How it looks

    def _describe(self) -> None:
        mark = line_mark(self.line)
        said = (
            number_of(self.line.code),
            name_of(self.line.first),
            value_words(self.line),
            mark.words if mark else "",
            difference_words(self.line),
        )
        self.setAccessibleName(" ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        return QSize(600, self._column.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.taken.emit()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, is_taken = drawn.painter_on(self), self.body is not None
        if is_taken:
            painter.fillRect(self.rect(), theme.current().color("accent_tint"))
            painter.fillRect(0, 0, ACCENT_EDGE, self.height(), theme.current().color("accent"))
        else:
            drawn.line(painter, SIDE, self.height() - 1, self.width() - SIDE, self.height() - 1)
        tone, weight = ("accent", Type.BOLD) if is_taken else ("muted", Type.REGULAR)
        drawn.text(painter, QRectF(SIDE, 0, NAME_LEFT - SIDE, ROW), number_of(self.line.code), weight=weight, tone=tone)
        self._draw_name(painter, is_taken)
        if not is_taken or not self.line.is_measured:
            self._draw_value(painter)
        self._draw_verdict(painter)
        self._draw_photos(painter)

    def _draw_name(self, painter: QPainter, is_taken: bool) -> None:
        right = self.width() - VERDICT_LEFT - 12 if is_taken else self.width() * (VALUE_SHARE - 0.1)
        room = QRectF(NAME_LEFT, 0, right - NAME_LEFT, ROW)
        weight = Type.BOLD if is_taken else Type.REGULAR
        room.setLeft(room.left() + drawn.text(painter, room, name_of(self.line.first), weight=weight) + 10)
        aside = limit_words(self.line.first) if is_taken else places_of(self.line)
        remark = "" if is_taken else "; ".join(item.remark for item in self.line.items if item.remark)
        aside = formats.joined(aside, difference_words(self.line))
        used = drawn.text(painter, room, formats.joined(aside, remark), size=Type.LABEL, tone="muted")
        if self.is_quoted:
            mark = Mark(_("in the quote"), Shape.TICK, Kind.INFO)
            draw_pill(painter, mark, left=room.left() + used + 10, middle=ROW / 2)

    def _draw_value(self, painter: QPainter) -> None:
        words, verdict = value_words(self.line), self.line.verdict
        if not words:
            return
        edge = round(self.width() * VALUE_SHARE)
        tone = "ink" if verdict in (None, Verdict.OK, Verdict.NA) else LOOKS[verdict][1].tone
        figure = QRectF(edge - 120, 0, 120, ROW)
        drawn.text(painter, figure, words, weight=Type.BOLD, tone=tone, align=drawn.RIGHT)
        unit = QRectF(edge + 6, 0, 60, ROW)
        drawn.text(painter, unit, unit_words(self.line.first.unit), tone="muted")

    def _draw_verdict(self, painter: QPainter) -> None:
        left, mark = self.width() - VERDICT_LEFT, line_mark(self.line)
        if mark is None:
            drawn.text(painter, QRectF(left, 0, 90, ROW), _("not checked"), size=Type.LABEL, tone="muted")
            return
        draw_pill(painter, mark, left=left, middle=ROW / 2)
        if not self.line.is_answered:
            words = f"{self.line.answered}/{len(self.line.items)}"
            room = QRectF(left + pill_width(mark) + 4, 0, 30, ROW)
            drawn.text(painter, room, words, size=Type.CODE, tone="muted")

    def _draw_photos(self, painter: QPainter) -> None:
        is_lacking = self.line.is_photo_wanted and not self.photos and self.line.verdict is not None
        if not self.photos and not is_lacking:
            return
        right = self.width() - SIDE
        words = str(self.photos) if self.photos else ""
        used = drawn.text(painter, QRectF(right - 40, 0, 40, ROW), words, size=Type.LABEL, align=drawn.RIGHT)
        tone = "warn" if is_lacking else "muted"
        draw_icon(painter, "camera", left=right - max(used, 10) - PHOTO - 6, middle=ROW / 2, side=PHOTO, tone=tone)
