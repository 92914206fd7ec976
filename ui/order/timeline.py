"""Who did what to the order, and when: the first tab of the side panel."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.care.complaints.states import OUTCOME_WORDS, ContactOutcome
from app.kernel.language import _
from app.order.queries import OrderId
from app.order.workflow import FLAG_WORDS, Flag
from app.overview.timeline import TimelineRow, timeline
from app.trust import deed_words
from app.trust.deed_words import Tone
from app.trust.deeds import Deed
from ui import formats
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea
from ui.worker import Worker

ROW, RING, LEFT, TIME_WIDTH = 48, 11, 16, 76
TONES = {Tone.DONE: "good", Tone.NOTICE: "warn", Tone.WRONG: "bad", Tone.ASIDE: "ctl"}


class TimelineList(QWidget):
    """The deeds as a string of rings, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TimelineRow, ...] = ()
        self._now: datetime | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[TimelineRow], *, now: datetime) -> None:
        """Other deeds; the spoken form is the same list in words."""
        self._rows, self._now = tuple(rows), now
        self.setFixedHeight(max(len(rows) * ROW + 8, ROW))
        self.setAccessibleDescription("\n".join(self._spoken(row) for row in rows))
        self.update()

    def _time(self, row: TimelineRow) -> str:
        return formats.when(row.at, now=self._now or row.at)

    def _spoken(self, row: TimelineRow) -> str:
        return " ".join((self._time(row), self._title(row), formats.joined(row.person, *_remarks(row))))

    @staticmethod
    def _title(row: TimelineRow) -> str:
        return deed_words.word(row.deed)

    def sizeHint(self) -> QSize:
        return QSize(232, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, row in enumerate(self._rows):
            top = 6 + at * ROW
            if top + ROW >= event.rect().top() and top <= event.rect().bottom():
                self._draw(painter, row, top, is_last=at == len(self._rows) - 1)

    def _draw(self, painter: QPainter, row: TimelineRow, top: int, *, is_last: bool) -> None:
        ring = QRectF(LEFT, top + 5, RING, RING)
        if not is_last:
            drawn.line(painter, LEFT + RING // 2, top + 18, LEFT + RING // 2, top + ROW + 3, "line")
        drawn.box(painter, ring, fill="surface", edge=TONES[deed_words.tone(row.deed)], edge_width=2, radius=RING / 2)
        left, right = LEFT + RING + 10, self.width() - 12
        time = self._time(row)
        time_width = min(drawn.width_of(time, Type.LABEL), TIME_WIDTH)
        upper = QRectF(left, top, right - left - time_width - 8, 20)
        drawn.text(painter, upper, self._title(row), weight=Type.MEDIUM)
        beside = QRectF(right - time_width, top, time_width, 20)
        drawn.text(painter, beside, time, size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        words = formats.joined(row.person, *_remarks(row))
        drawn.text(painter, QRectF(left, top + 20, right - left, 18), words, size=Type.LABEL, tone="muted")


def _remarks(row: TimelineRow) -> tuple[str, ...]:
    """What one wants beside the deed; of a complaint also where it went and what the customer said."""
    said = dict(row.details)
    remark = deed_words.remark(row.details)
    if row.deed is Deed.COMPLAINT_MERGE:
        return said.get("into", ""), remark
    if row.deed is Deed.COMPLAINT_VERIFY and "outcome" in said:
        return remark, _(OUTCOME_WORDS[ContactOutcome(said["outcome"])])
    return (remark or (_(FLAG_WORDS[Flag(said["flag"])]) if said.get("flag") else ""),)


class Timeline(ScrollArea):
    """`order.timeline`."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        named(self, "order.timeline", _("Timeline"))
        self._worker, self._generation = worker, 0
        self.list = TimelineList()
        holder = QWidget()
        holder.setProperty("clear", True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.list)
        column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_order(self, order_id: OrderId, *, now: datetime) -> None:
        """Read the order's deeds; an older answer never overtakes a newer one."""
        self._generation += 1
        asked = self._generation

        def read(rows: tuple[TimelineRow, ...]) -> None:
            if asked == self._generation:
                self.list.show_rows(rows, now=now)

        self._worker.ask(self, partial(timeline, order_id=order_id), read)
