"""A paper that is not issued yet, to read over the whole window: its pages with the word “draft” across them."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui.order.cover import EDGE, Band, Cover
from ui.order.paper_outlet import Leaf, PaperOutlet, pictures
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.paper_view import PaperView
from ui.widgets.text import Text
from ui.worker import Worker

PAGE_MOST = 1100


class DraftSheet(Cover):
    """Shows `preview`, a look that answers the bytes of a PDF; Esc closes it. `may_print` adds a print button."""

    def __init__(
        self, over: QWidget, worker: Worker, *, title: str, preview: "partial[bytes]", may_print: bool = False
    ) -> None:
        super().__init__(over, "draft", title)
        self._title, self._leaf, self._may_print = title, Leaf(title, preview), may_print
        self._outlet = PaperOutlet(worker, self)
        self.view = PaperView("draft.view", title)
        self.view.setMaximumWidth(PAGE_MOST)
        self.said = Text(size=Type.DATA, tone="muted")
        self._outlet.said.connect(lambda notice: self.said.setText(notice.words))
        self._build()
        self.come_up(self.view)
        worker.ask(self, partial(pictures, leaf=self._leaf), self.view.show_pages)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        pages = QHBoxLayout()
        pages.setContentsMargins(EDGE, Size.GAP, EDGE, Size.GAP)
        pages.addWidget(self.view, 1)
        column.addLayout(pages, 1)

    def _bar(self) -> Band:
        bar = Band()
        bar.row.addWidget(Icon("doc", side=Size.ICON, tone="accent", tile="accent_tint", tile_side=36))
        bar.row.addSpacing(12)
        bar.row.addWidget(Text(self._title, size=Type.TITLE, weight=Type.BOLD))
        bar.row.addSpacing(16)
        bar.row.addWidget(self.said, 1)
        if self._may_print:
            printer = Button("draft.print", _("Print"), icon="print", key="Ctrl+Enter")
            printer.clicked.connect(self.press_primary)
            bar.row.addWidget(printer)
            bar.row.addSpacing(8)
        back = Button("draft.close", _("Close"), icon="back", key="Esc")
        back.clicked.connect(self.cancel)
        bar.row.addWidget(back)
        return bar

    def press_primary(self) -> None:
        """Print it; without any printer it is saved as a file."""
        if self._may_print:
            self._outlet.print(self._leaf)
