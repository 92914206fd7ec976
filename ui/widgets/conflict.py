"""Two people wrote into one form: what stands there now beside what was typed; one of both is kept for each field."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Clash
from ui.order.discard import discard
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text


class ConflictPanel(QWidget):
    """`conflict`: hidden until `ask`. `chosen` carries the clash and whether theirs is taken; it saves nothing."""

    chosen = Signal(object, bool)
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "conflict", _("Changed by someone else meanwhile"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.CARD_PADDING, 12, Size.CARD_PADDING, 12)
        column.setSpacing(8)
        column.addWidget(Text(_("Changed by someone else meanwhile"), weight=Type.BOLD, tone="warn"))
        column.addWidget(
            Paragraph(_("Nothing was saved. Choose for each field what shall stand there, then save again."))
        )
        self._column, self._rows, self._open = column, QWidget(), set[str]()
        column.addWidget(self._rows)
        self.hide()

    def ask(self, clashes: Sequence[tuple[Clash, str]]) -> None:
        """Show both versions of each field, with its label; the cursor stands on the first choice."""
        self.close_up()
        discard(self._rows)
        self._rows, self._open = QWidget(), {clash.name for clash, _label in clashes}
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for at, words in enumerate((_("Field"), _("What they wrote"), _("What you typed"))):
            grid.addWidget(Text(words, size=Type.LABEL, tone="muted"), 0, at)
        for row, (clash, label) in enumerate(clashes, start=1):
            theirs = Button(f"conflict.theirs.{clash.name}", _("Take theirs"), height=Size.BUTTON_ROW)
            mine = Button(f"conflict.mine.{clash.name}", _("Take mine"), height=Size.BUTTON_ROW)
            for at, words in enumerate((label, clash.theirs or "—", clash.mine or "—")):
                # Typed text is shown as it is: an “&” or “<b>” in it means itself.
                cell = Text(words, weight=Type.MEDIUM if at else Type.REGULAR)
                cell.setTextFormat(Qt.TextFormat.PlainText)
                grid.addWidget(cell, row, at)
            grid.addWidget(theirs, row, 3)
            grid.addWidget(mine, row, 4)
            theirs.clicked.connect(lambda _on=False, clash=clash, row=row: self._choose(clash, row, True))
            mine.clicked.connect(lambda _on=False, clash=clash, row=row: self._choose(clash, row, False))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._column.addWidget(self._rows)
        self.show()
        first = self._rows.findChild(Button)
        if first is not None:
            first.setFocus()

    def _choose(self, clash: Clash, row: int, is_theirs: bool) -> None:
        self.chosen.emit(clash, is_theirs)
        self._open.discard(clash.name)
        grid = self._rows.layout()
        assert isinstance(grid, QGridLayout)
        if not self._open:
            self.close_up()
            self.settled.emit()
            return
        for widget in self._rows.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            at = grid.indexOf(widget)
            if at >= 0 and grid.getItemPosition(at)[0] == row:  # type: ignore[index]  # typed as object
                widget.hide()

    def close_up(self) -> bool:
        """Put it away; whether it was open. What was typed stays in the form."""
        was_open = not self.isHidden()
        self.hide()
        return was_open

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), QRectF(self.rect()), fill="surface", edge="warn", radius=Radius.CARD)
