"""What is told at handover: what was done, and what was found but not done."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _, counted
from app.kernel.quantity import quantity
from app.order.handover.left_undone import LeftUndone
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import Decision, LineKind, word
from app.records.checklists.limits import WORDS as VERDICT_WORDS
from app.records.checklists.limits import Verdict
from app.records.checklists.publish import PLACE_WORDS
from app.records.checklists.queries import ItemRow
from ui import formats
from ui.theme import Type
from ui.widgets import drawn, shape
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width
from ui.widgets.shape import Shape
from ui.widgets.text import Paragraph

DONE_ROW, LEFT_ROW, LEAD, WHOLE = 32, 46, 20, 1_000
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
    """The agreed work, a row each."""

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
            name = formats.item_name(line.name_zh, line.name_en)
            drawn.text(painter, area.adjusted(LEAD, 0, 0, 0), name, weight=Type.MEDIUM)
            drawn.line(painter, 0, area.bottom() - 1, self.width(), area.bottom() - 1)


class DoneCard(Card):
    """The work in rows, the parts that went in below in a few words: the fields under it stay in sight."""

    def __init__(self) -> None:
        super().__init__(_("What was done"))
        self.list, self.parts = DoneList(), Paragraph(size=Type.LABEL, tone="muted")
        self.add(self.list)
        self.column.addSpacing(8)
        self.add(self.parts)

    def show_lines(self, lines: Sequence[LineRow]) -> None:
        """Show the agreed lines."""
        parts = [line for line in lines if line.kind is LineKind.PART]
        self.list.show_lines([line for line in lines if line.kind is not LineKind.PART])
        words = _(", ").join(_part_words(line) for line in parts)
        self.parts.setText(counted("{count} part: {names}", "{count} parts: {names}", len(parts), names=words))
        self.parts.setVisible(bool(parts))


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


def _part_words(line: LineRow) -> str:
    """`OEM oil filter`, and how many where it is more than one."""
    quality = word(line.quality_class) if line.quality_class else ""
    name = formats.item_name(line.name_zh, line.name_en)
    many = f"×{quantity(line.quantity_milli)}" if line.quantity_milli != WHOLE else ""
    return " ".join(part for part in (quality, name, many) if part)


def _title(row: LeftUndone) -> str:
    """The line that was offered, or what was measured."""
    if row.decision is None and row.finding is not None:
        return _measured(row.finding)
    return formats.item_name(row.name_zh, row.name_en)


def _under(row: LeftUndone) -> str:
    safety = _("Concerns safety") if row.is_safety else ""
    measured = _measured(row.finding) if row.decision is not None and row.finding is not None else ""
    return formats.joined(safety, measured, row.remark)


def _measured(item: ItemRow) -> str:
    """`Tread depth, rear left 2.6 mm`."""
    name = formats.item_name(item.name_zh, item.name_en)
    if item.place in PLACE_WORDS:
        zh, en = PLACE_WORDS[item.place]
        name = _("{item}, {place}").format(item=name, place=formats.item_name(zh, en))
    value = quantity(item.value_milli) if item.value_milli is not None else ""
    return " ".join(part for part in (name, value, item.unit if value else "") if part)


def _mark(row: LeftUndone) -> Mark:
    if row.decision is not None:
        drawn_as, kind = DECISION_MARKS.get(row.decision, (Shape.RING, Kind.NEUTRAL))
        return Mark(word(row.decision), drawn_as, kind)
    verdict = row.verdict or Verdict.ATTENTION
    return Mark(_(VERDICT_WORDS[verdict]), Shape.TRIANGLE, VERDICT_KINDS.get(verdict, Kind.NEUTRAL))
