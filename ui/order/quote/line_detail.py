"""What opens under a line: how much it is needed, who pays and why, whether it is about safety or an add-on service."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.quote.edit import LineChange
from app.order.quote.missing import lacks_reason
from app.order.quote.queries import LineRow
from app.records.catalogue.categories import Need, Payer, word
from ui.theme import Size, Type
from ui.widgets.button import ENTER, Button, Look
from ui.widgets.check import Check
from ui.widgets.field import Edge
from ui.widgets.named import named
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

REASON_WIDTH = 460


def is_enter(event: QEvent) -> bool:
    """Whether Enter was pressed, and not Ctrl+Enter, which is the page's."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


class LineDetail(QWidget):
    """`changed` carries a `LineChange`, `removed` takes the line out."""

    changed = Signal(object)
    removed = Signal()
    left = Signal()

    def __init__(self, line: LineRow) -> None:
        super().__init__()
        self.line, self.reason_seen = line, line.reason
        needs = [(need.value, word(need)) for need in Need]
        payers = [(payer.value, word(payer)) for payer in Payer]
        self.need = Segmented(f"quote.need.{line.code}", _("Need"), needs)
        self.payer = Segmented(f"quote.payer.{line.code}", _("Who pays"), payers)
        self.safety = Check(f"quote.safety.{line.code}", _("Matter of safety"))
        self.addon = Check(f"quote.addon.{line.code}", _("Add-on service"))
        self.remove = Button("quote.remove", _("Remove"), look=Look.DANGER, key="Del", height=Size.BUTTON_ROW)
        self.reason = named(QLineEdit(), f"quote.reason.{line.code}", _("Claim reason"))
        self.reason_row = self._reason_row()
        self._build()
        self.show_line(line)
        self.need.chosen_changed.connect(lambda key: self.changed.emit(LineChange(need=Need(key))))
        self.payer.chosen_changed.connect(lambda key: self.changed.emit(LineChange(payer=Payer(key))))
        self.safety.clicked.connect(lambda is_on: self.changed.emit(LineChange(is_safety=is_on)))
        self.addon.clicked.connect(lambda is_on: self.changed.emit(LineChange(is_addon=is_on)))
        self.remove.clicked.connect(self.removed.emit)

    def _reason_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.reason.setMaxLength(200)
        self.reason.setProperty("enter_is_own", True)
        self.reason.setPlaceholderText(_("campaign, guarantee or claim number; Enter keeps it"))
        self.reason.installEventFilter(self)
        box = Edge(self.reason)
        box.setFixedHeight(Size.BUTTON_ROW + 2)
        box.setMaximumWidth(REASON_WIDTH)
        inner = QHBoxLayout(box)
        inner.setContentsMargins(11, 1, 8, 1)
        inner.addWidget(self.reason)
        row.addWidget(Text(_("Claim reason"), size=Type.LABEL, weight=Type.MEDIUM, tone="muted"))
        row.addWidget(box, 1)
        row.addStretch(1)
        return holder

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.need)
        row.addWidget(self.payer)
        row.addStretch(1)
        row.addWidget(self.remove)
        column.addLayout(row)
        marks = QHBoxLayout()
        marks.setSpacing(24)
        marks.addWidget(self.safety)
        marks.addWidget(self.addon)
        marks.addStretch(1)
        column.addLayout(marks)
        column.addWidget(self.reason_row)

    def show_line(self, line: LineRow) -> None:
        """The line as it was read again."""
        self.line = line
        self.need.show_chosen(line.need.value)
        self.payer.show_chosen(line.payer.value)
        self.safety.setChecked(line.is_safety)
        self.addon.setChecked(line.is_addon)
        if not self.reason.isModified():
            self.reason_seen = line.reason
            self.reason.setText(line.reason)
        self.reason_row.setVisible(line.payer is not Payer.CUSTOMER)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._keep()
        elif is_enter(event):
            self._keep()
            self.left.emit()
            return True
        return False

    def _keep(self) -> None:
        if self.reason.isModified() and self.reason.text() != self.line.reason:
            self.reason.setModified(False)
            self.changed.emit(LineChange(reason=self.reason.text().strip()))

    def focus_first(self) -> None:
        """Put the cursor where something is missing, else on the first choice."""
        if lacks_reason(self.line):
            self.reason.setFocus()
        else:
            self.need.setFocus()
