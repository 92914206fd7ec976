"""A signed order without a technician, as a card; arrows move between the cards, Enter or a click takes one in hand."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from app.kernel.quantity import hours
from app.order.workflow import Flag
from app.order.workshop.shop import WaitingOrder
from app.overview.board import short_model
from ui import formats
from ui.order.marks import flag_mark
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, draw_pill, pill_width
from ui.widgets.plate import draw_plate
from ui.widgets.shape import Shape

PADDING, GAP, ROW, FLAG_ROW = 10, 8, 20, 28
PLAIN = 2 * PADDING + 24 + 2 * ROW
SHOWN_FLAGS = (Flag.IS_URGENT, Flag.SAFETY_ITEM_REFUSED, Flag.IS_COMEBACK, Flag.WAITING_PARTS, Flag.IS_WARRANTY)


class WaitingCards(QWidget):
    """`workshop.waiting`. `chosen` when another order is in hand, `opened` for a double click or Enter on it."""

    chosen = Signal()
    opened = Signal(object)  # WaitingOrder

    def __init__(self) -> None:
        super().__init__()
        named(self, "workshop.waiting", _("Orders to dispatch"))
        self.orders: tuple[WaitingOrder, ...] = ()
        self._at, self._now = 0, formats.now()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_orders(self, orders: tuple[WaitingOrder, ...], *, now: datetime) -> None:
        """Other orders; the one in hand stays if it still waits."""
        before = self.order
        self.orders, self._now = orders, now
        at = next((i for i, one in enumerate(orders) if before and one.head.id == before.head.id), None)
        self._at = at if at is not None else min(self._at, max(len(orders) - 1, 0))
        self._describe()
        self.updateGeometry()

    @property
    def order(self) -> WaitingOrder | None:
        """The order in hand."""
        return self.orders[self._at] if self._at < len(self.orders) else None

    def choose(self, at: int) -> None:
        """Take another one in hand."""
        if 0 <= at < len(self.orders) and at != self._at:
            self._at = at
            self._describe()
            self.chosen.emit()

    def _describe(self) -> None:
        order = self.order
        words = "" if order is None else f"{order.head.plate} {order.head.owner_name} {order.head.summary}"
        self.setAccessibleDescription(words)
        self.update()

    # How it is drawn

    def areas(self) -> list[QRectF]:
        """Where each card is."""
        top, result = 0, []
        for order in self.orders:
            height = PLAIN + (FLAG_ROW if _marks(order) else 0)
            result.append(QRectF(0, top, self.width(), height))
            top += height + GAP
        return result

    def sizeHint(self) -> QSize:
        areas = self.areas()
        return QSize(236, round(areas[-1].bottom()) if areas else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for at, (order, area) in enumerate(zip(self.orders, self.areas(), strict=True)):
            is_here = at == self._at
            edge, width = ("accent", 2) if is_here else ("line", 1)
            fill = "accent_tint" if is_here and self.hasFocus() else "surface"
            drawn.box(painter, area, fill=fill, edge=edge, edge_width=width, radius=Radius.CONTROL)
            self._draw(painter, order, area.adjusted(PADDING, PADDING, -PADDING, -PADDING))

    def _draw(self, painter: QPainter, order: WaitingOrder, area: QRectF) -> None:
        head, right = order.head, drawn.RIGHT
        top = QRectF(area.left(), area.top(), area.width(), 20)
        draw_plate(painter, head.plate, head.plate_type.value, left=area.left(), middle=top.center().y(), height=20)
        when = formats.promised(head.promised_at, now=self._now)
        drawn.text(painter, top, when, weight=Type.BOLD, align=right)
        who = QRectF(area.left(), top.bottom() + 4, area.width(), ROW)
        length = _("{hours} h").format(hours=hours(order.hours_x100))
        used = drawn.width_of(length, Type.LABEL) + 8
        name = formats.joined(head.owner_name, short_model(head.model_name))
        drawn.text(painter, who.adjusted(0, 0, -used, 0), name, weight=Type.MEDIUM)
        drawn.text(painter, who, length, size=Type.LABEL, tone="muted", align=right)
        work = QRectF(area.left(), who.bottom(), area.width(), ROW)
        drawn.text(painter, work, head.summary or _work_words(order), size=Type.LABEL, tone="muted")
        left = area.left()
        for mark in _marks(order):
            if left + pill_width(mark) > area.right():
                break
            left += draw_pill(painter, mark, left=left, middle=work.bottom() + FLAG_ROW / 2 + 2) + 6

    # What people do

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, area in enumerate(self.areas()):
            if area.contains(event.position()):
                self.choose(at)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self.order is not None:
            self.opened.emit(self.order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(self._at + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.order is not None:
            self.opened.emit(self.order)
        else:
            super().keyPressEvent(event)


def _work_words(order: WaitingOrder) -> str:
    names = (formats.item_name(queued.job.name_zh, queued.job.name_en) for queued in order.jobs)
    return _(", ").join(names)


def _marks(order: WaitingOrder) -> tuple[Mark, ...]:
    flags = tuple(flag_mark(flag) for flag in SHOWN_FLAGS if flag in order.head.flags)
    voltage = (Mark(_("needs high voltage"), Shape.DIAMOND, Kind.INFO),) if order.needs_high_voltage else ()
    return voltage + flags
