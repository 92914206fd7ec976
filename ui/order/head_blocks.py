"""The blocks of an order's head that can be pressed: the phone number, the promise, a pill that leads somewhere."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.workflow import Stage
from app.overview.order_view import OrderView
from app.records.customers import phone as phones
from ui import formats
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import ENTER
from ui.widgets.icon import draw_icon
from ui.widgets.named import named, tip
from ui.widgets.pill import Mark, draw_pill, pill_width
from ui.widgets.promise_clock import PromiseClock
from ui.widgets.text import Text

RULE = 36


class HeadLink(QAbstractButton):
    """Something in the head that a click, Space or Enter presses."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        named(self, name, words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("halo", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)


class PillLink(HeadLink):
    """A pill that leads somewhere: an arrow behind its words."""

    ARROW = 10

    def __init__(self, name: str, mark: Mark, words: str) -> None:
        super().__init__(name, words)
        self.mark = mark
        tip(self, words)

    @classmethod
    def width_for(cls, mark: Mark) -> int:
        """How wide it is, in px."""
        return pill_width(mark) + cls.ARROW

    def sizeHint(self) -> QSize:
        return QSize(self.width_for(self.mark), Size.PILL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, QRectF(self.rect()), fill=self.mark.kind.tint, radius=Radius.PILL)
        middle = self.height() / 2
        draw_pill(painter, self.mark, left=0, middle=middle)
        side = self.ARROW + 2
        draw_icon(painter, "right", left=self.width() - side - 3, middle=middle, side=side, tone=self.mark.kind.tone)


class PhoneLink(HeadLink):
    """The number, masked, with a receiver before it; a click shows it whole and copies it for the telephone.

    For a post that may not see it, it is no link: a press would only be an attempt that stands in the audit.
    """

    SIDE, GAP = 14, 6

    def __init__(self) -> None:
        super().__init__("order.phone")
        self._phone = ""

    def show_phone(self, phone: str, *, is_link: bool) -> None:
        """Another number; none hides it. The same one stays as it is, shown or not."""
        self.setEnabled(is_link)
        if phone != self._phone or not phone:
            self._phone = phone
            self._say(phones.masked(phone))

    def show_whole(self, words: str) -> None:
        """The number as it is dialled, once somebody asked."""
        self._say(words)

    def _say(self, words: str) -> None:
        self.setText(words)
        is_link = self.isEnabled()
        self.setAccessibleName(_("Show and copy the number {phone}").format(phone=words) if is_link else words)
        tip(self, _("Show and copy the number") if is_link else "")
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.SIDE + self.GAP + round(drawn.width_of(self.text(), Type.DATA)) + 2, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        tone = "accent" if self.isEnabled() else "muted"
        draw_icon(painter, "phone", left=0, middle=self.height() / 2, side=self.SIDE, tone=tone)
        area = QRectF(self.rect()).adjusted(self.SIDE + self.GAP, 0, 0, 0)
        drawn.text(painter, area, self.text(), tone=tone)
        if self.isEnabled() and (self.hasFocus() or self.underMouse()):
            drawn.line(painter, area.left(), self.height() - 1, area.right(), self.height() - 1, "accent")


class Rule(QWidget):
    """A hairline between two blocks of the head."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(25, RULE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), 12, 0, 12, self.height(), "line")


class PromiseBlock(HeadLink):
    """The promised time with its clock; a press opens the form that moves it."""

    def __init__(self) -> None:
        super().__init__("order.promise", _("Move the promise"))
        self.label = Text(size=Type.LABEL, tone="muted")
        self.time = Text(size=Type.BODY, weight=Type.BOLD)
        self.clock = PromiseClock()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.time)
        row.addWidget(self.clock)
        row.addStretch(1)
        self.column = two_lines(self, self.label, row)
        for part in (self.label, self.time, self.clock):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_view(self, view: OrderView) -> None:
        """The time promised and what is left; a car that has left shows when it did."""
        head, is_over = view.head, view.head.stage in (Stage.DELIVERED, Stage.CLOSED, Stage.CANCELLED)
        self.label.setText(_("Delivered") if head.delivered_at else _("Promised for"))
        self.time.setText(formats.promised(head.delivered_at or head.promised_at, now=view.now))
        self.clock.setVisible(not is_over)
        self.clock.show_promise(None if is_over else head.promised_at, now=view.now)
        self.setEnabled(not is_over)
        tip(self, "" if is_over else _("Move the promise"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.column.sizeHint().width() + 4, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), QRectF(self.rect())
        if self.isEnabled() and self.underMouse():
            drawn.box(painter, area, fill="hover")
        if self.hasFocus():
            drawn.focus_edge(painter, area)


def two_lines(parent: QWidget, upper: QWidget, lower: QWidget | QHBoxLayout) -> QVBoxLayout:
    """The two lines of a block: 20 px each, so that all blocks of the head stand on the same lines."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(2, 0, 2, 0)
    column.setSpacing(2)
    upper.setFixedHeight(20)
    column.addWidget(upper)
    if isinstance(lower, QHBoxLayout):
        column.addLayout(lower)
    else:
        lower.setFixedHeight(20)
        # Without an alignment the column would be no wider than a link of fixed width, and cut a long name.
        column.addWidget(lower, 0, Qt.AlignmentFlag.AlignLeft if isinstance(lower, HeadLink) else Qt.AlignmentFlag(0))
    return column
