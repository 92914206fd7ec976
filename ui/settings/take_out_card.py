"""A table goes out: which one, what for, for the health record of which days; the file is chosen last."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.exchange.health_record import Period, export_health_record
from app.exchange.kinds import WORDS, TableKind
from app.exchange.take_out import TakenOut, check_reason, take_out
from app.kernel import cells
from app.kernel.language import Language, _, counted, current
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed
from ui import formats
from ui.order.booking import Booking
from ui.order.posts import done_by, may
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.choice import Choice
from ui.widgets.field import Field, LineField
from ui.widgets.text import Paragraph
from ui.worker import Worker

AGAIN = "again"
KINDS_OF_FILE = "CSV (*.csv);;Excel (*.xlsx)"


class TakeOutCard(Card):
    """`tables.out_kind`, `tables.reason`, for the health record `tables.first` and `tables.last`, `tables.take_out`."""

    refused = Signal(object)
    taken = Signal(str)

    def __init__(self, worker: Worker, booking: Booking) -> None:
        super().__init__(_("Take a table out"))
        self._worker, self._booking = worker, booking
        kinds = [(kind.value, _(words)) for kind, words in WORDS.items()]
        self.kind = Field("tables.out_kind", _("Which table"), Choice(kinds), boxed=False)
        self.reason = LineField("tables.reason", _("What the table is for"), remark=_("stands in the audit"))
        self.first = LineField("tables.first", _("Left from"), placeholder="2026-11-01")
        self.last = LineField("tables.last", _("Left until"), placeholder="2026-11-30")
        self.again = Chips("tables.again", _("Told before"), [Chip(AGAIN, _("Also what was told before"))], many=True)
        self.said = Paragraph(size=Type.LABEL, tone="muted")
        self.button = Button("tables.take_out", _("Save as …"), icon="download")
        self._build()
        self.kind.editor.show_chosen(TableKind.CUSTOMERS.value)
        self.kind.editor.chosen_changed.connect(lambda _key: self._chosen())
        self.button.clicked.connect(self._save)
        booking.guard(self.button)
        self._chosen()

    def _build(self) -> None:
        self.add(self.kind)
        self.add(self.reason)
        self._days = QWidget()
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(Size.GAP)
        days.addWidget(self.first)
        days.addWidget(self.last)
        self.add(self._days)
        self.add(self.again)
        self.column.addSpacing(8)
        self.add(self.said)
        self.column.addStretch(1)
        self.add(self.button)

    def show_right(self) -> None:
        """Whether whoever is at the desk may do it."""
        self.button.refuse("" if may(self._worker, Deed.TABLE_EXPORT) else done_by(Deed.TABLE_EXPORT))

    @property
    def _is_record(self) -> bool:
        return self.kind.editor.chosen == TableKind.HEALTH_RECORD.value

    def _chosen(self) -> None:
        self._days.setVisible(self._is_record)
        self.again.setVisible(self._is_record)
        record = _("Orders that have left, without names and telephone numbers; each goes out once.")
        others = _("It asks for the password. Whoever has the file has what stands in it.")
        self.said.setText(record if self._is_record else others)

    def _save(self) -> None:
        try:
            check_reason(self.reason.text())
            period = Period(_day(self.first), _day(self.last), AGAIN in self.again.chosen)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        kind = TableKind(self.kind.editor.chosen or TableKind.CUSTOMERS)
        name = f"{kind.value}-{formats.local(formats.now()):%Y%m%d}.csv"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the table"), name, KINDS_OF_FILE)
        if chosen:
            self._booking.do(self._deed(kind, Path(chosen), period), done=self._done, refused=self.refused.emit)

    def _deed(self, kind: TableKind, file: Path, period: Period) -> Callable[..., TakenOut]:
        # English people read the names of the columns as they are; whoever reads Chinese gets the words.
        in_words, reason = current() is Language.CHINESE, self.reason.text()
        if kind is TableKind.HEALTH_RECORD:
            return partial(export_health_record, file=file, period=period, reason=reason, in_words=in_words)
        return partial(take_out, kind=kind, file=file, reason=reason, in_words=in_words)

    def _done(self, out: TakenOut) -> None:
        self.reason.set_text("")
        name = Path(out.file).name
        self.taken.emit(counted("{count} row saved as {name}.", "{count} rows saved as {name}.", out.rows, name=name))


def _day(field: LineField) -> date | None:
    name = field.editor.objectName()
    return cells.day({name: field.text()}, name)
