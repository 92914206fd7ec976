"""The cards of an order's work: jobs, dispatch, parts, the self check, and who does what is not one's own post."""

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.quantity import hours, quantity
from app.order.qc.queries import CheckRow
from app.order.qc.reporting import WorkStanding
from app.order.workflow import Flag, Stage
from app.order.workshop.queries import JobRow, PartRow
from app.records.catalogue.units import unit_words
from app.trust.deeds import Deed
from app.trust.roles import roles_for, words
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.named import named
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.shape import Shape
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph, Text
from ui.workshop.bench import Bench
from ui.workshop.job_marks import job_mark, worked_words

PART_ROWS_MOST = 4


class JobsCard(Card):
    """`workshop.queue`: one row a labour line, and under it what can be done with the one in hand."""

    def __init__(self) -> None:
        super().__init__(_("Labour lines"))
        self._now = formats.now()
        self.additional = Banner("workshop.additional", kind=Kind.WARN, closable=False, outside=QMargins(0, 0, 0, 12))
        self.table = TableView[JobRow](
            "workshop.queue",
            _("Labour lines"),
            (
                Column[JobRow](_("Work item"), _name_of, under=lambda job: job.code, beside=_voltage, stretch=True),
                Column[JobRow](_("Hours"), lambda job: hours(job.hours_x100), numeric=True, width=72),
                Column[JobRow](_("Technician"), lambda job: job.technician or formats.NOTHING, width=112),
                Column[JobRow](_("Bay"), lambda job: job.bay or formats.NOTHING, width=64),
                Column[JobRow](_("Worked"), self._worked, width=136, tone=lambda _job: "muted"),
                Column[JobRow](_("State"), mark=job_mark, width=168),
            ),
            row_height=Size.ROW_TWO,
        )
        self.bench = Bench()
        holder = QVBoxLayout()
        holder.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 0)
        holder.addWidget(self.additional)
        self.column.addLayout(holder)
        self.add_edge_to_edge(self.table, 1)
        self.add(self.bench)
        self.column.setContentsMargins(1, 0, 1, 1)

    def _worked(self, job: JobRow) -> str:
        return worked_words(job, now=self._now)

    def show_standing(self, found: WorkStanding) -> None:
        """All lines of the order; the one in hand stays."""
        self._now = found.now
        jobs = found.work.jobs
        done = sum(1 for job in jobs if job.finished_at is not None)
        self.remark.setText(_("{done} of {count} finished").format(done=done, count=len(jobs)))
        self.table.show_rows(jobs, keep=lambda job: job.line_id)
        if Flag.SUPPLEMENT_PENDING in found.head.flags:
            words = _("The work cannot be reported complete before the customer has answered.")
            self.additional.say(
                _("Additional work is not settled with the customer yet"), words, action=_("Show additional work")
            )
        else:
            self.additional.hide()


def _name_of(row: JobRow | PartRow) -> str:
    return formats.item_name(row.name_zh, row.name_en)


def _voltage(job: JobRow) -> Mark | None:
    return Mark(_("high voltage"), Shape.TRIANGLE, Kind.INFO) if job.needs_hv_qualification else None


class PartsCard(Card):
    """`workshop.parts`: what lies where and what was handed out. `issue_asked`, `receive_asked` carry part rows."""

    issue_asked = Signal(object)  # tuple[PartRow, ...]
    receive_asked = Signal(object)  # tuple[PartRow, ...]
    wait_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Parts"))
        self.parts: tuple[PartRow, ...] = ()
        self.table = TableView[PartRow](
            "workshop.parts",
            _("Parts"),
            (
                Column[PartRow](_("Part"), _name_of, under=_shelf_words, stretch=True),
                Column[PartRow](_("Quantity"), _quantity_words, numeric=True, width=64),
                Column[PartRow](_("State"), mark=_part_mark, width=116),
            ),
            row_height=Size.ROW_TWO,
            head=False,
        )
        self.issue = Button("workshop.issue", _("Issue"), icon="box", height=Size.BUTTON_ROW)
        self.receive = Button("workshop.receive", _("Came in"), icon="download", height=Size.BUTTON_ROW)
        self.reason = LineField(
            "workshop.wait_reason", _("A part must come first"), placeholder=_("Which part, and when does it come?")
        )
        self.wait = Button("workshop.wait", _("Mark as waiting"), icon="pause", height=Size.BUTTON)
        self.add_edge_to_edge(self.table)
        self._build_foot()
        self.issue.clicked.connect(lambda: self.issue_asked.emit(self.issuable()))
        self.receive.clicked.connect(lambda: self.receive_asked.emit(self.receivable()))
        self.table.opened.connect(self._issue_one)
        self.table.chosen.connect(lambda _part: self._say_counts())
        self.wait.clicked.connect(lambda: self.wait_asked.emit(self.reason.text()))

    def _build_foot(self) -> None:
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(Size.CARD_PADDING, 12, Size.CARD_PADDING, 8)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.issue)
        row.addWidget(self.receive)
        row.addStretch(1)
        column.addLayout(row)
        self._waiting = QWidget()
        below = QVBoxLayout(self._waiting)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.reason)
        end = QHBoxLayout()
        end.addWidget(self.wait)
        end.addStretch(1)
        below.addLayout(end)
        column.addWidget(self._waiting)
        self.add(self._foot)

    def show_standing(self, found: WorkStanding, *, may_issue: bool, may_receive: bool, may_flag: bool) -> None:
        """All parts of the order; what is short can be marked as awaited, and as come."""
        self.parts = found.work.parts
        self.setVisible(bool(self.parts))
        issued = sum(1 for part in self.parts if part.issued_at is not None)
        self.remark.setText(_("{done} of {count} issued").format(done=issued, count=len(self.parts)))
        self.table.show_rows(self.parts, keep=lambda part: part.line_id)
        self.table.setFixedHeight(Size.ROW_TWO * min(len(self.parts), PART_ROWS_MOST) + 1)
        is_open = found.head.stage in (Stage.AUTHORIZED, Stage.IN_WORK)
        self._say_counts()
        self.issue.setVisible(is_open and may_issue and bool(self.issuable()))
        is_awaited = Flag.WAITING_PARTS in found.head.flags
        is_short = any(part.is_short for part in self.parts)
        self.receive.setVisible(is_open and may_receive and is_short)
        self._waiting.setVisible(is_open and may_flag and is_short and not is_awaited)
        parts_of_foot = (self.issue, self.receive, self._waiting)
        self._foot.setVisible(any(not part.isHidden() for part in parts_of_foot))

    def _say_counts(self) -> None:
        self.issue.say(_("Issue parts: {count}").format(count=len(self.issuable())))
        self.receive.say(_("Came in: {count}").format(count=len(self.receivable())))

    def issuable(self) -> tuple[PartRow, ...]:
        """What is still to be handed out and lies on the shelf."""
        return tuple(part for part in self.parts if part.can_be_issued)

    def receivable(self) -> tuple[PartRow, ...]:
        """What may have come: the part in hand if it is short, else every one that is."""
        in_hand = self.table.current_row()
        if in_hand is not None and in_hand.is_short:
            return (in_hand,)
        return tuple(part for part in self.parts if part.is_short)

    def _issue_one(self, part: PartRow) -> None:
        if part.can_be_issued and not self.issue.isHidden():
            self.issue_asked.emit((part,))


def _shelf_words(part: PartRow) -> str:
    return formats.joined(part.code, part.bin_location)


def _quantity_words(part: PartRow) -> str:
    return f"{quantity(part.quantity_milli)} {unit_words(part.unit)}"


def _part_mark(part: PartRow) -> Mark:
    if part.issued_at is not None:
        return Mark(_("Handed out"), Shape.TICK, Kind.GOOD)
    if part.is_short:
        return Mark(_("{stock} in stock").format(stock=quantity(part.stock_milli)), Shape.TRIANGLE, Kind.WARN)
    return Mark(_("To issue"), Shape.RING)


class SelfCheckCard(Card):
    """Whether the self check is signed, and the way there."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Self check"))
        self.pill = Pill(Mark(""))
        self.add_head(self.pill)
        self.words = Paragraph(size=Type.DATA, tone="muted")
        self.button = Button("workshop.to_self_check", _("To the self check"), icon="check", height=Size.BUTTON_ROW)
        self.add(self.words)
        self.column.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.button.clicked.connect(self.asked.emit)

    def show_standing(self, found: WorkStanding) -> None:
        """Too early, due, or signed by whom."""
        self.setVisible(found.head.stage is Stage.IN_WORK)
        check, is_due = found.self_check, found.work.is_finished
        is_signed = check is not None and bool(check.has_passed)
        if check is not None and is_signed and check.decided_at is not None:
            self.pill.show_mark(Mark(_("passed"), Shape.TICK, Kind.GOOD))
            self.words.setText(formats.joined(check.decided_name, formats.when(check.decided_at, now=found.now)))
        elif is_due:
            self.pill.show_mark(Mark(_("due"), Shape.CLOCK, Kind.WARN))
            self.words.setText(_("All lines are finished. Who did the work checks it and signs."))
        else:
            self.pill.show_mark(Mark(_answered_words(check), Shape.RING))
            self.words.setText(_("It is due when the last line is finished."))
        self.button.setVisible(is_due and not is_signed)


def _answered_words(check: CheckRow | None) -> str:
    if check is None:
        return _("not begun")
    done = sum(1 for item in check.sheet.items if item.verdict is not None)
    return _("{done} of {count}").format(done=done, count=len(check.sheet.items))


class WhoElseCard(Card):
    """Deeds of this page that are other people's posts: named, instead of dead buttons."""

    def __init__(self) -> None:
        super().__init__(_("Who does what"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)

    def show_deeds(self, deeds: tuple[tuple[str, Deed], ...]) -> None:
        """(what, the deed) of what is not in this person's post; nothing hides the card."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for what, deed in deeds:
            self._rows.addWidget(_Line(what, words(roles_for(deed))))
        self.setVisible(bool(deeds))


class _Line(QWidget):
    def __init__(self, what: str, who: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(what, tone="muted"))
        row.addStretch(1)
        row.addWidget(named(Text(who, align=drawn.RIGHT), f"workshop.who.{what}"))
