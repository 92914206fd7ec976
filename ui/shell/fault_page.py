"""Our own mistake, said plainly: what happened, where the report is, that nothing typed is lost, a way on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui import theme
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text

WIDTH = 560


class FaultPage(QWidget):
    """`restart_asked` starts the program anew, `dismissed` goes on where one was."""

    restart_asked = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "fault", _("Fault"))
        self._log_path: Path | None = None
        self.what = named(Text(size=Type.DATA, tone="muted"), "fault.what")
        self.report = named(Paragraph(size=Type.DATA, tone="muted"), "fault.report")
        self.report.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        restart = Button("fault.restart", _("Restart"), look=Look.PRIMARY)
        restart.clicked.connect(self.restart_asked.emit)
        go_on = Button("fault.go_on", _("Go on"), key="Esc")
        go_on.clicked.connect(self.dismissed.emit)
        copy = Button("fault.copy", _("Copy the report's path"), look=Look.QUIET)
        copy.clicked.connect(self._copy_path)
        self._build((go_on, restart), copy)

    def _build(self, buttons: tuple[Button, Button], copy: Button) -> None:
        card = Card(padding=24)
        card.setFixedWidth(WIDTH)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("triangle", side=24, tone="bad", tile="bad_tint", tile_side=44))
        head.addWidget(Text(_("Something went wrong on our side"), size=Type.TITLE, weight=Type.BOLD), 1)
        card.column.addLayout(head)
        card.column.addSpacing(12)
        card.add(Paragraph(_("The last step was not carried out. What you typed is kept as a draft.")))
        card.column.addSpacing(8)
        card.add(self.what)
        card.add(self.report)
        card.column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        card.column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        outer.setContentsMargins(Size.GAP, Size.GAP, Size.GAP, Size.GAP)

    def show_fault(self, error: BaseException, log_path: Path | None) -> None:
        """Say which kind of fault it was and where its report is."""
        self._log_path = log_path
        self.what.setText(type(error).__name__)
        where = _("The report is in {path}. Please send it to us.").format(path=log_path) if log_path else ""
        self.report.setText(where)

    def _copy_path(self) -> None:
        QApplication.clipboard().setText(str(self._log_path or ""))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
