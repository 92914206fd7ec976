"""The privacy notice in large type, to be read before the box is ticked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import Language, _, current
from app.order.agreement.terms import Term
from ui.order.cover import EDGE, Band, Cover
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea
from ui.widgets.text import Paragraph, Text

WIDEST = 860


class PrivacySheet(Cover):
    """Lies over the ceremony until Esc."""

    def __init__(self, over: QWidget, notice: tuple[Term, ...]) -> None:
        super().__init__(over, "privacy", _("Privacy notice"))
        back = Button("privacy.close", _("Close"), icon="back", key="Esc")
        back.clicked.connect(self.cancel)
        bar = Band()
        bar.row.addWidget(Icon("shield", side=Size.ICON, tone="accent", tile="accent_tint", tile_side=36))
        bar.row.addSpacing(12)
        bar.row.addWidget(Text(_("Privacy notice"), size=Type.TITLE, weight=Type.BOLD), 1)
        bar.row.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        middle = QHBoxLayout()
        middle.setContentsMargins(EDGE, 24, EDGE, 24)
        card = self._card(notice)
        card.setMaximumWidth(WIDEST)
        middle.addWidget(card)
        column.addLayout(middle, 1)
        self.come_up(back)

    @staticmethod
    def _card(notice: tuple[Term, ...]) -> Card:
        card, inside = named(Card(padding=28), "privacy.text"), QWidget()
        inside.setProperty("clear", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        is_english = current() is Language.ENGLISH
        for term in notice:
            title = term.title_en if is_english else term.title_zh
            column.addWidget(Text(title, size=Type.OBJECT, weight=Type.BOLD))
            column.addWidget(Paragraph(term.en if is_english else term.zh, size=Type.OBJECT))
            column.addSpacing(14)
        column.addStretch(1)
        area = ScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.add(area, 1)
        return card
