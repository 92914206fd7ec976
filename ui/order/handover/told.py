"""What is told at handover: what was done, and what was found but not done."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from app.kernel.quantity import quantity
from app.order.handover.left_undone import LeftUndone
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import Decision, LineKind, word
from app.records.checklists.limits import WORDS as VERDICT_WORDS
from app.records.checklists.limits import Verdict
from app.records.checklists.publish import PLACE_WORDS
from ui import formats
from ui.theme import Type
from ui.widgets import drawn, shape
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width
from ui.widgets.shape import Shape

DONE_ROW, LEFT_ROW, LEAD = 32, 46, 20
DECISION_MARKS = {
    Decision.REFUSED: (Shape.CROSS, Kind.BAD),
    Decision.LATER: (Shape.CLOCK, Kind.WARN),
}
VERDICT_KINDS = {Verdict.REPLACE: Kind.BAD, Verdict.ATTENTION: Kind.WARN}


class Painted(QWidget):
    """Rows that are painted one below the other."""

    def __init__(self, name: str, label: str, row: int) -> None:
        super().__init__()
        named(self, name, label)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self, count: int, spoken: Sequence[str]) -> None:
        """As high as so many rows; and the same in words."""
        self.setFixedHeight(count * self._row)
        self.setAccessibleDescription("; ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())


class DoneList(Painted):
    """The agreed work and parts."""

    def __init__(self) -> None:
        super().__init__("handover.done", _("What was done"), DONE_ROW)
        self._lines: tuple[LineRow, ...] = ()

    def show_lines(self, lines: Sequence[LineRow]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        self.fit(len(lines), [formats.item_name(line.name_zh, line.name_en) for line in lines])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, line in enumerate(self._lines):
            area = QRectF(0, at * DONE_ROW, self.width(), DONE_ROW)
            shape.draw(painter, Shape.TICK, QRectF(1, area.center().y() - 5, 11, 10), "good")
            beside = _beside(line)
            right = drawn.width_of(beside, Type.DATA) + 12 if beside else 0
            name = formats.item_name(line.name_zh, line.name_en)
            drawn.text(painter, area.adjusted(LEAD, 0, -right, 0), name, weight=Type.MEDIUM)
            drawn.text(painter, area, beside, tone="muted", align=drawn.RIGHT)
            if at < len(self._lines) - 1:
                drawn.line(painter, 0, area.bottom() - 1, self.width(), area.bottom() - 1)


class LeftList(Painted):
    """What is still to be done one day, the most urgent first."""

    def __init__(self) -> None:
        super().__init__("handover.left_undone", _("Found but not done"), LEFT_ROW)
        self._rows: tuple[LeftUndone, ...] = ()

    def show_rows(self, rows: Sequence[LeftUndone]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        self.fit(len(rows), [f"{_title(row)} {_mark(row).words}" for row in rows])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, row in enumerate(self._rows):
            self._draw(painter, row, QRectF(0, at * LEFT_ROW, self.width(), LEFT_ROW))

    def _draw(self, painter: QPainter, row: LeftUndone, area: QRectF) -> None:
        mark, under = _mark(row), _under(row)
        middle = area.top() + 14 if under else area.center().y()
        shape.draw(painter, Shape.TRIANGLE, QRectF(0, middle - 6, 11, 11), mark.kind.tone)
        right = pill_width(mark)
        draw_pill(painter, mark, left=area.right() - right, middle=area.center().y())
        room = area.adjusted(LEAD, 0, -right - 12, 0)
        upper = room.adjusted(0, 2, 0, -LEFT_ROW / 2) if under else room
        drawn.text(painter, upper, _title(row), weight=Type.MEDIUM)
        drawn.text(painter, room.adjusted(0, LEFT_ROW / 2 - 3, 0, -3), under, size=Type.LABEL, tone="muted")


class LeftCard(Card):
    """The reminder card; it has an edge in `warn`, and is not there when nothing was left."""

    def __init__(self) -> None:
        super().__init__(_("Found but not done"), remark=_("Remind of each"), edge="warn", padding=16)
        self.list = LeftList()
        self.add(self.list)

    def show_rows(self, rows: Sequence[LeftUndone]) -> None:
        """Show these, or nothing at all."""
        self.list.show_rows(rows)
        self.setVisible(bool(rows))


def _beside(line: LineRow) -> str:
    if line.kind is LineKind.LABOUR:
        return ""
    quality = word(line.quality_class) if line.quality_class else ""
    return f"{quality} {quantity(line.quantity_milli)} {line.unit}".strip()


def _title(row: LeftUndone) -> str:
    name = formats.item_name(row.name_zh, row.name_en)
    if row.place in PLACE_WORDS:
        zh, en = PLACE_WORDS[row.place]
        name = _("{item}, {place}").format(item=name, place=formats.item_name(zh, en))
    if row.value_milli is None:
        return name
    return f"{name} {quantity(row.value_milli)} {row.unit}".strip()


def _under(row: LeftUndone) -> str:
    safety = _("Concerns safety") if row.is_safety else ""
    return formats.joined(safety, row.remark)


def _mark(row: LeftUndone) -> Mark:
    if row.decision is not None:
        drawn_as, kind = DECISION_MARKS.get(row.decision, (Shape.RING, Kind.NEUTRAL))
        return Mark(word(row.decision), drawn_as, kind)
    verdict = row.verdict or Verdict.ATTENTION
    return Mark(_(VERDICT_WORDS[verdict]), Shape.TRIANGLE, VERDICT_KINDS.get(verdict, Kind.NEUTRAL))
