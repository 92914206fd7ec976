"""What can be done with the job in hand: start, pause with a reason, finish."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.workshop.queries import JobRow
from app.order.workshop.states import JobState, PauseReason
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.text import Text
from ui.workshop.job_marks import worked_words
from ui.workshop.pause_strip import PauseStrip

HEIGHT = 56


class Bench(QWidget):
    """The foot of a list of jobs. Its signals carry the job; `released` when the list should have the focus again."""

    start_asked = Signal(object)  # JobRow
    pause_asked = Signal(object, object)  # JobRow, PauseReason
    finish_asked = Signal(object)  # JobRow
    released = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.job: JobRow | None = None
        self._may_work = False
        self.about, self.who = Text(weight=Type.MEDIUM), Text(size=Type.LABEL, tone="muted")
        self.start = Button("workshop.start", _("Start"), icon="play", key=_("Space"), height=Size.BUTTON_ROW)
        self.pause = Button("workshop.pause", _("Pause"), icon="pause", key=_("Space"), height=Size.BUTTON_ROW)
        self.finish = Button("workshop.finish", _("Finish"), icon="check", key="Ctrl+D", height=Size.BUTTON_ROW)
        self.reasons = PauseStrip()
        self._build()
        self.start.clicked.connect(self.begin)
        self.pause.clicked.connect(self.reasons.come_up)
        self.finish.clicked.connect(self.end)
        self.reasons.chosen.connect(self._rest)
        self.reasons.closed.connect(self.released.emit)
        self.show_job(None, may_work=False)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reasons)
        row = QHBoxLayout()
        row.setContentsMargins(Size.CARD_PADDING, 1, Size.CARD_PADDING, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addStretch(1)
        words.addWidget(self.about)
        words.addWidget(self.who)
        words.addStretch(1)
        row.addLayout(words, 1)
        for button in (self.start, self.pause, self.finish):
            row.addWidget(button)
        holder = QWidget()
        holder.setFixedHeight(HEIGHT)
        holder.setLayout(row)
        column.addWidget(holder)

    def show_job(self, job: JobRow | None, *, may_work: bool, now: datetime | None = None) -> None:
        """The job in hand; `may_work` says whether who sits here may work on it, `now` is the store's clock."""
        if job != self.job:
            self.reasons.hide()
        self.job, self._may_work = job, may_work
        self.setVisible(job is not None)
        if job is None:
            return
        self.about.setText(formats.item_name(job.name_zh, job.name_en))
        self.who.setText(formats.joined(_said(job, may_work), worked_words(job, now=now or formats.now())))
        self.start.say(_("Go on") if job.state is JobState.PAUSED else _("Start"))
        self.start.setVisible(self.can_start())
        self.pause.setVisible(self.can_pause())
        self.finish.setVisible(self.can_pause())

    def can_start(self) -> bool:
        """Whether it can be begun, or gone on with, by who sits here."""
        return self.job is not None and self._may_work and self.job.can_start

    def can_pause(self) -> bool:
        """Whether it can rest or be finished by who sits here."""
        return self.job is not None and self._may_work and self.job.is_under_way

    def toggle(self) -> None:
        """Space: begin what rests, ask why what runs shall rest."""
        if self.can_start():
            self.begin()
        elif self.can_pause():
            self.reasons.come_up()

    def begin(self) -> None:
        """Start, or go on."""
        if self.can_start():
            self.start_asked.emit(self.job)

    def end(self) -> None:
        """Finish."""
        if self.can_pause():
            self.finish_asked.emit(self.job)

    def close_reasons(self) -> bool:
        """Close the question why; whether it was open."""
        if self.reasons.isHidden():
            return False
        self.reasons.close_up()
        return True

    def _rest(self, reason: PauseReason) -> None:
        self.released.emit()
        if self.can_pause():
            self.pause_asked.emit(self.job, reason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.line(drawn.painter_on(self), 0, 0, self.width(), 0, "line")


def _said(job: JobRow, may_work: bool) -> str:
    """Who has it in hand."""
    if job.state is None:
        return _("Not dispatched yet")
    bay = _("Bay {name}").format(name=job.bay) if job.bay else ""
    who = job.technician if may_work else _("In the hands of {name}").format(name=job.technician)
    return formats.joined(who, bay)
