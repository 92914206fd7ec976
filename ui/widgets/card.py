"""A card: surface, one hairline, radius 8, a head of 44 px with what stands beside it."""

from PySide6.QtCore import QMargins
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.text import Text


class Card(QWidget):
    """A surface with an optional head; put things in with `add`, at the head's right with `add_head`.

    `edge` is the token of its border (`warn` for what was declined), `dashed` a ghost of what does not exist yet.
    """

    def __init__(
        self,
        title: str = "",
        *,
        beside: str = "",
        remark: str = "",
        edge: str = "line",
        fill: str = "surface",
        dashed: bool = False,
        padding: int = Size.CARD_PADDING,
    ) -> None:
        super().__init__()
        self._edge, self._fill, self._dashed, self._edge_width = edge, fill, dashed, 1
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, 0 if title else padding, padding, padding)
        self.column.setSpacing(0)
        self.title = Text(title, size=Type.BODY, weight=Type.BOLD)
        self.beside = Text(beside, size=Type.LABEL, tone="muted")
        self.remark = Text(remark, size=Type.LABEL, tone="muted", align=drawn.RIGHT)
        self.head = QHBoxLayout()
        if title:
            self.column.addLayout(self._head_row())
        else:
            # Words that are not shown still belong to the card: alone they would outlive its page.
            for words in (self.title, self.beside, self.remark):
                words.setParent(self)
                words.hide()

    def _head_row(self) -> QHBoxLayout:
        self.head.setSpacing(12)
        for words in (self.title, self.beside, self.remark):
            words.setFixedHeight(Size.CARD_HEAD)
        self.head.addWidget(self.title)
        self.head.addWidget(self.beside)
        self.head.addStretch(1)
        self.head.addWidget(self.remark)
        return self.head

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something below what is there."""
        self.column.addWidget(widget, stretch)

    def add_edge_to_edge(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a table in that reaches both edges; from now on the card has no padding of its own."""
        padding = self.column.contentsMargins().left()
        head = self.head.contentsMargins()
        self.head.setContentsMargins(head + QMargins(padding, 0, padding, 0))
        self.column.setContentsMargins(1, self.column.contentsMargins().top(), 1, Radius.CARD)
        self.column.addWidget(widget, stretch)

    def add_head(self, widget: QWidget) -> None:
        """Put something at the right end of the head."""
        self.head.addWidget(widget)

    def fold_to_head(self, is_folded: bool) -> None:
        """Nothing stands below the head for now: then no strip is kept for it."""
        margins = self.column.contentsMargins()
        margins.setBottom(0 if is_folded else margins.left())
        self.column.setContentsMargins(margins)

    def set_edge(self, token: str, *, width: int = 1) -> None:
        """Another border: 2 px `accent` for the chosen card, `warn`, `bad`."""
        self._edge, self._edge_width = token, width
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(
            drawn.painter_on(self),
            self.rect(),
            fill=self._fill,
            edge=self._edge,
            edge_width=self._edge_width,
            radius=Radius.CARD,
            dashed=self._dashed,
        )
