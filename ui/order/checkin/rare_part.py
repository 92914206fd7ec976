"""What few visits need: the limit to call at, the dash-cam, the questions behind a fault, words for the board."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.kernel.money import parse_yuan, yuan
from app.kernel.refusal import Refusal
from app.order.checkin.choices import DashCam
from app.order.checkin.form import CheckinForm
from ui.order.checkin.column import side_by_side
from ui.widgets.field import Field, LineField, LinesField
from ui.widgets.named import named
from ui.widgets.segmented import Segmented
from ui.widgets.text import Link

DASH_CAM = {DashCam.ABSENT: mark("None there"), DashCam.LEAVE_ON: mark("Leave on"), DashCam.SWITCH_OFF: mark("Off")}
NAMES = ("checkin.spend_limit", "checkin.dash_cam", "checkin.fault_interview", "checkin.summary")


class RarePart(QWidget):
    """Folded under one link where the screen is low; a value in it, the link or a higher screen opens it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_opened = self._has_room = False
        self.link = named(Link(_("More: limit, dash-cam, fault questions")), "checkin.more")
        self.limit = LineField(
            "checkin.spend_limit", _("Call first above"), unit=_("yuan"), placeholder=_("always call")
        )
        options = [(str(key), _(said)) for key, said in DASH_CAM.items()]
        seen = Segmented("checkin.dash_cam", _("Dash-cam"), options)
        self.dash_cam = Field("checkin.dash_cam", _("Dash-cam"), seen, boxed=False)
        asked = _("When, how often, since when, repaired before?")
        self.interview = LinesField("checkin.fault_interview", _("Fault interview"), placeholder=asked, height=64)
        self.summary = LineField(
            "checkin.summary", _("In a few words, for the board"), placeholder=_("the beginning of the words")
        )
        self.fields = QWidget()
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(side_by_side(self.limit, self.dash_cam))
        column.addWidget(self.interview)
        column.addWidget(self.summary)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.fields)
        self._connect()
        self._fold()

    def _connect(self) -> None:
        self.link.pressed.connect(self._asked)
        self.dash_cam.editor.chosen_changed.connect(lambda _key: self._typed())
        for line in (self.limit, self.interview, self.summary):
            line.changed.connect(lambda _words: self._typed())
        self.limit.editor.editingFinished.connect(self._tidy_limit)

    def write(self, form: CheckinForm) -> CheckinForm:
        """The form with what stands here."""
        chosen = self.dash_cam.editor.chosen
        return replace(
            form,
            dash_cam=DashCam(chosen) if chosen else DashCam.ABSENT,
            spend_limit_fen=self._limit_fen() or 0,
            fault_interview=self.interview.text(),
            summary=self.summary.text(),
        )

    def read(self, form: CheckinForm) -> None:
        """Show what stands in the form; it stays folded while that is nothing."""
        self.dash_cam.editor.show_chosen(str(form.dash_cam))
        self.limit.set_text(yuan(form.spend_limit_fen) if form.spend_limit_fen else "")
        self.interview.set_text(form.fault_interview)
        self.summary.set_text(form.summary)
        is_usual = form.dash_cam is DashCam.ABSENT and not form.spend_limit_fen
        self._is_opened = not is_usual or bool(form.fault_interview or form.summary)
        self._fold()

    def know_dash_cam(self, is_there: bool) -> None:
        """One lies in the car, or none: “none there” must not be signed beside it. Left as it is until one wishes."""
        chosen = self.dash_cam.editor.chosen
        if is_there and chosen in (None, str(DashCam.ABSENT)):
            self.dash_cam.editor.show_chosen(str(DashCam.LEAVE_ON))
            self.reveal()
        elif not is_there and chosen == str(DashCam.LEAVE_ON):
            self.dash_cam.editor.show_chosen(str(DashCam.ABSENT))

    def clear_errors(self) -> None:
        """Take every red line away."""
        self.limit.clear_error()
        self.dash_cam.clear_error()

    def lacks_limit(self) -> bool:
        """Whether what stands as the limit is no amount."""
        return self._limit_fen() is None

    def reveal(self) -> None:
        """Show the fields."""
        self._is_opened = True
        self._fold()

    def give_room(self, has_room: bool) -> None:
        """Whether the column is high enough to show everything at once."""
        if has_room is not self._has_room:
            self._has_room = has_room
            self._fold()

    def _typed(self) -> None:
        # What has been used once must not fold away when the window gets lower.
        self._is_opened = True
        self.changed.emit()

    def _asked(self) -> None:
        self.reveal()
        self.limit.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold(self) -> None:
        is_open = self._is_opened or self._has_room
        self.fields.setVisible(is_open)
        self.link.setVisible(not is_open)

    def _limit_fen(self) -> int | None:
        """In fen; nothing typed is 0, always call; None is no amount."""
        typed = self.limit.text().strip()
        if not typed:
            return 0
        try:
            return max(parse_yuan(typed, field="checkin.spend_limit"), 0)
        except Refusal:
            return None

    def _tidy_limit(self) -> None:
        if not self.limit.text().strip():
            return
        try:
            self.limit.set_text(yuan(parse_yuan(self.limit.text(), field="checkin.spend_limit")))
        except Refusal as refusal:
            self.limit.set_error(refusal.sentence)
