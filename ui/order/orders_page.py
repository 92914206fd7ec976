"""Every order, newest first: by stage, one's own, or what is typed; the rail's place 工单."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from app.order.workflow import Flag, Stage
from app.overview.orders import OrderPage, OrderRow, orders
from ui import formats
from ui.order.marks import flag_mark, stage_mark
from ui.theme import Size
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import LineField
from ui.widgets.page import Command, Page, PageHead
from ui.widgets.pill import Kind, Mark, pill_width
from ui.widgets.promise_clock import standing
from ui.widgets.table import Column, TableView
from ui.widgets.table_paint import CELL_GAP
from ui.worker import Worker

PAUSE_MS, NEAR_END = 180, 200
GROUPS: tuple[tuple[str, str, tuple[Stage, ...]], ...] = (
    ("all", mark("All"), ()),
    ("reception", mark("At reception"), (Stage.CHECKED_IN, Stage.QUOTED)),
    ("work", mark("In work"), (Stage.AUTHORIZED, Stage.IN_WORK)),
    ("qc", mark("In QC"), (Stage.IN_QC,)),
    ("ready", mark("Ready"), (Stage.COMPLETED, Stage.SETTLED)),
    ("left", mark("Delivered"), (Stage.DELIVERED, Stage.CLOSED)),
    ("cancelled", mark("Cancelled"), (Stage.CANCELLED,)),
)
_DONE = (Stage.DELIVERED, Stage.CLOSED, Stage.CANCELLED)


def _flags_width() -> int:
    """As wide as the longest flag in the language in force: a pill is never cut."""
    return max(pill_width(flag_mark(flag)) for flag in Flag) + 2 * CELL_GAP


class OrdersPage(Page):
    """`orders.table`; more rows come by themselves as one scrolls down."""

    slices = frozenset({"order", "quote", "agreement"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._rows: tuple[OrderRow, ...] = ()
        self._now = formats.now()
        self._next: int | None = None
        self._is_reading = False
        self.head = PageHead(_("Orders"))
        stages = [Chip(key, _(words)) for key, words, _stages in GROUPS]
        self.stages = Chips("orders.stage", _("Stage"), stages, chosen=("all",), wraps=False)
        self.mine = Chips("orders.mine", _("Whose"), [Chip("mine", _("Mine"))], many=True, wraps=False)
        self.search = LineField("orders.search", "", placeholder=_("Plate, name, phone, number, work"), icon="search")
        self.table = TableView[OrderRow]("orders.table", _("Orders"), self._columns(), row_height=Size.ROW_TWO)
        self.nothing = EmptyState(
            "orders.none",
            icon="order",
            title=_("No order here"),
            words=_("Nothing matches. Take a filter away, or receive a car with F2."),
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._connect()

    def _columns(self) -> tuple[Column[OrderRow], ...]:
        column = Column[OrderRow]
        return (
            column(_("Car"), plate=lambda row: (row.plate or row.vin[-8:], row.plate_type.value), width=140),
            column(_("Customer"), lambda row: row.owner_name, under=lambda row: row.model_name, width=190),
            column(_("Work"), lambda row: row.summary or "—", under=lambda row: row.number, stretch=True),
            column(_("State"), mark=lambda row: stage_mark(row.stage), width=118),
            column("", mark=self._flag, width=_flags_width()),
            column(_("Promised for"), self._promised, under=self._left, tone=self._tone, width=130),
            column(_("Agreed"), lambda row: formats.amount(row.signed_total_fen), numeric=True, width=110),
            column(_("Advisor"), lambda row: row.advisor, under=self._came, width=120),
        )

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.stages)
        filters.addWidget(self.mine)
        filters.addStretch(1)
        self.search.editor.setProperty("enter_is_own", True)
        search = self.search.alone()
        search.setFixedWidth(320)
        self.head.add_right(search)
        card = Card(padding=0)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        card.add(holder, 1)
        card.column.setContentsMargins(1, 1, 1, Size.GAP // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 0, Size.EDGE_RIGHT, Size.GAP)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(filters)
        column.addSpacing(Size.GAP)
        column.addWidget(card, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.stages.chosen_changed.connect(lambda _chosen: self.refresh())
        self.mine.chosen_changed.connect(lambda _chosen: self.refresh())
        self.search.changed.connect(lambda _words: self._pause.start())
        self._pause.timeout.connect(self.refresh)
        self.search.editor.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda row: self.go.emit("order", row.number))
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)

    def open(self, what: object) -> None:
        """An order's number: the palette's hits come here; the order itself has its own page."""
        self.go.emit("order", what)

    def refresh(self) -> None:
        """Read the first page again; what was read further down comes back as one scrolls."""
        self._ask(None)

    def _ask(self, before: int | None) -> None:
        self._is_reading = True
        chosen = next(iter(self.stages.chosen), "all")
        stages = next(stages for key, _words, stages in GROUPS if key == chosen)
        look = partial(orders, stages=stages, is_mine=bool(self.mine.chosen), typed=self.search.text(), before=before)
        self.ask_latest(look, partial(self._show, before))

    def _show(self, before: int | None, page: OrderPage) -> None:
        self._now, self._next = page.now, page.next_before
        at = self.table.verticalScrollBar().value()
        self._rows = page.rows if before is None else (*self._rows, *page.rows)
        self.table.show_rows(self._rows, keep=lambda row: row.id)
        if before is not None:
            self.table.verticalScrollBar().setValue(at)
        # Only now: the bar does not know its new length yet, and would ask for a page too many.
        self._is_reading = False
        self._stack.setCurrentIndex(0 if self._rows else 1)
        more = "+" if self._next is not None else ""
        self.head.show_words(_("Orders"), f"{len(self._rows)}{more}")

    def _scrolled(self, value: int) -> None:
        is_near_end = self.table.verticalScrollBar().maximum() - value < NEAR_END
        if self._next is not None and not self._is_reading and is_near_end:
            self._ask(self._next)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("↑ ↓", _("choose")), ("Enter", _("open")), ("Ctrl+F", _("search in the list")))

    def has_bar(self) -> bool:
        return True

    def commands(self) -> tuple[Command, ...]:
        return (Command(_("Search in the list"), self.search.editor.setFocus, key="Ctrl+F", icon="search"),)

    def step_back(self) -> bool:
        if self.search.text():
            self.search.set_text("")
            self.table.setFocus()
            return True
        return False

    # What a row says

    @staticmethod
    def _flag(row: OrderRow) -> Mark | None:
        shown = [flag for flag in row.flags if flag is not Flag.HAS_INTERNAL_REWORK or row.stage not in _DONE]
        return flag_mark(shown[0]) if shown else None

    def _promised(self, row: OrderRow) -> str:
        return formats.promised(row.delivered_at or row.promised_at, now=self._now)

    def _left(self, row: OrderRow) -> str:
        if row.stage in _DONE:
            return _("delivered") if row.delivered_at else " "
        return standing(row.promised_at, now=self._now).words

    def _tone(self, row: OrderRow) -> str:
        if row.stage in _DONE:
            return "ink"
        kind = standing(row.promised_at, now=self._now).kind
        return kind.tone if kind in (Kind.BAD, Kind.WARN) else "ink"

    def _came(self, row: OrderRow) -> str:
        return formats.when(row.checked_in_at, now=self._now)
