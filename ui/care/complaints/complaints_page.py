"""The rail's place 投诉: open complaints, what is overdue first, or those that have ended."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.care.complaints.queries import ComplaintList, ComplaintRow, complaints
from app.care.complaints.states import ComplaintState
from app.kernel.language import _, counted
from ui import formats
from ui.care.complaints.words import due_tone, due_words, escalation_mark, level_mark, next_words, state_mark
from ui.theme import Size
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import Command, Page, PageHead
from ui.widgets.pill import pill_width
from ui.widgets.table import Column, TableView
from ui.widgets.table_paint import CELL_GAP
from ui.worker import Worker

OPEN, ENDED = "open", "ended"


class ComplaintsPage(Page):
    """`complaints.table`; Enter opens one, Ctrl+N writes a new one down."""

    slices = frozenset({"complaints", "store"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._now = formats.now()
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

    def _columns(self) -> tuple[Column[ComplaintRow], ...]:
        column = Column[ComplaintRow]
        states = max(pill_width(state_mark(state)) for state in ComplaintState) + 2 * CELL_GAP
        return (
            column(_("Due next"), self._due, under=next_words, tone=self._tone, bold=True, width=210),
            column(
                _("Complainant"), lambda row: row.name, under=lambda row: row.number,
                beside=lambda row: level_mark(row.level), width=190,
            ),
            column(_("What about"), lambda row: row.claim, under=self._concerned, stretch=True),
            column(_("State"), mark=lambda row: state_mark(row.state), width=states),
            column("", mark=escalation_mark, width=130),
            column(_("Received at"), self._came, numeric=True, width=112),
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
        self.setFocusProxy(self.table)

    def open(self, what: object) -> None:
        """A complaint's number: it has its own page."""
        self.go.emit("complaint", what)

    def refresh(self) -> None:
        is_open = ENDED not in self.shown.chosen
        self.ask_latest(partial(complaints, is_open=is_open), self._show)

    def _show(self, found: ComplaintList) -> None:
        self._now = found.now
        self.table.show_rows(found.rows, keep=lambda row: row.id)
        self._stack.setCurrentIndex(0 if found.rows else 1)
        tone = "bad" if found.overdue else "muted"
        self.shown.show_chips((Chip(OPEN, _("Not ended yet"), found.open, tone), Chip(ENDED, _("Has ended"))))
        overdue = counted("{count} overdue", "{count} overdue", found.overdue) if found.overdue else ""
        self.head.show_words(_("Complaints"), overdue)
        self.head.beside.set_tone("bad" if found.overdue else "muted")
        self.bar_changed.emit()

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
