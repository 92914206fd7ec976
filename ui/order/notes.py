"""What colleagues wrote about the order, and the line to add to it: the third tab of the side panel."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.notes import write_note
from app.order.queries import NoteRow, OrderId, notes
from ui import formats
from ui.order.booking import Booking
from ui.order.discard import discard
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.field import LinesField
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker


class Notes(QWidget):
    """`order.notes` with its field `order.note`; what was typed for one order is kept while another is open."""

    counted = Signal(int)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        named(self, "order.notes", _("Notes"))
        self._worker, self._order_id = worker, OrderId(0)
        self._typed: dict[OrderId, str] = {}
        self._rows: tuple[NoteRow, ...] | None = None
        self.field = LinesField("order.note", "", placeholder=_("Write something for the colleagues"), height=72)
        self.write = Button("order.note.write", _("Write it down"), height=Size.BUTTON_ROW)
        self._booking = Booking(worker, self, self.write)
        self._list = QVBoxLayout()
        self._build()
        self.write.clicked.connect(self._write)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignRight)
        holder = QWidget()
        holder.setProperty("clear", True)
        self._list.setContentsMargins(0, 8, 0, 0)
        self._list.setSpacing(4)
        holder.setLayout(self._list)
        area = ScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(area, 1)

    def show_order(self, order_id: OrderId, *, now: datetime) -> None:
        """Read the order's notes."""
        if order_id != self._order_id:
            self._typed[self._order_id] = self.field.text()
            self.field.set_text(self._typed.pop(order_id, ""))
            self._order_id = order_id
        self._worker.ask(self, partial(notes, order_id=order_id), partial(self._show, now, order_id))

    def _show(self, now: datetime, order_id: OrderId, rows: tuple[NoteRow, ...]) -> None:
        if order_id != self._order_id or rows == self._rows:
            return
        self._rows = rows
        self.counted.emit(len(rows))
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                discard(old)
        self._fill(rows, now)
        self._list.addStretch(1)

    def _fill(self, rows: Sequence[NoteRow], now: datetime) -> None:
        if not rows:
            self._list.addWidget(Paragraph(_("No notes yet. What you write here every colleague reads."), tone="muted"))
        for row in rows:
            head = formats.joined(row.author, formats.when(row.written_at, now=now))
            self._list.addWidget(Text(head, size=Type.LABEL, tone="muted"))
            self._list.addWidget(Paragraph(row.text, size=Type.DATA))
            self._list.addSpacing(8)

    def _write(self) -> None:
        note = partial(write_note, order_id=self._order_id, text=self.field.text())
        self._booking.do(note, done=lambda _none: self.field.set_text(""), refused=self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.field.set_error(refusal.sentence)
        self.field.editor.setFocus()
