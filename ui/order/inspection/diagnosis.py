"""From the complaint to its cause, the evidence and the proposal: kept as a draft until the sheet is closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Clash
from app.order.inspection.queries import InspectionRow
from ui.theme import Size, Type
from ui.widgets.conflict import ConflictPanel
from ui.widgets.field import LinesField
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.widgets.typed import call

HEIGHT = 84
NAMES = ("cause", "evidence", "proposal")


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
        lead = _("Someone else has closed the sheet: theirs stands on the report. Yours can still be kept as a note.")
        self.conflict = ConflictPanel(lead=lead, mine=_("Keep mine as a note"))
        self.conflict.settled.connect(lambda: self._show_fields(True))
        self.note = Text(size=Type.LABEL, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(0)
        column.addWidget(Text(_("In the customer's words"), size=Type.LABEL, weight=Type.MEDIUM, tone="muted"))
        column.addWidget(self.complaint)
        column.addSpacing(12)
        column.addWidget(self.conflict)
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

    def clashes(self, row: InspectionRow) -> tuple[Clash, ...]:
        """What was typed here and stands otherwise on the sheet that someone else closed."""
        both = zip(NAMES, (row.cause, row.evidence, row.proposal), self.said(), strict=True)
        mine = ((name, theirs, words.strip()) for name, theirs, words in both)
        return tuple(Clash(name, theirs, words) for name, theirs, words in mine if words not in ("", theirs))

    def ask(self, clashes: tuple[Clash, ...]) -> None:
        """Show both versions in place of the fields; what was typed stays in these."""
        self._show_fields(False)
        self.conflict.ask(clashes, labels=self.labels())

    def step_back(self) -> bool:
        """Put the question away; whether it was there."""
        self._show_fields(True)
        return self.conflict.close_up()

    def _show_fields(self, are_shown: bool) -> None:
        for field in self.fields():
            field.setVisible(are_shown)

    def labels(self) -> dict[str, str]:
        """What each of the three is called."""
        return dict(zip(NAMES, (field.label.text() for field in self.fields()), strict=True))

    def take(self, clash: Clash) -> None:
        """What stands on the sheet takes the place of what was typed."""
        self.fields()[NAMES.index(clash.name)].set_text(clash.theirs)

    def set_open(self, is_open: bool, note: str) -> None:
        """Whether it can be written in, and the sentence below."""
        for field in self.fields():
            field.editor.setReadOnly(not is_open)
        self.note.setText(note)
