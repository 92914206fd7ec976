"""The one way a paper leaves the screen: on a printer, or as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.paper.hand_out import Way
from ui import printing
from ui.dress import dressed_popup
from ui.order.customer_side import advisors_window
from ui.widgets.page import Notice
from ui.worker import Worker


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paper to show or hand out: `read` answers the bytes of its PDF, `note` writes down that it went out.

    A draft has no number and is not written down.
    """

    title: str
    read: Callable[[Desk], bytes]
    number: str = ""
    note: Callable[[Desk, Way], object] | None = None


def pictures(desk: Desk, leaf: Leaf) -> tuple[QImage, ...]:
    """Its pages as pictures."""
    return printing.page_pictures(leaf.read(desk))


class PaperOutlet(QObject):
    """Asks where to, hands the rest to the worker; `said` carries notices."""

    said = Signal(object)

    def __init__(self, worker: Worker, owner: QWidget) -> None:
        super().__init__(owner)
        self._worker, self._owner = worker, owner

    def print(self, leaf: Leaf) -> None:
        """Print on the only printer, choose among several, or save the file where there is none."""
        names = printing.printer_names()
        if not names:
            self.said.emit(Notice(_("No printer is set up on this computer: the paper is saved as a file."), "info"))
            self.save(leaf)
        elif len(names) == 1:
            self._print_on(leaf, names[0])
        else:
            self._ask_which(leaf, names)

    def save(self, leaf: Leaf) -> None:
        """Ask for a place and save the file there, byte for byte."""
        name = printing.file_name(leaf.number, leaf.title).strip()
        chosen, _filter = QFileDialog.getSaveFileName(
            advisors_window(self._owner), _("Save the paper"), name, "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen)
            self._send(leaf, partial(_save, leaf=leaf, path=path), _("Saved as {name}.").format(name=path.name))

    def _print_on(self, leaf: Leaf, printer_name: str) -> None:
        said = _("{title} sent to {printer}.").format(title=leaf.title, printer=printer_name)
        self._send(leaf, partial(_print, leaf=leaf, printer_name=printer_name), said)

    def _send(self, leaf: Leaf, deed: Callable[[Desk], None], said: str) -> None:
        """Only what is written down has to wait for its turn."""

        def done(_none: None) -> None:
            self.said.emit(Notice(said))

        if leaf.note is None:
            self._worker.ask(self._owner, deed, done)
        else:
            self._worker.do(self._owner, deed, done=done)

    def _ask_which(self, leaf: Leaf, names: tuple[str, ...]) -> None:
        window = advisors_window(self._owner)
        over = self._owner if window is self._owner.window() else window
        menu = dressed_popup(QMenu(over))
        for name in names:
            menu.addAction(name, partial(self._print_on, leaf, name))
        menu.popup(over.mapToGlobal(over.rect().center()))


def _print(desk: Desk, *, leaf: Leaf, printer_name: str) -> None:
    # Others see the queue of a shared printer: it gets the number of the paper, or its kind, never whose it is.
    printing.print_pdf(leaf.read(desk), printer_name=printer_name, title=leaf.number or leaf.title)
    if leaf.note is not None:
        leaf.note(desk, Way.PRINTED)


def _save(desk: Desk, *, leaf: Leaf, path: Path) -> None:
    printing.save_file(leaf.read(desk), path)
    if leaf.note is not None:
        leaf.note(desk, Way.SAVED)
