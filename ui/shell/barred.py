"""The store cannot be opened: why, and what to do; what lies there may be looked at where it can be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Trouble
from ui import theme
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text

WIDTH = 560


class Barred(QWidget):
    """`again` tries once more, `closed` ends the program.

    `look_asked` wants to see what lies there, `restore_asked` a backup in its place.
    """

    again = Signal()
    closed = Signal()
    look_asked = Signal()
    restore_asked = Signal()

    def __init__(self, trouble: Trouble, *, may_look: bool = False, may_restore: bool = False) -> None:
        super().__init__()
        named(self, "barred", _("The store cannot be opened"))
        card = Card(padding=24)
        card.setFixedWidth(WIDTH)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("lock", side=24, tone="bad", tile="bad_tint", tile_side=44))
        head.addWidget(Text(_("The store cannot be opened"), size=Type.TITLE, weight=Type.BOLD), 1)
        card.column.addLayout(head)
        card.column.addSpacing(12)
        card.add(named(Paragraph(trouble.sentence), "barred.sentence"))
        card.column.addSpacing(8)
        card.add(named(Paragraph(trouble.remedy, tone="muted"), "barred.remedy"))
        card.column.addSpacing(16)
        close = Button("barred.close", _("Close"))
        close.clicked.connect(self.closed.emit)
        again = Button("barred.again", _("Try again"), look=Look.PRIMARY)
        again.clicked.connect(self.again.emit)
        row = QHBoxLayout()
        row.setSpacing(8)
        look = Button("barred.look", _("Only look at it"))
        look.clicked.connect(self.look_asked.emit)
        look.setVisible(may_look)
        row.addWidget(look)
        restore = Button("barred.restore", _("Restore a backup…"))
        restore.clicked.connect(self.restore_asked.emit)
        restore.setVisible(may_restore)
        row.addWidget(restore)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(again)
        card.column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
