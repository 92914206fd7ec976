"""The store cannot be opened: why, and what to do; what lies there may be looked at where it can be read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from ui import theme
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text
from ui.widgets.typed import call
from ui.worker import Worker

WIDTH = 560


class Barred(QWidget):
    """`again` tries once more, `closed` ends the program.

    `look_asked` wants to see what lies there, `restore_asked` a backup in its place. A recovery key
    that opens it is followed by `again`.
    """

    again = Signal()
    closed = Signal()
    look_asked = Signal()
    restore_asked = Signal()

    def __init__(
        self, trouble: Trouble, *, may_look: bool = False, may_restore: bool = False, may_unlock: bool = False
    ) -> None:
        super().__init__()
        self._worker: Worker | None = None
        self._take_key: Callable[[str], None] | None = None
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
        self.key = LineField("barred.key", _("Recovery key"), placeholder=_("nine groups of four"))
        call(self.key.editor, "")  # a key is no draft
        self.key.setVisible(may_unlock)
        card.add(self.key)
        close = Button("barred.close", _("Close"))
        close.clicked.connect(self.closed.emit)
        again = Button("barred.again", _("Try again"), look=Look.PRIMARY)
        again.clicked.connect(self.again.emit)
        unlock = Button("barred.unlock", _("Unlock"), look=Look.PRIMARY)
        unlock.clicked.connect(self._unlock)
        self.key.editor.returnPressed.connect(unlock.click)
        unlock.setVisible(may_unlock)
        again.setVisible(not may_unlock)
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
        row.addWidget(unlock)
        card.column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def unlocks_by(self, worker: Worker, unlock: Callable[[str], None]) -> None:
        """What is done with the recovery key that is typed, on the worker's thread."""
        self._worker, self._take_key = worker, unlock

    def _unlock(self) -> None:
        words, take_key = self.key.text(), self._take_key
        if self._worker is None or take_key is None:
            return
        self._worker.do(
            self, lambda _no_desk: take_key(words), done=lambda _none: self.again.emit(), refused=self._show_refusal,
            troubled=lambda trouble: self.key.set_error(f"{trouble.sentence} {trouble.remedy}"),
        )  # fmt: skip

    def _show_refusal(self, refusal: Refusal) -> None:
        self.key.set_error(refusal.sentence)
        self.key.editor.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
