"""The list of the handover: groups of points, ticked by Space or a click, folded when a group is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.kernel.language import _
from app.order.handover.explanation import GROUPS, TOPIC_WORDS, Topic
from app.order.handover.queries import TickRow
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn, shape
from ui.widgets.check import draw_box
from ui.widgets.key_cap import cap_width, draw_cap
from ui.widgets.named import named
from ui.widgets.shape import Shape

POINT, HEAD, SIDE = 33, 32, 8
TIGHT_POINT, TIGHT_HEAD = 26, 24
LINE, NAME_LEFT, NAME_GAP = 17, SIDE + Size.CHECK + 10, 8  # a further line of a long point, in px

Details = Mapping[Topic, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A point of the list, or (without a topic) the head of a group."""

    group: str
    topic: Topic | None = None
    is_folded: bool = False
    count: int = 0

    def height(self, is_tight: bool) -> int:
        """In px."""
        if self.topic is None:
            return TIGHT_HEAD if is_tight else HEAD
        return TIGHT_POINT if is_tight else POINT

    @property
    def is_stop(self) -> bool:
        """Whether the arrows stop here."""
        return self.topic is not None or self.is_folded


class Checklist(QWidget):
    """`handover.checklist`. `ticked` asks to tick a topic or take the tick back; `moved` tells where the eye is.

    The rows stand closer together where that alone saves the list from scrolling. What a point names of the car is the
    customer's evidence: it is never cut, it takes further lines.
    """

    ticked = Signal(object, bool)
    moved = Signal(int, int)  # top and bottom of the row in hand, in px
    folded = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "handover.checklist", _("Cleaning and explanation"))
        self.setProperty("clear", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._topics: frozenset[Topic] = frozenset()
        self._ticks: dict[Topic, TickRow | None] = {}
        self._details: Details = {}
        self._opened: set[str] = set()
        self._rows: tuple[Row, ...] = ()
        self._at = 0
        self._is_tight, self._room = False, 0
        self._area: QScrollArea | None = None
        self.can_tick = True

    def fit_into(self, area: QScrollArea) -> None:
        """Keep to the height of what the list scrolls in."""
        self._area = area
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget) and watched.height() != self._room:
            self._room = watched.height()
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # Without the scroll bar it would be wider, and some points would need fewer lines.
        widest = self._area.contentsRect().width() if self._area is not None else self.width()
        whole, tight = (self._whole(widest, is_tight=is_tight) for is_tight in (False, True))
        self._is_tight = tight <= self._room < whole
        self.setFixedHeight(tight if self._is_tight else self._whole(self.width(), is_tight=False))
        self.update()

    def _whole(self, width: int, *, is_tight: bool) -> int:
        return sum(row.height(is_tight) + self._further(row, width) for row in self._rows)

    def _height(self, row: Row) -> int:
        return row.height(self._is_tight) + self._further(row, self.width())

    def _further(self, row: Row, width: int) -> int:
        """What the lines after the first take, in px."""
        return LINE * (len(self.lines_of(row.topic, width)) - 1) if row.topic is not None else 0

    def lines_of(self, topic: Topic, width: int | None = None) -> tuple[str, ...]:
        """How a point is written, line by line, in a list of that width; who ticked it stands at its right."""
        words, things = _(TOPIC_WORDS[topic]), self._details.get(topic, ())
        comma = _(", ")
        first = _("{point}: {detail}").format(point=words, detail="") if things else words
        pieces = (first, *(f"{thing}{comma}" for thing in things[:-1]), *things[-1:])
        who = self._who(topic)
        aside = drawn.width_of(who, Type.LABEL) + NAME_GAP if who else 0
        room = (self.width() if width is None else width) - NAME_LEFT - SIDE - aside
        return drawn.packed(pieces, room, Type.DATA, Type.MEDIUM)

    # What is shown

    def show_topics(
        self, topics: Sequence[Topic], ticks: Sequence[TickRow], details: Details, *, can_tick: bool
    ) -> None:
        """The points that apply, those done, and what each names of this car; the row in hand stays."""
        here = self._rows[self._at] if self._at < len(self._rows) else None
        is_first = not self._rows
        self._topics, self._details, self.can_tick = frozenset(topics), details, can_tick
        self._ticks = {tick.topic: tick for tick in ticks}
        self._arrange()
        if is_first or here is None:
            self._go_to_open(0)
        else:
            same = (at for at, row in enumerate(self._rows) if row.group == here.group and row.topic is here.topic)
            self._at = next(same, self._first_stop(min(self._at, len(self._rows) - 1)))
        self.update()

    @property
    def current(self) -> Topic | None:
        """The point in hand."""
        return self._rows[self._at].topic if self._at < len(self._rows) else None

    @property
    def folded_count(self) -> int:
        """How many points lie in folded groups."""
        return sum(row.count for row in self._rows if row.is_folded)

    def _arrange(self) -> None:
        rows: list[Row] = []
        for group, topics in GROUPS:
            mine = [topic for topic in topics if topic in self._topics]
            if not mine:
                continue
            is_folded = group not in self._opened and all(topic in self._ticks for topic in mine)
            rows.append(Row(group, is_folded=is_folded, count=len(mine)))
            rows += [] if is_folded else [Row(group, topic) for topic in mine]
        self._rows = tuple(rows)
        self._fit()
        self._describe()
        self.folded.emit()

    def _describe(self) -> None:
        left = [self._words(topic) for topic in Topic if topic in self._topics and topic not in self._ticks]
        self.setAccessibleDescription(_("Still to do: {points}").format(points=_(", ").join(left)) if left else "")

    def _words(self, topic: Topic) -> str:
        words, detail = _(TOPIC_WORDS[topic]), _(", ").join(self._details.get(topic, ()))
        return _("{point}: {detail}").format(point=words, detail=detail) if detail else words

    # The row in hand

    def go_to_open(self) -> None:
        """Put the row in hand on the first point that is still open."""
        self._go_to_open(0)
        self.update()

    def _go_to_open(self, start: int) -> None:
        order = [*range(start, len(self._rows)), *range(start)]
        is_open = (at for at in order if self._rows[at].topic is not None and self._rows[at].topic not in self._ticks)
        self._at = next(is_open, self._first_stop(start))
        self._tell()

    def _first_stop(self, near: int) -> int:
        stops = [at for at, row in enumerate(self._rows) if row.is_stop]
        return min(stops, key=lambda at: abs(at - near), default=0)

    def _move(self, step: int) -> None:
        at = self._at + step
        while 0 <= at < len(self._rows) and not self._rows[at].is_stop:
            at += step
        if 0 <= at < len(self._rows):
            self._at = at
            self._tell()
            self.update()

    def _tell(self) -> None:
        top = sum(map(self._height, self._rows[: self._at]))
        if self._rows:
            self.moved.emit(top, top + self._height(self._rows[self._at]))

    def _press(self) -> None:
        if self._at >= len(self._rows):
            return
        row = self._rows[self._at]
        if row.topic is None:
            self._unfold(row.group)
        elif self.can_tick:
            done = row.topic not in self._ticks
            # Shown at once; what the store says replaces it.
            if done:
                self._ticks[row.topic] = None
            else:
                self._ticks.pop(row.topic)
            self.ticked.emit(row.topic, done)
            self._fit()
            if done:
                self._go_to_open(self._at + 1)
            self._describe()

    def _unfold(self, group: str) -> None:
        self._opened ^= {group}
        self._arrange()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key is Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        top = 0
        for at, row in enumerate(self._rows):
            if top <= event.position().y() < top + self._height(row):
                self._at = at if row.is_stop else self._at
                if row.topic is None:
                    self._unfold(row.group)
                else:
                    self._press()
                return
            top += self._height(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, self.height())

    def area_of(self, topic: Topic) -> QRectF:
        """Where a point stands, so that a hand (or a test) can point at it; empty while it is folded away."""
        top = 0
        for row in self._rows:
            if row.topic is topic:
                return QRectF(0, top, self.width(), self._height(row))
            top += self._height(row)
        return QRectF()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, top = drawn.painter_on(self), 0
        for at, row in enumerate(self._rows):
            area = QRectF(0, top, self.width(), self._height(row))
            if row.topic is None:
                self._draw_head(painter, row, area, is_here=at == self._at and row.is_folded)
            else:
                self._draw_point(painter, row.topic, area, is_here=at == self._at)
            top += self._height(row)

    def _draw_head(self, painter: QPainter, row: Row, area: QRectF, *, is_here: bool) -> None:
        if is_here and self.hasFocus():
            drawn.box(painter, area, fill="accent_tint")
        inner = area.adjusted(SIDE, 0, -SIDE, 0)
        used = drawn.text(painter, inner, _(row.group), size=Type.LABEL, weight=Type.BOLD, tone="muted")
        right = inner.right()
        if row.is_folded:
            done = _("{count} done").format(count=row.count)
            width = drawn.width_of(done, Type.LABEL)
            drawn.text(painter, inner, done, size=Type.LABEL, tone="good", align=drawn.RIGHT)
            tick = QRectF(right - width - 17, area.center().y() - 5, 10, 10)
            shape.draw(painter, Shape.TICK, tick, "good")
            right = tick.left() - 8
        level = round(area.center().y())
        drawn.line(painter, inner.left() + used + 8, level, right, level)

    def _draw_point(self, painter: QPainter, topic: Topic, area: QRectF, *, is_here: bool) -> None:
        is_done, is_lively = topic in self._ticks, is_here and self.can_tick
        if is_lively:
            drawn.box(painter, area.adjusted(0, 0.5, 0, -0.5), fill="accent_tint")
        box = QRectF(SIDE, area.center().y() - Size.CHECK / 2, Size.CHECK, Size.CHECK)
        draw_box(painter, box, is_on=is_done, is_enabled=self.can_tick or is_done)
        tone, weight = ("accent", Type.MEDIUM) if is_lively and not is_done else ("ink", Type.REGULAR)
        lines, right = self.lines_of(topic), area.right() - SIDE
        line = QRectF(NAME_LEFT, area.center().y() - LINE * len(lines) / 2, right - NAME_LEFT, LINE)
        used = 0.0
        for words in lines:
            used = max(used, drawn.text(painter, line, words, weight=weight, tone=tone))
            line.translate(0, LINE)
        left, space = NAME_LEFT + used + NAME_GAP, _("Space")
        if who := self._who(topic):
            aside = QRectF(left, area.top(), right - left + 1, area.height())
            drawn.text(painter, aside, who, size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        elif is_lively and self.hasFocus() and not is_done and left + cap_width(space) <= right:
            draw_cap(painter, space, left=right - cap_width(space), middle=area.center().y())

    def _who(self, topic: Topic) -> str:
        tick = self._ticks.get(topic)
        return f"{tick.done_by} {formats.time_of_day(tick.done_at)}" if tick is not None else ""
