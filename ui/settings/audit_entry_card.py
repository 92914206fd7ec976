"""One entry of the audit in full: its details, and what was changed from what to what."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.quantity import quantity
from app.order.workflow import STAGE_WORDS, Stage
from app.overview.audit import AuditRow
from app.overview.audit_words import column_word, table_word
from app.trust.changes import UNSAID
from app.trust.deed_words import word
from app.trust.queries import Changed
from ui import formats
from ui.theme import Type
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea
from ui.widgets.text import Paragraph

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class AuditEntryCard(Card):
    """`audit.entry`."""

    def __init__(self) -> None:
        super().__init__(_("Entry"))
        named(self, "audit.entry", _("Entry"))
        self.inside = QWidget()
        self.inside.setProperty("clear", True)
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        area = ScrollArea()
        area.setWidget(self.inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add(area, 1)
        self.show_row(None)

    def show_row(self, row: AuditRow | None) -> None:
        """Another entry; None says where one comes from."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.beside.setText("" if row is None else f"{row.seq}")
        for words, tone, size in _lines(row):
            self._column.addWidget(Paragraph(words, size=size, tone=tone))
        self._column.addStretch(1)


def _lines(row: AuditRow | None) -> list[tuple[str, str, int]]:
    """(words, tone, size) of each paragraph."""
    if row is None:
        return [(_("Choose an entry: what it changed stands here."), "muted", Type.DATA)]
    lines = [(word(row.deed), "ink", Type.BODY), (_exactly(row.at), "muted", Type.LABEL)]
    lines += [
        (f"{column_word(name)}: {_value(name, value)}", "muted", Type.LABEL) for name, value in row.details if value
    ]
    for change in row.changes:
        lines.append((f"{table_word(change.table)} {change.key} · {column_word(change.column)}", "muted", Type.LABEL))
        lines.append((from_to(change), "ink", Type.DATA))
    return lines


def from_to(change: Changed) -> str:
    """What it was and what it is, as the desk writes such a value."""
    if change.before == UNSAID:
        return _("changed; personal text is not kept here")
    return f"{_value(change.column, change.before)} → {_value(change.column, change.after)}"


def _value(column: str, value: str) -> str:
    if not value:
        return formats.NOTHING
    if column.endswith(("_at", "_until")) and value.isdigit():
        return _exactly(_EPOCH + timedelta(milliseconds=int(value)))
    if column.endswith("_fen"):
        return formats.money(int(value))
    if column.endswith("_milli"):
        return quantity(int(value))
    if column.endswith("_km"):
        return formats.kilometres(int(value))
    if column == "stage" and value in set(Stage):
        return _(STAGE_WORDS[Stage(value)])
    return {"True": _("yes"), "False": _("no")}.get(value, value)


def _exactly(at: datetime) -> str:
    return f"{formats.local(at):%Y-%m-%d %H:%M:%S}"
