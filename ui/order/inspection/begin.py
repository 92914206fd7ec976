"""Before there is a sheet: begin it, or say why this car is not inspected; and what was said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _, mark
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import LineField
from ui.widgets.text import Paragraph

WIDEST = 560
REASONS = (
    mark("Warranty work of known scope"),
    mark("Inspected a few days ago"),
    mark("The customer does not want it"),
    mark("Only a part is fitted"),
)


class Begin(Card):
    """`skip_asked` carries the reason; beginning itself is the page's primary action."""

    skip_asked = Signal(str)
    begin_asked = Signal()
    unfolded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = EmptyState(
            "inspection.empty",
            icon="check",
            title=_("This car is not inspected yet"),
            words=_("1 2 3 0 judge an item, numbers judge themselves."),
            button=_("Begin the inspection"),
            key="Ctrl+Enter",
        )
        self.words.pressed.connect(self.begin_asked.emit)
        self.skip = Button("inspection.skip", _("Skip the inspection (write why)"))
        self.reason = LineField("inspection.skip_reason", _("Why is this car not inspected?"))
        self.quick = Chips("inspection.skip_quick", _("Quick choice"), [Chip(words, _(words)) for words in REASONS])
        self.form = QWidget()
        self.said = Paragraph(size=Type.DATA, tone="muted")
        self._build()
        self.skip.clicked.connect(self.unfold)
        self.quick.chosen_changed.connect(self._pick)
        self.form.hide()

    def _build(self) -> None:
        self.form.setMaximumWidth(WIDEST)
        self.form.setMinimumWidth(WIDEST)
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.reason)
        inner.addWidget(self.quick)
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addStretch(1)
        self.column.addStretch(1)
        self.column.addWidget(self.words, 3)
        self.column.addWidget(self.said)
        self.column.addLayout(row)
        self.column.addWidget(self.form, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(2)
        self.column.setSpacing(Size.GAP // 2)

    def unfold(self) -> None:
        """Ask for the reason."""
        self.form.show()
        self.words.hide()
        self.skip.hide()
        self.reason.editor.setFocus()
        self.unfolded.emit()

    def fold(self) -> bool:
        """Take the question away; whether it was there."""
        was_open = not self.form.isHidden()
        self.form.hide()
        self.words.show()
        self.skip.show()
        return was_open

    def show_closed(self, sentence: str) -> None:
        """Nothing can be begun any more: say why there is no sheet."""
        self.skip.hide()
        self.words.hide_button()
        self.form.hide()
        self.words.show()
        self.said.setText(sentence)

    def _pick(self, chosen: frozenset[str]) -> None:
        for words in chosen:
            self.reason.set_text(_(words))
