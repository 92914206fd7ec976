"""Beside the step: the four clocks, who complains about what, and what was done so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.care.complaints.clocks import DEADLINE_WORDS, Deadline
from app.care.complaints.queries import ComplaintView, ContactRow, SolutionRow
from app.care.complaints.states import (
    CHANNEL_WORDS,
    COMPENSATION_WORDS,
    OUTCOME_WORDS,
    RESPONSIBILITY_WORDS,
    STATE_WORDS,
)
from app.kernel.language import _
from app.order.handover.explanation import GRADE_WORDS
from ui import formats
from ui.care.complaints.words import clock_mark
from ui.order.discard import discard
from ui.theme import Size, Type
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.pill import Mark, Pill
from ui.widgets.text import Link, Paragraph, Text

LABEL_WIDTH = 116


class ClockCard(Card):
    """`complaint.clocks`: each deadline, until when, and how it stands."""

    def __init__(self) -> None:
        super().__init__(_("Clocks"), remark=" ")
        named(self, "complaint.clocks", _("Clocks"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.times = {deadline: Text(tone="muted") for deadline in Deadline}
        self.done = {deadline: Text(size=Type.LABEL, tone="muted") for deadline in Deadline}
        self.marks = {
            deadline: named(Pill(Mark(formats.NOTHING)), f"complaint.clock.{deadline.value}") for deadline in Deadline
        }
        self.names = {deadline: Text(_(DEADLINE_WORDS[deadline]), weight=Type.MEDIUM) for deadline in Deadline}
        for row, deadline in enumerate(Deadline):
            grid.addWidget(self.names[deadline], 2 * row, 0)
            grid.addWidget(self.times[deadline], 2 * row, 1)
            grid.addWidget(self.marks[deadline], 2 * row, 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self.done[deadline], 2 * row + 1, 1, 1, 2)
        self.column.addLayout(grid)

    def show_view(self, view: ComplaintView) -> None:
        """As they stand; that of an authority where it set one."""
        stand = {clock.deadline for clock in view.row.clocks}
        for deadline in Deadline:
            for widget in (self.names[deadline], self.times[deadline], self.marks[deadline]):
                widget.setVisible(deadline in stand)
            self.done[deadline].hide()
        for clock in view.row.clocks:
            until = formats.when(clock.target_at, now=view.now)
            self.times[clock.deadline].setText(_("until {time}").format(time=until))
            done = formats.when(clock.met_at, now=view.now) if clock.met_at else ""
            self.done[clock.deadline].setText(_("done at {time}").format(time=done))
            self.done[clock.deadline].setVisible(bool(done))
            pill = clock_mark(clock, stands_at=view.row.stands_at, is_open=view.row.is_open)
            self.marks[clock.deadline].show_mark(pill)
        reopened = _("investigated anew: {count}").format(count=view.reopen_count) if view.reopen_count else ""
        self.remark.setText(reopened)


class FactsCard(Card):
    """`complaint.facts_card`: who, what about, how it came; links lead to the order and to the main complaint."""

    order_asked = Signal(str)
    complaint_asked = Signal(str)
    phone_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Who and what"))
        named(self, "complaint.facts_card", _("Who and what"))
        self._rows = QWidget()
        self.number_shown = ""

    def show_view(self, view: ComplaintView, *, may_call: bool) -> None:
        """Fill it anew."""
        discard(self._rows)
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for label, value in self._facts(view, may_call=may_call):
            row = QHBoxLayout()
            row.setSpacing(8)
            name = Text(label, size=Type.DATA, tone="muted")
            name.setFixedWidth(LABEL_WIDTH)
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(value, Link):
                row.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
                row.addStretch(1)
            else:
                row.addWidget(value, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        self.add(self._rows)
        self._rows.show()  # now, and not with the next turn: the cursor may be wanted on a link

    def _facts(self, view: ComplaintView, *, may_call: bool) -> Iterator[tuple[str, QWidget]]:
        row = view.row
        yield _("Complainant"), Paragraph(row.name, size=Type.DATA)
        if view.has_phone:
            yield _("Phone"), self._phone(view, may_call=may_call)
        if view.customer:
            yield _("Customer"), Paragraph(view.customer, size=Type.DATA)
        if row.order_number:
            yield _("Order"), self._link("complaint.order", row.order_number, self.order_asked.emit)
        if row.plate:
            yield _("Plate"), Text(row.plate)
        if row.about:
            yield _("About"), Text(row.about, weight=Type.MEDIUM)
        yield _("Complaint came"), Paragraph(_came(view), size=Type.DATA)
        yield _("Written down by"), Text(view.registered_by)
        if view.authority_reference:
            yield _("Authority"), Paragraph(view.authority_reference, size=Type.DATA)
        if view.merged_into:
            yield _("Goes on as"), self._link("complaint.main_link", view.merged_into, self.complaint_asked.emit)
        for number in view.duplicates:
            yield _("Same matter"), self._link(f"complaint.duplicate.{number}", number, self.complaint_asked.emit)

    def _phone(self, view: ComplaintView, *, may_call: bool) -> QWidget:
        if not may_call or self.number_shown:
            return named(Text(self.number_shown or view.phone), "complaint.phone_shown", _("Phone"))
        link = named(Link(view.phone), "complaint.phone_shown", _("Show and copy the number"))
        link.pressed.connect(self.phone_asked.emit)
        return link

    def _link(self, name: str, words: str, pressed: Callable[[str], object]) -> Link:
        link = named(Link(words), name, words)
        link.pressed.connect(lambda: pressed(words))
        return link


def _came(view: ComplaintView) -> str:
    return formats.joined(_(CHANNEL_WORDS[view.channel]), formats.when(view.row.received_at, now=view.now))


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done: what, by whom and when, and what was written."""

    title: str
    by: str
    at: datetime | None
    lines: tuple[tuple[str, str], ...]


def told(view: ComplaintView) -> tuple[Told, ...]:
    """All that was done so far, the newest first."""
    found: list[Told] = []
    if view.replied_at:
        found.append(Told(_("First reply"), view.replied_by, view.replied_at, ((_("Told"), view.reply),)))
    if view.findings_at:
        found.append(Told(_("Investigation"), view.investigated_by, view.findings_at, _findings(view)))
    for one in view.solutions:
        found.append(Told(_("Solution"), one.proposed_by, one.told_at, _solution(one)))
    for contact in view.contacts:
        found.append(Told(_("Verification"), contact.by, contact.at, _contact(contact)))
    if view.ended_at:
        decision = (_("Authority"), view.authority_decision)
        found.append(
            Told(
                _(STATE_WORDS[view.row.state]), view.ended_by, view.ended_at, ((_("Why"), view.ended_reason), decision)
            )
        )
    found.sort(key=lambda one: one.at or view.now, reverse=True)
    return tuple(found)


def _findings(view: ComplaintView) -> tuple[tuple[str, str], ...]:
    responsibility = _(RESPONSIBILITY_WORDS[view.responsibility]) if view.responsibility else ""
    return (
        (_("Facts"), view.facts), (_("Heard"), view.heard), (_("Evidence"), view.evidence), (_("Cause"), view.cause),
        (_("Answers for it"), responsibility),
    )  # fmt: skip


def _solution(one: SolutionRow) -> tuple[tuple[str, str], ...]:
    given = formats.joined(
        _(COMPENSATION_WORDS[one.compensation]), formats.money(one.amount_fen) if one.amount_fen else "",
        _("agreed to by {name}").format(name=one.approved_by) if one.approved_by else "",
        _("signed by the store head {name}").format(name=one.head_name) if one.head_name else "",
    )  # fmt: skip
    taken = "" if one.is_accepted is None else _("takes it") if one.is_accepted else _("does not take it")
    return (
        (_("Done for them"), one.solution), (_("Explained"), one.explanation), (_("Compensation"), given),
        (_("Their answer"), formats.joined(taken, one.answer)), (_("Carried out"), one.execution),
        (_("Prevention"), one.preventive_measure),
    )  # fmt: skip


def _contact(contact: ContactRow) -> tuple[tuple[str, str], ...]:
    grade = _(GRADE_WORDS[contact.grade]) if contact.grade else _(OUTCOME_WORDS[contact.outcome])
    return ((_("Grade"), formats.joined(grade, _(CHANNEL_WORDS[contact.channel]))), (_("Said"), contact.words))


class ToldCard(Card):
    """`complaint.told`: what the customer claims, and under it what was done so far."""

    def __init__(self) -> None:
        super().__init__(_("What was said and done"))
        named(self, "complaint.told", _("What was said and done"))
        self._inside = QWidget()
        self._shown: tuple[object, ...] = ()

    def show_view(self, view: ComplaintView) -> None:
        """Fill it anew, if it says something else."""
        wanted = (view.whole_claim, view.wish, told(view), formats.local(view.now).date())
        if wanted == self._shown:
            return
        self._shown = wanted
        discard(self._inside)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        claimed = ((_("What they claim"), view.whole_claim), (_("Wish"), view.wish))
        self._add(column, Told(_("The customer"), view.row.name, view.row.received_at, claimed), view.now)
        for one in told(view):
            self._add(column, one, view.now)
        self.add(self._inside)

    def _add(self, column: QVBoxLayout, one: Told, now: datetime) -> None:
        when = formats.when(one.at, now=now) if one.at else ""
        head = QHBoxLayout()
        head.addWidget(Text(one.title, weight=Type.BOLD))
        head.addWidget(Text(formats.joined(one.by, when), size=Type.LABEL, tone="muted"))
        head.addStretch(1)
        column.addLayout(head)
        for label, words in one.lines:
            if words:
                row = QHBoxLayout()
                row.setSpacing(8)
                name = Text(label, size=Type.DATA, tone="muted")
                name.setFixedWidth(LABEL_WIDTH)
                row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
                row.addWidget(Paragraph(words, size=Type.DATA), 1)
                column.addLayout(row)
        column.addSpacing(Size.GAP // 2)
