"""From the complaint to its cause, the evidence and the proposal: kept as a draft until the sheet is closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.inspection.queries import InspectionRow
from ui.theme import Size, Type
from ui.widgets.field import LinesField
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.widgets.typed import call

HEIGHT = 84


class Diagnosis(QWidget):
    """Three fields under the customer's own words; `changed` while somebody types."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "inspection.diagnosis", _("Diagnosis"))
        self.complaint = Paragraph(size=Type.DATA)
        self.cause = LinesField("inspection.cause", _("Cause"), placeholder=_("what is at fault"), height=HEIGHT)
        seen = _("fault codes, measurements, what was seen")
        self.evidence = LinesField("inspection.evidence", _("Evidence"), placeholder=seen, height=HEIGHT)
        later = _("what we propose, what can wait")
        self.proposal = LinesField("inspection.proposal", _("Proposal"), placeholder=later, height=HEIGHT)
        self.note = Text(size=Type.LABEL, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(0)
        column.addWidget(Text(_("In the customer's words"), size=Type.LABEL, weight=Type.MEDIUM, tone="muted"))
        column.addWidget(self.complaint)
        column.addSpacing(12)
        for field in self.fields():
            column.addWidget(field)
            call(field.editor, "")  # kept as a whole: app/order/inspection/draft.py
            field.changed.connect(lambda _words: self.changed.emit())
        column.addWidget(self.note)
        column.addStretch(1)
        column.setSpacing(Size.HALO)

    def fields(self) -> tuple[LinesField, LinesField, LinesField]:
        """Cause, evidence, proposal."""
        return self.cause, self.evidence, self.proposal

    def said(self) -> tuple[str, str, str]:
        """What stands in the three fields."""
        return self.cause.text(), self.evidence.text(), self.proposal.text()

    def filled(self) -> int:
        """How many of the three are written."""
        return sum(bool(words.strip()) for words in self.said())

    def show_closed(self, row: InspectionRow) -> None:
        """What was frozen with the sheet."""
        for field, words in zip(self.fields(), (row.cause, row.evidence, row.proposal), strict=True):
            field.set_text(words)

    def set_open(self, is_open: bool, note: str) -> None:
        """Whether it can be written in, and the sentence below."""
        for field in self.fields():
            field.editor.setReadOnly(not is_open)
        self.note.setText(note)
