"""The eight steps of an order under its head: done is a tick, now a filled disc, later a number; each leads there."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.kernel.language import _
from app.order.workflow import STEP_WORDS, Step
from ui.theme import Size, Type
from ui.widgets import drawn, shape
from ui.widgets.button import ENTER
from ui.widgets.named import named, tip
from ui.widgets.shape import Shape

DISC, SIDE, GAP = 18, 11, 8


class StepTab(QAbstractButton):
    """One step: `order.step.<step>`. `is_now` is the step in view, `is_at` the one the order stands at."""

    def __init__(self, step: Step, number: int) -> None:
        super().__init__()
        named(self, f"order.step.{step.value}", _(STEP_WORDS[step]))
        self.step, self.number = step, number
        self.is_now = self.is_done = self.is_at = False
        self.setText(_(STEP_WORDS[step]))
        self.setFixedHeight(Size.SEGMENTED)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("halo", True)
        tip(self, f"Ctrl+{number}")

    def sizeHint(self) -> QSize:
        return QSize(120, Size.SEGMENTED)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, Size.SEGMENTED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = drawn.painter_on(self), QRectF(self.rect())
        if self.is_now or self.underMouse():
            drawn.box(painter, area, fill="accent_tint" if self.is_now else "hover")
        if self.hasFocus():
            drawn.focus_edge(painter, area)
        self._draw_disc(painter, QRectF(SIDE, (self.height() - DISC) / 2, DISC, DISC))
        room = area.adjusted(SIDE + DISC + GAP, 0, -GAP, 0)
        tone = "accent" if self.is_now or self.is_at else "ink" if self.is_done else "muted"
        weight = Type.BOLD if self.is_now else Type.MEDIUM if self.is_done or self.is_at else Type.REGULAR
        used = drawn.text(painter, room, self.text(), weight=weight, tone=tone)
        left, middle = room.left() + used + GAP, round(area.center().y())
        if not self.is_now and self.number < len(Step) and left < area.right():
            drawn.line(painter, round(left), middle, area.right(), middle, "line")

    def _draw_disc(self, painter: QPainter, disc: QRectF) -> None:
        fill = "accent" if self.is_now else "good_tint" if self.is_done else None
        edge = None if fill else "accent" if self.is_at else "line"
        drawn.box(painter, disc, fill=fill, edge=edge, radius=DISC / 2)
        if self.is_done and not self.is_now:
            shape.draw(painter, Shape.TICK, disc.adjusted(4.5, 4.5, -4.5, -4.5), "good")
            return
        tone = "on_accent" if self.is_now else "accent" if self.is_at else "muted"
        text = str(self.number)
        drawn.text(painter, disc, text, size=Type.CODE, weight=Type.BOLD, tone=tone, align=drawn.CENTRE)


class Stepper(QWidget):
    """All eight, one width each; `chosen` carries the step somebody wants to see."""

    chosen = Signal(object)  # Step

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self.tabs = {step: StepTab(step, number) for number, step in enumerate(Step, start=1)}
        for tab in self.tabs.values():
            row.addWidget(tab, 1)
            tab.clicked.connect(lambda _checked=False, tab=tab: self.chosen.emit(tab.step))

    def show_steps(self, now: Step, *, at: Step, done: frozenset[Step]) -> None:
        """The step in view, the one the order stands at, those behind it."""
        for step, tab in self.tabs.items():
            tab.is_now, tab.is_done, tab.is_at = step is now, step in done, step is at
            tab.setAccessibleDescription(_("done") if step in done else _("in view") if step is now else "")
            tab.update()
