"""A paper that is not issued yet, to read over the whole window: its pages with the word “draft” across them."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from ui import printing
from ui.order.cover import EDGE, Band, Cover
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
        self._worker, self._title, self._preview, self._may_print = worker, title, preview, may_print
        self.view = PaperView("draft.view", title)
        self.view.setMaximumWidth(PAGE_MOST)
        self.said = Text(size=Type.DATA, tone="muted")
        self._build()
        self.come_up(self.view)
        worker.ask(self, partial(_pictures, preview=preview), self.view.show_pages)

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
        """Print it on the usual printer; without any printer save it as a file."""
        if not self._may_print:
            return
        names = printing.printer_names()
        if names:
            deed = partial(_print, preview=self._preview, printer_name=names[0], title=self._title)
            said = _("{title} sent to {printer}.").format(title=self._title, printer=names[0])
            self._worker.ask(self, deed, lambda _none: self.said.setText(said))
        else:
            self._save()

    def _save(self) -> None:
        name = printing.file_name("", self._title).strip()
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the paper"), name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            said = _("Saved as {name}.").format(name=path.name)
            self._worker.ask(
                self, partial(_save, preview=self._preview, path=path), lambda _none: self.said.setText(said)
            )


def _pictures(desk: Desk, *, preview: "partial[bytes]") -> tuple[QImage, ...]:
    return printing.page_pictures(preview(desk))


def _print(desk: Desk, *, preview: "partial[bytes]", printer_name: str, title: str) -> None:
    printing.print_pdf(preview(desk), printer_name=printer_name, title=title)


def _save(desk: Desk, *, preview: "partial[bytes]", path: Path) -> None:
    printing.save_pdf(preview(desk), path)
