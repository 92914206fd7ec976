"""What the customer does not want done although it matters for safety: each with its risk, to be signed for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from app.order.quote.queries import LineRow
from ui import formats
from ui.theme import Type
from ui.widgets.card import Card
from ui.widgets.named import named
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Paragraph, Text


class RiskCard(Card):
    """`sign.risks`, in the place of the agreement."""

    def __init__(self) -> None:
        super().__init__(_("Safety items you decided against"), edge="warn", padding=28)
        named(self, "sign.risks", _("Safety items you decided against"))
        inside = QWidget()
        inside.setProperty("clear", True)
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 8, 8, 0)
        self._rows.setSpacing(8)
        self.add(scrolled(inside), 1)

    def show_lines(self, lines: tuple[LineRow, ...]) -> None:
        """These items."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            name = formats.item_name(line.name_zh, line.name_en)
            self._rows.addWidget(Text(name, size=Type.TITLE, weight=Type.BOLD, tone="warn"))
            if line.reason:
                self._rows.addWidget(Paragraph(line.reason, size=Type.OBJECT))
            self._rows.addSpacing(16)
        words = _("The advisor has explained the risk of driving on. You can have it done here at any time.")
        self._rows.addWidget(Paragraph(words, size=Type.OBJECT, tone="muted"))
        self._rows.addStretch(1)
