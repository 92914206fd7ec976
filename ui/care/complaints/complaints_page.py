"""The rail's place 投诉: open complaints, what is overdue first, or those that have ended."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.care.complaints.queries import ComplaintList, ComplaintRow, complaints
from app.kernel.language import _, counted
from ui import formats
from ui.care.complaints.words import (
    due_tone,
    due_words,
    escalation_mark,
    level_mark,
    next_words,
    row_mark,
    widest_state,
)
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page, PageHead
from ui.widgets.promise_clock import TICK_MS
from ui.widgets.table import Column, TableView
from ui.widgets.table_paint import CELL_GAP, SIDE
from ui.worker import Worker

OPEN, ENDED = "open", "ended"
LONGEST_TIME = "2025-11-20 08:00"


class ComplaintsPage(Page):
    """`complaints.table`; Enter opens one, Ctrl+N writes a new one down."""

    slices = frozenset({"complaints", "store"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._now = formats.now()
        self._is_read = False
        self.head = PageHead(_("Complaints"))
        chips = (Chip(OPEN, _("Not ended yet")), Chip(ENDED, _("Has ended")))
        self.shown = Chips("complaints.shown", _("Which"), chips, chosen=(OPEN,), wraps=False)
        self.table = TableView[ComplaintRow](
            "complaints.table", _("Complaints"), self._columns(), row_height=Size.ROW_TWO
        )
        self.nothing = EmptyState(
            "complaints.none", icon="message", title=_("No complaint here"),
            words=_("What a customer complains about is written down with Ctrl+N, by anybody; then its clocks run."),
            button=_("New complaint"), key="Ctrl+N", button_name="complaints.none.new",
        )  # fmt: skip
        self._build()
        self.shown.chosen_changed.connect(lambda _chosen: self.refresh())
        self.table.opened.connect(lambda row: self.go.emit("complaint", row.number))
        self.nothing.pressed.connect(self.begin_new)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(TICK_MS)

    def _columns(self) -> tuple[Column[ComplaintRow], ...]:
        column = Column[ComplaintRow]
        came = round(drawn.width_of(LONGEST_TIME, Type.DATA, Type.MEDIUM)) + CELL_GAP + SIDE + 1
        return (
            column(_("Due next"), self._due, under=next_words, tone=self._tone, bold=True, width=210),
            column(
                _("Complainant"), lambda row: row.name, under=lambda row: row.number,
                beside=lambda row: level_mark(row.level), width=190,
            ),
            column(_("What about"), lambda row: row.claim, under=self._concerned, stretch=True),
            column(_("State"), mark=row_mark, width=widest_state() + 2 * CELL_GAP),
            column("", mark=escalation_mark, width=130),
            column(_("Received at"), self._came, numeric=True, width=came),
        )  # fmt: skip

    def _build(self) -> None:
        self.head.add_left(self.shown)
        card = Card(padding=0)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        card.add(holder, 1)
        card.column.setContentsMargins(1, 1, 1, Size.GAP // 2)
        row = QHBoxLayout()
        row.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, Size.GAP)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def take_focus(self) -> None:
        """On the list; where there is none, on what begins one."""
        (self.table if self._stack.currentWidget() is self.table else self.nothing).setFocus()

    def open(self, what: object) -> None:
        """A complaint's number: it has its own page."""
        self.go.emit("complaint", what)

    def refresh(self) -> None:
        is_open = ENDED not in self.shown.chosen
        self.ask_latest(partial(complaints, is_open=is_open), self._show)

    def tick(self) -> None:
        """Time has passed: what is due is read again, the row in hand stays."""
        if self.isVisible():
            self.refresh()

    def _show(self, found: ComplaintList) -> None:
        self._now = found.now
        self.table.table.rename(0, _("Ended at") if ENDED in self.shown.chosen else _("Due next"))
        bar = self.table.verticalScrollBar()
        scrolled = bar.value()
        self.table.show_rows(found.rows, keep=lambda row: row.id)
        bar.setValue(scrolled)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self._find_cursor()
        tone = "bad" if found.overdue else "muted"
        self.shown.show_chips((Chip(OPEN, _("Not ended yet"), found.open, tone), Chip(ENDED, _("Has ended"))))
        overdue = counted("{count} overdue", "{count} overdue", found.overdue) if found.overdue else ""
        self.head.show_words(_("Complaints"), overdue)
        self.head.beside.set_tone("bad" if found.overdue else "muted")
        self.bar_changed.emit()

    def _find_cursor(self) -> None:
        """On the list when it is read first: the window had put it on the first thing of the page."""
        focused = QApplication.focusWidget()
        is_here = focused is None or focused is self or self.isAncestorOf(focused)
        if not self._is_read and is_here:
            self.take_focus()
        self._is_read = True

    def begin_new(self) -> None:
        """Write a new one down."""
        self.go.emit("complaint", "new")

    def primary_words(self) -> str:
        return _("New complaint")

    def primary_name(self) -> str:
        return "complaints.new"

    def primary_icon(self) -> str:
        return "plus"

    def primary(self) -> None:
        self.begin_new()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑ ↓", _("choose")), ("Enter", _("open")), ("Ctrl+N", _("New complaint")))

    def commands(self) -> tuple[Command, ...]:
        # In the palette it stands wherever one is.
        return (Command("", self.begin_new, key="Ctrl+N"),)

    # What a row says

    def _due(self, row: ComplaintRow) -> str:
        return due_words(row, now=self._now)

    def _tone(self, row: ComplaintRow) -> str:
        return due_tone(row, now=self._now)

    @staticmethod
    def _concerned(row: ComplaintRow) -> str:
        about = _("about {name}").format(name=row.about) if row.about else ""
        return formats.joined(row.plate, row.order_number, about)

    def _came(self, row: ComplaintRow) -> str:
        return formats.when(row.received_at, now=self._now)
