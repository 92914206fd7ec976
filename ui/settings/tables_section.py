"""Tables in and out: a file is read and tried first, its refused rows shown; then it comes in, or a table goes out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.exchange.bring_in import BroughtIn, RowFault, booked_as, read_for, take_rows
from app.exchange.kinds import INCOMING, WORDS, TableKind
from app.exchange.outcome import so_far, what_it_came_to
from app.exchange.read_table import Table
from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from app.trust.deeds import Deed
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.settings.take_out_card import TakeOutCard
from ui.theme import Size, Type
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.named import named
from ui.widgets.page import Page
from ui.widgets.pill import Kind
from ui.widgets.table import Column, TableView
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

RIGHT_WIDTH, KIND_WIDTH, LOOKS_MS = 312, 220, 200
STOPPED = "table.stopped"
T = TypeVar("T")


class _Rows:
    """How far the rows are and whether to stop: written on one thread, read on the other."""

    def __init__(self, asked_by: Worker | None = None) -> None:
        self.tried, self.is_stopped, self._asked_by = 0, False, asked_by

    def go_on(self, tried: int, _rows: int) -> bool:
        self.tried = tried
        # A window that closes waits for what is being saved, not for what is only tried.
        return not (self.is_stopped or (self._asked_by is not None and self._asked_by.is_closed))


class TablesSection(Page):
    """`tables.kind`, `tables.choose`, `tables.rows`; the primary action brings in what was tried and clean.

    While many rows are tried or taken it says how far they are; `tables.stop` leaves nothing changed.
    """

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self._table: Table | None = None
        self._tried: BroughtIn | None = None
        self._file = Path()
        self.read_only = Banner("settings.tables.read_only", kind=Kind.INFO, icon="lock", closable=False)
        self.kind = Field("tables.kind", _("Which table"), Choice(), boxed=False)
        self.choose = Button("tables.choose", _("Choose a file …"), icon="folder")
        self.name = named(Text(size=Type.DATA, tone="muted"), "tables.name")
        self.stop = Button("tables.stop", _("Break off"), icon="cross")
        self._rows = _Rows()
        self._looks_often = QTimer(self, interval=LOOKS_MS)
        self.outcome = named(Paragraph(size=Type.DATA), "tables.outcome")
        self.rows = TableView[RowFault]("tables.rows", _("Rows that were refused or deserve a look"), _columns())
        self.nothing = EmptyState(
            "tables.nothing", icon="doc", title=_("No file chosen yet"),
            words=_("CSV or XLSX, headings in the first row. It is tried first; nothing is written by that."),
        )  # fmt: skip
        self.clean = EmptyState(
            "tables.clean", icon="check", title=_("No row is refused"),
            words=_("Every row was tried by the rules of the desk."),
        )  # fmt: skip
        self.unread = EmptyState(
            "tables.unread", icon="triangle", title=_("Nothing of this file can be taken"),
            words=_("The reason stands above. Put it right and choose the file again, or choose another one."),
        )  # fmt: skip
        self.in_full = named(Paragraph(size=Type.LABEL), "tables.in_full")
        self.booking = Booking(worker, self)
        self.out = TakeOutCard(worker, self.booking)
        self._build()
        self.kind.editor.chosen_changed.connect(lambda _key: self._try_again())
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop)
        self._looks_often.timeout.connect(self._tell_how_far)
        self.rows.chosen.connect(self._show_in_full)
        self.out.refused.connect(self.show_refusal)
        self.out.taken.connect(lambda words: self.toast(words))
        self.setFocusProxy(self.kind.editor)

    def _build(self) -> None:
        bring = Card(_("Bring a table in"))
        head = QHBoxLayout()
        head.setContentsMargins(Size.CARD_PADDING, 0, Size.CARD_PADDING, 0)
        head.setSpacing(Size.GAP)
        self.kind.setFixedWidth(KIND_WIDTH)
        head.addWidget(self.kind)
        head.addWidget(self.choose)
        head.addWidget(self.name, 1)
        head.addWidget(self.stop)
        self.stop.hide()
        bring.column.addLayout(head)
        bring.column.addLayout(_padded(self.outcome, below=8))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self.clean)
        self._stack.addWidget(self.unread)
        bring.add_edge_to_edge(holder, 1)
        bring.column.addLayout(_padded(self.in_full, below=12))
        self.out.setFixedWidth(RIGHT_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(Size.GAP)
        row.addWidget(bring, 1)
        row.addWidget(self.out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.read_only)
        column.addLayout(row, 1)

    # What is shown

    def refresh(self) -> None:
        kinds = [(kind.value, _(WORDS[kind])) for kind in INCOMING if may(self.worker, booked_as(kind))]
        self.kind.editor.show_options(kinds)
        if kinds and self.kind.editor.chosen is None:
            self.kind.editor.show_chosen(kinds[0][0])
        self.choose.refuse("" if kinds else done_by(Deed.RECORDS_IMPORT))
        if kinds:
            self.read_only.hide()
        else:
            self.read_only.say(_("Tables are brought in and taken out by who manages."), done_by(Deed.RECORDS_IMPORT))
        self.out.show_right()
        self.bar_changed.emit()

    def _show(self, tried: BroughtIn, table: Table) -> None:
        if tried.kind is not self._chosen or table is not self._table:
            self._try_again()  # another kind or file was chosen while this one was tried
            return
        self._tried = tried
        self.outcome.setText(what_it_came_to(tried))
        faults = (*tried.refused, *tried.remarks)
        self.rows.show_rows(faults)
        self._stack.setCurrentWidget(self.rows if faults else self.clean)
        self._show_in_full(self.rows.current_row())
        self.bar_changed.emit()

    def _show_in_full(self, fault: RowFault | None) -> None:
        self.in_full.setText("" if fault is None else fault.reason)

    # What is done

    @property
    def _chosen(self) -> TableKind:
        return TableKind(self.kind.editor.chosen or TableKind.PARTS)

    def _choose(self) -> None:
        kinds = _("Tables") + " (*.csv *.xlsx *.txt)"
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose a file …"), "", kinds)
        if chosen:
            self._file = Path(chosen)
            self._read()

    def _read(self) -> None:
        """Read it apart, while deeds go on; then try its rows."""
        self._say(_("Reading …"), self.rows)
        self.name.setText(self._file.name)
        asked = partial(_read, kind=self._chosen, file=self._file)
        self.worker.ask(self, asked, self._arrived, troubled=self._troubled)

    def _arrived(self, found: Table | Refusal) -> None:
        if isinstance(found, Refusal):
            self._say(found.sentence, self.unread)
        else:
            self._table = found
            self._try_again()

    def _try_again(self) -> None:
        """The rows of the file by the rules of the kind that is chosen now; nothing is written."""
        self._tried = None
        self.bar_changed.emit()
        if self._table is not None:
            self._take(self._table, self._show, self._not_tried, is_dry_run=True)

    def _take(
        self, table: Table, done: Callable[[BroughtIn, Table], None], refused: Callable[[Refusal, Table], None],
        *, is_dry_run: bool,
    ) -> None:  # fmt: skip
        rows = _Rows(self.worker if is_dry_run else None)
        asked = partial(
            take_rows, kind=self._chosen, table=table, name=self._file.name, is_dry_run=is_dry_run, goes_on=rows.go_on
        )

        def over(answer: Callable[[T, Table], None], came_to: T) -> None:
            self._looks_often.stop()
            self.stop.hide()
            answer(came_to, table)

        if self.booking.do(asked, done=partial(over, done), refused=partial(over, refused)):
            self._rows = rows
            self._looks_often.start()
        elif is_dry_run:
            # A table is just going out: this one is tried as soon as that is written.
            QTimer.singleShot(LOOKS_MS, self, self._try_again)

    def _tell_how_far(self) -> None:
        if not self.booking.is_running:  # the disk or the database said no; that is told in the notice
            self._looks_often.stop()
            self.stop.hide()
            self.outcome.setText("")
        elif self._rows.tried and self._table is not None:
            self.outcome.setText(so_far(self._rows.tried, len(self._table.rows)))
            self.stop.show()

    def _stop(self) -> None:
        self._rows.is_stopped = True

    def _not_tried(self, refusal: Refusal, table: Table) -> None:
        if table is not self._table:
            self._try_again()
        elif refusal.code == STOPPED:
            self.name.setText("")
            self._say(refusal.sentence, self.nothing)
        else:
            self._say(refusal.sentence, self.unread)

    def _troubled(self, trouble: Trouble) -> None:
        self._say(trouble.sentence, self.unread)
        self.worker.troubled.emit(trouble)

    def _say(self, sentence: str, below: QWidget) -> None:
        self._table = self._tried = None
        self.outcome.setText(sentence)
        self.rows.show_rows(())
        self._stack.setCurrentWidget(below)
        self.in_full.setText("")
        self.bar_changed.emit()

    def primary_words(self) -> str:
        return _("Bring in") if self.kind.editor.count() else ""

    def primary_name(self) -> str:
        return "tables.bring_in"

    def missing(self) -> tuple[tuple[str, str], ...]:
        if self._tried is None:
            return (("tables.choose", _("A file")),)
        if self._tried.refused:
            return (("tables.rows", _("Rows that can all be taken")),)
        return () if not self._tried.is_done else (("tables.choose", _("Another file")),)

    def primary(self) -> None:
        if self._table is not None:
            self._take(self._table, self._brought_in, self._not_taken, is_dry_run=False)

    def _not_taken(self, refusal: Refusal, _table: Table) -> None:
        if refusal.code == STOPPED:
            self.outcome.setText(refusal.sentence)
        else:
            self.show_refusal(refusal)

    def _brought_in(self, brought: BroughtIn, table: Table) -> None:
        self._show(brought, table)
        if brought.is_done:
            self.toast(_("{name} is brought in.").format(name=brought.file))

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", _("next field")),) if self.kind.editor.count() else ()


def _padded(widget: QWidget, *, below: int) -> QVBoxLayout:
    """In a card whose table reaches its edges, what stands above and below keeps its distance."""
    column = QVBoxLayout()
    column.setContentsMargins(Size.CARD_PADDING, 8, Size.CARD_PADDING, below)
    column.addWidget(widget)
    return column


def _columns() -> tuple[Column[RowFault], ...]:
    column = Column[RowFault]
    return (
        column(_("In line"), lambda row: str(row.line), numeric=True, width=64),
        column(_("Column"), lambda row: row.column or "—", width=150),
        column(_("Reason"), lambda row: row.reason, stretch=True),
    )


def _read(desk: Desk, *, kind: TableKind, file: Path) -> Table | Refusal:
    """The table, or why there is none: a look's refusal is shown like a deed's."""
    try:
        return read_for(desk, kind, file)
    except Refusal as refusal:
        return refusal
