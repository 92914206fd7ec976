"""Two people wrote into one form: what stands there now beside what was typed; one of both is kept for each field."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Clash
from ui.order.discard import discard
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button
from ui.widgets.named import named
from ui.widgets.text import Paragraph, Text


def _as_it_is(_name: str, words: str) -> str:
    return words


class ConflictPanel(QWidget):
    """`conflict`: hidden until `ask`. `chosen` carries the clash and whether theirs is taken; it saves nothing.

    `settled` once all are chosen. A form whose choice saves at once, or that keeps its own otherwise, says so in
    `lead` and `mine`.
    """

    chosen = Signal(object, bool)
    settled = Signal()

    def __init__(self, *, lead: str = "", mine: str = "") -> None:
        super().__init__()
        named(self, "conflict", _("Changed by someone else meanwhile"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.CARD_PADDING, 12, Size.CARD_PADDING, 12)
        column.setSpacing(8)
        column.addWidget(Text(_("Changed by someone else meanwhile"), weight=Type.BOLD, tone="warn"))
        lead = lead or _("Nothing was saved. Choose for each field what shall stand there, then save again.")
        column.addWidget(Paragraph(lead))
        self._mine = mine or _("Take mine")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column, self._rows, self._open = column, QWidget(), set[str]()
        column.addWidget(self._rows)
        self.hide()

    def ask(
        self, clashes: Sequence[Clash], *, labels: Mapping[str, str], say: Callable[[str, str], str] = _as_it_is
    ) -> None:
        """Show both versions of each field under its label; the cursor stands on the first choice.

        `say` makes words of what stands in a field of that name.
        """
        self.close_up()
        discard(self._rows)
        self._rows, self._open = QWidget(), {clash.name for clash in clashes}
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for at, words in enumerate((_("Field"), _("What they wrote"), _("What you typed"))):
            grid.addWidget(Text(words, size=Type.LABEL, tone="muted"), 0, at)
        for row, clash in enumerate(clashes, start=1):
            theirs = Button(f"conflict.theirs.{clash.name}", _("Take theirs"), height=Size.BUTTON_ROW)
            mine = Button(f"conflict.mine.{clash.name}", self._mine, height=Size.BUTTON_ROW)
            both = (say(clash.name, clash.theirs) or "—", say(clash.name, clash.mine) or "—")
            for at, words in enumerate((labels[clash.name], *both)):
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
