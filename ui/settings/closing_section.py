"""The end of the day: what it brought by method, its closing sheet, and the sheets of earlier days."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.closing.close_day import close_day
from app.closing.closing_paper import ClosingContent, Takings
from app.closing.queries import Closing, SheetRow, closing
from app.kernel.digest import short
from app.kernel.language import _, counted
from app.order.settlement.methods import METHOD_WORDS
from app.paper.queries import PaperId, PaperRow
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.paper_deeds import PaperDeeds
from ui.order.paper_sheet import PaperSheet
from ui.order.posts import done_by, may
from ui.theme import Size, Type
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.named import named
from ui.widgets.page import Command, Page
from ui.widgets.pill import Kind
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

RIGHT_WIDTH = 392


class ClosingSection(Page):
    """`closing.…`: for who closes the day; an issued sheet opens over it until Esc."""

    slices = frozenset({"settlement", "paper", "order"})

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._found: Closing | None = None
        self._may = may(worker, Deed.DAY_CLOSE)
        self._opens: PaperId | None = None
        self.read_only = Banner("settings.closing.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.takings = TableView[Takings]("closing.takings", _("Payments by method"), self._columns())
        self.nothing = EmptyState(
            "closing.nothing", icon="wallet", title=_("No payment yet"),
            words=_("What is taken today stands here by method."),
        )  # fmt: skip
        self.facts = named(Paragraph(size=Type.DATA), "closing.facts")
        self.till = named(Text(size=Type.OBJECT, weight=Type.BOLD), "closing.till")
        self.head = named(Paragraph(size=Type.LABEL, tone="muted"), "closing.head")
        self.sheets = TableView[SheetRow]("closing.sheets", _("Closing sheets"), self._sheet_columns())
        self.none = EmptyState(
            "closing.none", icon="doc", title=_("No closing sheet yet"),
            words=_("Printed, it keeps the head of the audit chain on paper."),
        )  # fmt: skip
        self.deeds = PaperDeeds(worker, self)
        self.sheet = PaperSheet(worker, self.deeds)
        self.booking = Booking(worker, self)
        self._build()
        self.sheets.opened.connect(lambda row: self._open(row.paper_id))
        self.sheet.closed.connect(self._sheet_closed)
        self.deeds.said.connect(self.say.emit)
        self.setFocusProxy(self.sheets)

    def _columns(self) -> tuple[Column[Takings], ...]:
        column = Column[Takings]
        return (
            column(_("Method"), lambda row: _(METHOD_WORDS[row.method]), stretch=True),
            column(_("No. of payments"), lambda row: str(row.payments), numeric=True, width=124),
            column(_("Taken"), lambda row: formats.amount(row.taken_fen), numeric=True, width=112),
            column(_("Paid back"), lambda row: formats.amount(row.given_back_fen or None), numeric=True, width=112),
            column(_("Remains"), lambda row: formats.money(row.left_fen), numeric=True, bold=True, width=120),
        )

    def _sheet_columns(self) -> tuple[Column[SheetRow], ...]:
        column = Column[SheetRow]
        return (
            column(_("Day"), lambda row: f"{row.on:%Y-%m-%d}", under=lambda row: row.number, bold=True, width=136),
            column(_("Through the till"), lambda row: formats.money(row.till_fen), numeric=True, stretch=True),
            column(_("Issued at"), lambda row: f"{formats.local(row.issued_at):%m-%d %H:%M}", numeric=True, width=108),
        )

    def _build(self) -> None:
        today = Card(_("Today"), beside=_("as it stands now"))
        self._front = _either(self.takings, self.nothing)
        today.add_edge_to_edge(self._front, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(Size.CARD_PADDING, 8, Size.CARD_PADDING, 12)
        sums = QHBoxLayout()
        sums.addWidget(self.facts, 1)
        sums.addWidget(self.till)
        foot.addLayout(sums)
        foot.addWidget(self.head)
        today.column.addLayout(foot)
        every = Card(_("Closing sheets"))
        every.setFixedWidth(RIGHT_WIDTH)
        self._earlier = _either(self.sheets, self.none)
        every.add_edge_to_edge(self._earlier, 1)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(today, 1)
        row.addWidget(every)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.read_only)
        column.addLayout(row, 1)
        self._whole = QStackedLayout(self)
        self._whole.addWidget(inside)
        self._whole.addWidget(self.sheet)

    # What is shown

    def refresh(self) -> None:
        self._may = may(self.worker, Deed.DAY_CLOSE)
        if self._may:
            self.read_only.hide()
            self.ask_latest(closing, self._show)
        else:
            self.read_only.say(_("The day is closed by the cashier or the manager."), done_by(Deed.DAY_CLOSE))
            self.bar_changed.emit()

    def _show(self, found: Closing) -> None:
        self._found = found
        content = found.content
        self.takings.show_rows(content.takings)
        _layout(self._front).setCurrentIndex(0 if content.takings else 1)
        self.sheets.show_rows(found.sheets, keep=lambda row: row.number)
        _layout(self._earlier).setCurrentIndex(0 if found.sheets else 1)
        self.facts.setText(_facts(content))
        self.till.setText(_("Through the till {amount}").format(amount=formats.money(content.till_fen)))
        words = _("Audit chain: entry {seq}, code {code}; {count} entries today.")
        self.head.setText(
            words.format(seq=content.chain_seq, code=short(content.chain_mac[:12]), count=content.entries)
        )
        if self._opens is not None:
            self._open(self._opens)
        self.bar_changed.emit()

    # The bar

    def primary_words(self) -> str:
        if not self._may or self._found is None or not self.sheet.isHidden():
            return ""
        return _("Close the day again") if self._found.is_closed else _("Close the day")

    def primary_name(self) -> str:
        return "closing.close"

    def primary(self) -> None:
        self.booking.do(partial(close_day), done=self._closed, refused=self.show_refusal)

    def _closed(self, paper_id: PaperId) -> None:
        self.toast(_("The day is closed. Print the sheet and keep it: it holds the head of the audit chain."))
        self._opens = paper_id
        self.refresh()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        is_list = self._may and self.sheet.isHidden()
        return (("↑ ↓", _("choose")), ("Enter", _("open the sheet"))) if is_list else ()

    def commands(self) -> tuple[Command, ...]:
        if not self.primary_words():
            return ()
        return (Command(self.primary_words(), self.primary, icon="wallet", also="close day daily closing"),)

    # An issued sheet

    def _open(self, paper_id: PaperId) -> None:
        paper = self._paper(paper_id)
        if paper is not None:
            self._opens = None
            self._whole.setCurrentWidget(self.sheet)
            self.sheet.open(paper)
            self.bar_changed.emit()

    def _paper(self, paper_id: PaperId) -> PaperRow | None:
        papers = self._found.papers if self._found else ()
        return next((paper for paper in papers if paper.id == paper_id), None)

    def _sheet_closed(self) -> None:
        self._whole.setCurrentIndex(0)
        self.sheets.setFocus()
        self.bar_changed.emit()

    def print_page(self) -> None:
        if not self.sheet.isHidden():
            self.sheet.print_page()

    def step_back(self) -> bool:
        if self.sheet.isHidden():
            return False
        self.sheet.close_up()
        return True


def _either(one: QWidget, other: QWidget) -> QWidget:
    holder = QWidget()
    stack = QStackedLayout(holder)
    stack.addWidget(one)
    stack.addWidget(other)
    return holder


def _layout(holder: QWidget) -> QStackedLayout:
    layout = holder.layout()
    assert isinstance(layout, QStackedLayout)
    return layout


def _facts(content: ClosingContent) -> str:
    return formats.joined(
        _("{count} settled, {amount}").format(count=content.settled, amount=formats.money(content.settled_fen)),
        counted("{count} correction", "{count} corrections", len(content.corrections)),
        _("{count} delivered").format(count=len(content.delivered)),
        counted("{count} paper issued", "{count} papers issued", sum(one.count for one in content.papers)),
    )
