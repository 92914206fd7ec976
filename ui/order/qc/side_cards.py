"""Beside the list: the rounds so far, the form that signs or sends back, and the result when the car has passed."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.promise import time_left
from app.order.qc.levels import CheckLevel
from app.order.qc.progress import failed_items, title_of
from app.order.qc.queries import CheckRow
from app.order.qc.standing import LEVEL_DEEDS, QcStanding
from app.paper.kinds import TITLES, PaperKind
from app.records.staff.queries import MemberRow
from app.trust.roles import words
from ui import formats
from ui.order.posts import done_by
from ui.theme import Size, Type
from ui.widgets import drawn, shape
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field, LineField
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.shape import Shape
from ui.widgets.text import Link, Paragraph, Text

PIN_DIGITS, DISC = 6, 22


class RoundsCard(Card):
    """`qc.rounds`: each round with when, who and why it went back."""

    def __init__(self) -> None:
        super().__init__(_("Rounds of checking"))
        named(self, "qc.rounds", _("Rounds of checking"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.column.addLayout(self._rows)
        self.note = Text(
            _("Counts as internal rework; the customer does not pay for it"), size=Type.LABEL, tone="muted"
        )
        self.column.addSpacing(12)
        self.add(self.note)

    def show_standing(self, found: QcStanding) -> None:
        """All rounds, oldest first."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for checks in found.checks.rounds:
            self._rows.addWidget(Round(checks, found))
        self.note.setVisible(found.head.rework_rounds > 0)
        self.setVisible(bool(found.checks.rounds))


class Round(QWidget):
    """One round: its number, how it stands, and under it the reason."""

    def __init__(self, checks: tuple[CheckRow, ...], found: QcStanding) -> None:
        super().__init__()
        last = next((check for check in reversed(checks) if check.decided_at is not None), None)
        self._failed = next((check for check in checks if check.has_passed is False), None)
        self._is_passed = all(check.has_passed for check in checks)
        # Additional work outdated it: what was signed stands, the rest is asked in the next one.
        is_newest = checks == found.checks.rounds[-1] and not found.checks.is_outdated
        self._is_over = not (is_newest or self._is_passed or self._failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(DISC + 12, 2, 0, 0)
        column.setSpacing(4)
        self.setMinimumHeight(DISC + 1)
        row = QHBoxLayout()
        row.addWidget(Text(_("Round {number}").format(number=checks[0].round_no), weight=Type.BOLD))
        row.addStretch(1)
        row.addWidget(Text(self._when(last, found), size=Type.LABEL, tone="muted", align=drawn.RIGHT))
        column.addLayout(row)
        reason = self._failed.reason if self._failed else "; ".join(_open_failures(checks))
        if reason:
            column.addWidget(Paragraph(reason, size=Type.LABEL, tone="bad"))

    def _when(self, last: CheckRow | None, found: QcStanding) -> str:
        if self._is_over:
            return _("asked anew")
        check = self._failed or last
        if check is None or check.decided_at is None or not (self._failed or self._is_passed):
            return _("under way")
        return formats.joined(formats.when(check.decided_at, now=found.now), check.decided_name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, disc = drawn.painter_on(self), QRectF(0, 0, DISC, DISC)
        kind = "bad" if self._failed else "good" if self._is_passed else "neutral" if self._is_over else "accent"
        what = Shape.CROSS if self._failed else Shape.TICK if self._is_passed else Shape.DOT
        drawn.box(painter, disc, fill=f"{kind}_tint", radius=DISC / 2)
        tone = "muted" if self._is_over else kind
        shape.draw(painter, what, disc.adjusted(6.5, 6.5, -6.5, -6.5), tone)


def _open_failures(checks: tuple[CheckRow, ...]) -> tuple[str, ...]:
    items = (item for check in checks if check.decided_at is None for item in failed_items(check))
    return tuple(_("{item}: {reason}").format(item=title_of(item), reason=item.remark or "…") for item in items)


class SignCard(Card):
    """Who signs the open level, with which PIN. `passed` and `failed` are its two buttons; `changed` with each key."""

    passed = Signal()
    failed = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Sign"))
        self._here, self._level = "", CheckLevel.SELF
        self._offered: list[str] = []
        self.back_to = Text(tone="muted")
        self.person = Field("qc.person", _("Signed by"), Choice(placeholder=_("Who checks?")), boxed=False)
        self.pin = LineField("qc.pin", "PIN", secret=True)
        self.pin.editor.setMaxLength(PIN_DIGITS)
        self.pin.editor.setProperty("enter_is_own", True)
        self.late = Paragraph(size=Type.DATA, tone="warn")
        self.who_else = Paragraph(size=Type.DATA, tone="muted")
        self.pass_button = Button("qc.pass", _("Pass"), icon="check")
        self.fail_button = Button("qc.fail", _("Send back"), look=Look.DANGER, icon="loop")
        self.back_to.setFixedHeight(28)
        for widget in (self.back_to, self.person, self.pin, self.late, self.who_else):
            self.add(widget)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.fail_button)
        buttons.addWidget(self.pass_button, 1)
        self.column.addLayout(buttons)
        self.pass_button.clicked.connect(self.passed.emit)
        self.fail_button.clicked.connect(self.failed.emit)
        self.person.editor.chosen_changed.connect(lambda _key: self._person_changed())
        self.pin.changed.connect(lambda _words: self.changed.emit())

    def show_level(self, check: CheckRow, found: QcStanding, *, here: str, is_open: bool) -> None:
        """The form of a level; `here` is the staff number of who sits at this desk."""
        self._here, is_failed = here, bool(failed_items(check))
        people = found.signers(check.level)
        options = [(one.staff_no, _named_with_post(one)) for one in people]
        if [key for key, _words in options] != self._offered:
            self._offered = [key for key, _words in options]
            self.person.editor.show_options(options)
        if self.staff_no is None and people:
            self.person.editor.show_chosen(here if here in self._offered else self._offered[0])
        self.setVisible(is_open)
        self.title.setText(_("Send back for rework") if is_failed and check.level is not CheckLevel.SELF else _("Sign"))
        self.back_to.setText(_("Back to {names}").format(names=_(", ").join(found.workers)))
        self.back_to.setVisible(is_failed and check.level is not CheckLevel.SELF)
        self.fail_button.setVisible(is_failed and check.level is not CheckLevel.SELF)
        passing = _("Pass and release") if check.level is CheckLevel.FINAL else _("Sign as passed")
        self.pass_button.say(_("Pass") if is_failed else passing)
        self._show_late(found)
        self.who_else.setText("" if people else done_by(LEVEL_DEEDS[check.level]))
        self.who_else.setVisible(not people)
        self._level = check.level
        self._person_changed()

    def _show_late(self, found: QcStanding) -> None:
        left = time_left(found.now, found.head.promised_at)
        time = formats.time_of_day(found.head.promised_at)
        words = _("The promise {time} may be missed: tell {name} in time.").format(
            time=time, name=found.head.owner_name
        )
        self.late.setText(words)
        self.late.setVisible(left.is_late or left.is_near)

    def _person_changed(self) -> None:
        self.pin.setVisible(self.needs_pin())
        self.changed.emit()

    @property
    def staff_no(self) -> str | None:
        """Who signs."""
        return self.person.editor.chosen

    def needs_pin(self) -> bool:
        """The final check always; the others where another person signs than the one at this desk."""
        return self._level is CheckLevel.FINAL or self.staff_no != self._here

    def missing(self) -> tuple[tuple[str, str], ...]:
        """What the form still wants."""
        lacks = (
            (self.staff_no is None, ("qc.person", _("Who signs"))),
            (self.needs_pin() and len(self.pin.text()) < PIN_DIGITS, ("qc.pin", "PIN")),
        )
        return tuple(lack for is_missing, lack in lacks if is_missing)

    def clear_pin(self) -> None:
        """Forget the PIN: it is typed anew each time."""
        self.pin.editor.clear()


def _named_with_post(one: MemberRow) -> str:
    return formats.joined(one.name, words(tuple(one.roles)))


class ResultCard(Card):
    """`qc.result`: passed, by whom, the certificate's number, the papers. `opened` carries a paper.

    `reopened` asks to send the car back to work after all.
    """

    opened = Signal(object)  # PaperRow
    reopened = Signal()

    def __init__(self) -> None:
        super().__init__(edge="good")
        named(self, "qc.result", _("Checks passed"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("check", side=Size.ICON, tone="good", tile="good_tint", tile_side=40))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(_("Checks passed"), size=Type.OBJECT, weight=Type.BOLD))
        self.who = Text(tone="muted")
        words.addWidget(self.who)
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addSpacing(14)
        self.certificate = named(Text(weight=Type.MEDIUM), "qc.certificate", _("Certificate"))
        self.add(self.certificate)
        self.column.addSpacing(8)
        self._papers = QVBoxLayout()
        self._papers.setSpacing(6)
        self.column.addLayout(self._papers)
        self.reopen = Button("qc.reopen", _("Reopen…"), look=Look.QUIET, icon="loop", height=Size.BUTTON_ROW)
        self.reopen.clicked.connect(self.reopened.emit)
        self.column.addSpacing(6)
        self.column.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignLeft)

    def show_standing(self, found: QcStanding, *, can_reopen: bool) -> None:
        """What came of it; before the car has passed the card is gone. Papers that are void are told as such."""
        self.reopen.setVisible(can_reopen)
        final = found.checks.level(CheckLevel.FINAL)
        self.setVisible(final is not None and bool(final.has_passed))
        if final is None or not final.has_passed or final.decided_at is None:
            return
        self.who.setText(formats.joined(final.decided_name, formats.when(final.decided_at, now=found.now)))
        number = found.checks.certificate_number
        if number:
            self.certificate.setText(_("Certificate {number}").format(number=number))
        else:
            self.certificate.setText(_("No completion certificate is required for this category"))
        while (item := self._papers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for paper in found.papers:
            title = _("Guarantee card") if paper.kind is PaperKind.CERTIFICATE and not number else _(TITLES[paper.kind])
            void = _("Void") if paper.is_void else ""
            name = f"qc.paper.{paper.kind.value}" + (".void" if paper.is_void else "")
            link = named(Link(formats.joined(title, paper.number, void)), name)
            link.pressed.connect(lambda paper=paper: self.opened.emit(paper))
            self._papers.addWidget(link)
