"""One line over the lines of a comeback: to which order, who answers for it, who pays."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.language import _
from app.overview.order_view import OrderView
from ui import formats
from ui.order.comeback.words import standing, who_pays
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Text


class ComebackNote(QWidget):
    """`comeback.note`: not there for an ordinary visit."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "comeback.note", _("Comeback"))
        self.words = Text(size=Type.DATA, weight=Type.MEDIUM, tone="warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        row.addWidget(Icon("loop", side=18, tone="warn"))
        row.addWidget(self.words, 1)
        self.hide()

    def show_view(self, view: OrderView) -> None:
        """The comeback of an order, if it is one."""
        comeback = view.comeback
        if comeback is not None:
            to = _("Comeback to {number}").format(number=comeback.original_number)
            self.words.setText(formats.joined(to, standing(comeback, now=view.now), who_pays(comeback)))
            self.setAccessibleDescription(self.words.text())
        self.setVisible(comeback is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill="warn_tint", radius=Radius.CARD)
