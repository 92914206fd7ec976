"""Signing with a pen: print the sheet, have it signed, attach its scan. Stands where the signing field stands."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.picture import LARGEST_FILE
from app.kernel.refusal import Refusal, Trouble
from app.paper.scan import keep_scan
from ui.order.customer_side import advisors_window
from ui.order.paper_outlet import Leaf, PaperOutlet
from ui.theme import Size, Type
from ui.widgets.button import Button
from ui.widgets.named import named
from ui.widgets.page import Notice
from ui.widgets.text import Paragraph, Text
from ui.worker import Worker

KINDS = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed for the pen: its title and the look that answers its PDF."""

    title: str
    preview: "partial[bytes]"


class OnPaper(QWidget):
    """Three steps, `sign.paper.print`, the pen, `sign.paper.attach`; `changed` when there is a scan, or none again."""

    changed = Signal()

    def __init__(self, worker: Worker, sheet: Sheet) -> None:
        super().__init__()
        named(self, "sign.paper", _("Sign on paper"))
        self._worker, self._sheet, self.scan = worker, sheet, ""
        self._outlet = PaperOutlet(worker, self)
        self.print = Button("sign.paper.print", _("Print the sheet"), icon="print")
        self.attach = Button("sign.paper.attach", _("Attach the scan…"), icon="upload")
        self.said = named(Text(size=Type.DATA, tone="muted"), "sign.paper.said")
        self.found = named(Text(size=Type.DATA, tone="muted"), "sign.paper.scan")
        self.error = named(Paragraph(size=Type.DATA, tone="bad"), "sign.paper.scan.error")
        self._build()
        self.print.clicked.connect(self.print_sheet)
        self.attach.clicked.connect(self.choose)
        self._outlet.said.connect(self._say)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Paragraph(_("1  Print the sheet. It says the same as this screen.")))
        column.addLayout(self._row(self.print, self.said))
        column.addSpacing(Size.GAP)
        column.addWidget(Paragraph(_("2  The customer reads it and signs it with a pen.")))
        column.addSpacing(Size.GAP)
        column.addWidget(
            Paragraph(_("3  Scan or photograph the signed sheet and attach it. The sheet itself is kept."))
        )
        column.addLayout(self._row(self.attach, self.found))
        column.addWidget(self.error)
        column.addStretch(1)
        self.error.hide()

    def _row(self, button: Button, words: Text) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button)
        row.addWidget(words, 1)
        return row

    def print_sheet(self) -> None:
        """Print it; without any printer it is saved as a file."""
        self._outlet.print(Leaf(self._sheet.title, self._sheet.preview))

    def choose(self) -> None:
        """Take the scan from a file; it is read and judged at once."""
        kinds = _("Pictures and PDF")
        chosen, _filter = QFileDialog.getOpenFileName(
            advisors_window(self), _("Attach the scan"), "", f"{kinds} ({KINDS})"
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Read a scan and keep it; what is wrong with it stands under the button."""
        self._forget()
        self.found.setText(_("Being read…"))
        self._worker.do(
            self, partial(keep_file, path=path), done=partial(self._kept, path.name), refused=self._refused,
            troubled=self._troubled,
        )  # fmt: skip

    def show_error(self, words: str) -> None:
        """Say what is missing or wrong; empty words clear it."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def lacks(self) -> str:
        """What the advisor is told while there is no scan; "" when there is one."""
        return "" if self.scan else _("Attach the scan of the signed sheet first.")

    def _kept(self, name: str, digest: str) -> None:
        self.scan = digest
        self.found.setText(name)
        self.changed.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._forget()
        self.show_error(refusal.sentence)

    def _troubled(self, trouble: Trouble) -> None:
        self._forget()
        self.show_error(f"{trouble.sentence} {trouble.remedy}".strip())

    def _forget(self) -> None:
        self.scan = ""
        self.found.setText("")
        self.show_error("")
        self.changed.emit()

    def _say(self, notice: Notice) -> None:
        self.said.setText(notice.words)


def keep_file(desk: Desk, *, path: Path) -> str:
    """Keep the picture or PDF of a file; answers its SHA-256. No more is read than a scan may have.

    Refuses: scan.*; Trouble: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Trouble(
            _("{path} cannot be read: {reason}.").format(path=path.name, reason=reason_of(error)), ""
        ) from error
    return keep_scan(desk, content)
