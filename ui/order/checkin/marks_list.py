"""The marks of the walk-around as a list with the numbers of the outline, and the editor of the one in hand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.checkin.choices import WORDS, DamageKind
from app.order.checkin.form import Damage
from app.order.checkin.walk_around_paper import SEVERITY_WORDS, severity_word
from ui.order.checkin.column import side_by_side
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.car_outline import CarOutline, draw_mark
from ui.widgets.choice import Choice
from ui.widgets.field import Field, LineField
from ui.widgets.named import named
from ui.widgets.segmented import Segmented

CELL, LEAST_CELL, DISC_ROOM = 42, 136, 26


class MarksList(QWidget):
    """Number, side and kind, remark; a click takes the mark in hand, on the outline too."""

    picked = Signal(int)

    def __init__(self, outline: CarOutline) -> None:
        super().__init__()
        named(self, "checkin.marks", _("Marks on the car"))
        self._outline = outline
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        outline.marks_changed.connect(lambda _marks: self.look_again())
        outline.mark_chosen.connect(lambda _at: self.look_again())
        self.look_again()

    def look_again(self) -> None:
        """The marks were changed."""
        self.setVisible(bool(self._outline.marks))
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.update()

    def _a_row(self, width: int) -> int:
        return max(width // LEAST_CELL, 1)

    def heightForWidth(self, width: int) -> int:
        return -(-len(self._outline.marks) // self._a_row(width)) * CELL

    def sizeHint(self) -> QSize:
        return QSize(3 * LEAST_CELL, self.heightForWidth(max(self.width(), LEAST_CELL)))

    def area_of(self, at: int) -> QRectF:
        """Where the entry of a mark is."""
        a_row = self._a_row(self.width())
        width = self.width() / a_row
        return QRectF(at % a_row * width, at // a_row * CELL, width, CELL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self._outline.marks)):
            if self.area_of(at).contains(event.position()):
                self._outline.choose(at)
                self.picked.emit(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, mark in enumerate(self._outline.marks):
            self._draw(painter, at, mark, self.area_of(at).adjusted(0, 1, -4, -1))

    def _draw(self, painter: QPainter, at: int, mark: Damage, area: QRectF) -> None:
        if at == self._outline.chosen:
            drawn.box(painter, area, fill="accent_tint", radius=Radius.CONTROL)
        draw_mark(painter, at + 1, QPointF(area.left() + 13, area.center().y()), mark=mark)
        words = area.adjusted(DISC_ROOM + 2, 0, -2, 0)
        upper, lower = QRectF(words), QRectF(words)
        upper.setBottom(area.center().y() + 1)
        lower.setTop(area.center().y() - 1)
        severity = severity_word(mark.severity)
        first = f"{_(WORDS[mark.view])} {_(WORDS[mark.kind])}"
        drawn.text(painter, upper, first, size=Type.LABEL, weight=Type.MEDIUM)
        second = " ".join(part for part in (severity, mark.remark) if part) or _("no remark yet")
        drawn.text(painter, lower, second, size=Type.LABEL, tone="muted")


class MarkEditor(QWidget):
    """Kind, severity and remark of the mark in hand; Enter in the remark goes back to the car for the next one."""

    def __init__(self, outline: CarOutline) -> None:
        super().__init__()
        self._outline = outline
        self.kind = Choice([(kind.value, _(WORDS[kind])) for kind in DamageKind])
        self.severity = Segmented("checkin.mark.severity", _("Severity"), _severities())
        self.remark = LineField("checkin.mark.remark", _("Size, place"), placeholder=_("lower edge, 8 cm"))
        remove = Button("checkin.mark.remove", "", look=Look.QUIET, icon="trash", height=Size.FIELD)
        remove.setAccessibleName(_("Take this mark away"))
        remove.clicked.connect(lambda: outline.remove(outline.chosen))
        bin_column = QVBoxLayout()
        bin_column.setContentsMargins(0, 20, 0, 0)
        bin_column.addWidget(remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        kind = Field("checkin.mark.kind", _("Damage"), self.kind, boxed=False)
        severity = Field("checkin.mark.severity", _("Severity"), self.severity, boxed=False)
        row.addLayout(side_by_side(kind, severity, self.remark, shares=(30, 36, 40)), 1)
        row.addLayout(bin_column)
        row.setAlignment(bin_column, Qt.AlignmentFlag.AlignTop)
        outline.mark_chosen.connect(self.show_mark)
        outline.marks_changed.connect(lambda _marks: self.show_mark(outline.chosen))
        self.kind.chosen_changed.connect(lambda key: self._change(kind=DamageKind(key)))
        self.severity.chosen_changed.connect(lambda key: self._change(severity=key))
        self.remark.editor.textEdited.connect(lambda words: self._change(remark=words))
        self.remark.editor.setProperty("enter_is_own", True)
        self.remark.editor.returnPressed.connect(outline.setFocus)
        self.hide()

    def show_mark(self, at: int) -> None:
        """Show the mark in hand; without one the editor is not there."""
        is_one = 0 <= at < len(self._outline.marks)
        if is_one:
            mark = self._outline.marks[at]
            self.kind.show_chosen(mark.kind.value)
            self.severity.show_chosen(mark.severity or None)
            self.remark.set_text(mark.remark)
        self.setVisible(is_one)

    def _change(self, **parts: object) -> None:
        at = self._outline.chosen
        if 0 <= at < len(self._outline.marks):
            self._outline.change(at, replace(self._outline.marks[at], **parts))  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._outline.setFocus()
            return
        super().keyPressEvent(event)


def _severities() -> Sequence[tuple[str, str]]:
    return [(key, _(words)) for key, words in SEVERITY_WORDS.items()]
