"""The head of an order, which never scrolls away: car, customer, promise, state, sum, and the eight steps."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.workflow import Flag
from app.overview.order_view import SUM_WORDS, OrderView
from ui import formats
from ui.dress import dressed_popup
from ui.order.comeback.words import comeback_mark
from ui.order.discard import discard
from ui.order.head_blocks import PhoneLink, PillLink, PromiseBlock, Rule, two_lines
from ui.order.marks import flag_mark, reopened_mark, stage_mark
from ui.order.stepper import Stepper
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.money import Money
from ui.widgets.named import named, tip
from ui.widgets.page import Notice
from ui.widgets.pill import Mark, Pill, pill_width
from ui.widgets.plate import Plate
from ui.widgets.text import Text

HEIGHT, IDENTITY, PLATE = 112, 66, 36
PANEL_KEY = "Ctrl+I"


class Pills(QWidget):
    """The state and the flags in one line; what does not fit is counted and told by the tooltip.

    The one that says somebody complains leads to the complaint: `complaint_asked`.
    """

    complaint_asked = Signal()
    GAP = 6

    def __init__(self) -> None:
        super().__init__()
        self._link: Mark | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self.GAP)
        self._marks: tuple[Mark, ...] = ()
        self._shown = -1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: tuple[Mark, ...], *, link: Mark | None = None) -> None:
        """Other states; which of them leads to the complaint."""
        if (marks, link) != (self._marks, self._link):
            self._marks, self._link, self._shown = marks, link, -1
            self.setAccessibleName(", ".join(mark.words for mark in marks))
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        count = self._fitting()
        if count == self._shown:
            return
        self._shown = count
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                discard(old)
        hidden = self._marks[count:]
        more = (Mark(f"+{len(hidden)}"),) if hidden else ()
        for mark in (*self._marks[:count], *more):
            self._row.addWidget(self._pill(mark))
        self._row.addStretch(1)
        tip(self, ", ".join(mark.words for mark in hidden))

    def _pill(self, mark: Mark) -> QWidget:
        if mark != self._link:
            return Pill(mark, parent=self)
        link = PillLink("order.open_complaint", mark, _("Go to the open complaint"))
        link.setParent(self)
        link.clicked.connect(self.complaint_asked.emit)
        return link

    def _fitting(self) -> int:
        used, room = 0, self.width()
        for count, mark in enumerate(self._marks):
            used += (PillLink.width_for(mark) if mark == self._link else pill_width(mark)) + self.GAP
            is_last = count == len(self._marks) - 1
            if used + (0 if is_last else 40) > room and count:
                return count
        return len(self._marks)


class OrderHeader(QWidget):
    """`order.header`. `step_chosen` carries a step, `promise_asked` opens the form, `panel_asked` the side panel,
    `phone_asked` wants the telephone number whole, `complaint_asked` leads to the open complaint."""

    step_chosen = Signal(object)
    promise_asked = Signal()
    panel_asked = Signal()
    more_asked = Signal()
    phone_asked = Signal()
    complaint_asked = Signal()
    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "order.header", _("Order"))
        self.setFixedHeight(HEIGHT)
        self.plate = Plate(height=PLATE)
        self.model = Text(size=Type.OBJECT, weight=Type.BOLD)
        self.about = named(Text(size=Type.LABEL, tone="muted"), "order.about")
        self.owner = Text(size=Type.BODY, weight=Type.BOLD)
        self.phone = PhoneLink()
        self.promise = PromiseBlock()
        self.pills = Pills()
        self.sum_label = Text(size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        self.sum = Money("order.sum")
        self.stepper = Stepper()
        self.panel = Button("order.panel", "", look=Look.QUIET, icon="clock", height=Size.BUTTON_ROW)
        self.panel.setAccessibleName(_("Timeline, papers, notes"))
        tip(self.panel, _("Timeline, papers, notes") + f"  {PANEL_KEY}")
        self.more = Button("order.more", "", look=Look.QUIET, icon="more", height=Size.BUTTON_ROW)
        self.more.setAccessibleName(_("More"))
        tip(self.more, _("More"))
        self._build()
        self.stepper.chosen.connect(self.step_chosen.emit)
        self.promise.clicked.connect(self.promise_asked.emit)
        self.panel.clicked.connect(self.panel_asked.emit)
        self.more.clicked.connect(self.more_asked.emit)
        self.phone.clicked.connect(self.phone_asked.emit)
        self.pills.complaint_asked.connect(self.complaint_asked.emit)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 4, Size.EDGE_RIGHT, 6)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.plate)
        row.addSpacing(14)
        row.addWidget(_block(self.model, self.about))
        row.addWidget(Rule())
        row.addWidget(_block(self.owner, self.phone, narrow=True))
        row.addWidget(Rule())
        row.addWidget(self.promise)
        row.addWidget(Rule())
        row.addWidget(_block(Text(_("State"), size=Type.LABEL, tone="muted"), self.pills), 1)
        row.addSpacing(12)
        row.addWidget(_block(self.sum_label, self.sum, narrow=True))
        identity = QWidget()
        identity.setFixedHeight(IDENTITY)
        identity.setLayout(row)
        column.addWidget(identity)
        steps = QHBoxLayout()
        steps.setSpacing(4)
        steps.addWidget(self.stepper, 1)
        steps.addWidget(self.panel)
        steps.addWidget(self.more)
        column.addLayout(steps)

    def show_view(self, view: OrderView, *, may_call: bool) -> None:
        """Another order, or the same one later; whether who looks may see the number whole."""
        head = view.head
        self.plate.show_plate(head.plate, head.plate_type.value)
        self.model.setText(head.model_name)
        year = _("model year {year}").format(year=view.model_year) if view.model_year else ""
        self.about.setText(formats.joined(head.number, year, formats.kilometres(head.odometer_km)))
        self.owner.setText(head.owner_name)
        self.phone.show_phone(head.owner_phone, is_link=may_call)
        self.promise.show_view(view)
        flags = tuple(_flag(flag, view) for flag in head.flags)
        again = (reopened_mark(),) if head.reopen_count else ()
        complaint = _flag(Flag.OPEN_CASE, view) if Flag.OPEN_CASE in head.flags else None
        self.pills.show_marks((stage_mark(head.stage), *again, *flags), link=complaint)
        self.sum_label.setText(_(SUM_WORDS[view.sum_kind]))
        self.sum.show_fen(view.sum_fen)

    def show_more(self, deeds: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Open a menu under the last button."""
        menu = dressed_popup(QMenu(self))
        for words, deed in deeds:
            menu.addAction(words).triggered.connect(lambda _checked=False, deed=deed: deed())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def show_number(self, words: str) -> None:
        """Show the number whole and put it where the telephone program finds it."""
        self.phone.show_whole(words)
        QApplication.clipboard().setText(words.replace(" ", ""))
        self.said.emit(Notice(_("{phone} copied.").format(phone=words)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="surface", radius=0)
        drawn.line(painter, 0, self.height() - 1, self.width(), self.height() - 1, "line")


def _flag(flag: Flag, view: OrderView) -> Mark:
    """A flag as a pill; a comeback says who answers for it."""
    if flag is Flag.IS_COMEBACK and view.comeback is not None:
        return comeback_mark(view.comeback, now=view.now)
    return flag_mark(flag, rework_rounds=view.head.rework_rounds)


def _block(upper: QWidget, lower: QWidget, *, narrow: bool = False) -> QWidget:
    block = QWidget()
    two_lines(block, upper, lower)
    if narrow:
        block.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    else:
        block.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return block
