"""What can be done with an issued paper: open, print, save, check; each runs on the desk's threads."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.overview.papers import open_paper
from app.paper.hand_out import Way, hand_out
from app.paper.kinds import CODES, TITLES
from app.paper.queries import PaperRow
from app.paper.verify import Soundness, verify_paper
from ui import printing
from ui.widgets.page import Notice
from ui.worker import Worker


def look_at(desk: Desk, paper: PaperRow) -> tuple[QImage, ...]:
    """The pages as pictures; a paper that was left unfiled is typeset first."""
    return printing.page_pictures(open_paper(desk, paper.id))


def print_it(desk: Desk, paper: PaperRow, *, printer_name: str) -> None:
    """Print the issued file and write down that it was handed out."""
    printing.print_pdf(open_paper(desk, paper.id), printer_name=printer_name, title=title_of(paper))
    hand_out(desk, paper.id, way=Way.PRINTED)


def save_it(desk: Desk, paper: PaperRow, *, path: Path) -> None:
    """Save the issued file, byte for byte, and write down that it was handed out."""
    printing.save_pdf(open_paper(desk, paper.id), path)
    hand_out(desk, paper.id, way=Way.SAVED)


def title_of(paper: PaperRow) -> str:
    """`Quotation` in the language in force."""
    return _(TITLES[paper.kind])


def code_of(paper: PaperRow) -> str:
    """`D03`."""
    return CODES[paper.kind]


class PaperDeeds(QObject):
    """Asks where to, hands the rest to the worker; `said` carries notices, `checked` what a check found."""

    said = Signal(object)
    checked = Signal(object, object)  # PaperRow, Soundness

    def __init__(self, worker: Worker, owner: QWidget) -> None:
        super().__init__(owner)
        self._worker, self._owner = worker, owner

    def print(self, paper: PaperRow) -> None:
        """Print on the only printer, choose among several, or save the file where there is none."""
        names = printing.printer_names()
        if not names:
            self.said.emit(Notice(_("No printer is set up on this computer: the paper is saved as a file."), "info"))
            self.save(paper)
        elif len(names) == 1:
            self.print_on(paper, names[0])
        else:
            self._ask_which(paper, names)

    def print_on(self, paper: PaperRow, printer_name: str) -> None:
        """Print on this printer."""
        said = Notice(_("{title} sent to {printer}.").format(title=title_of(paper), printer=printer_name))
        deed = partial(print_it, paper=paper, printer_name=printer_name)
        self._worker.do(self._owner, deed, done=lambda _none: self.said.emit(said))

    def save(self, paper: PaperRow) -> None:
        """Ask for a place and save the file there."""
        name = printing.file_name(paper.number, title_of(paper))
        chosen, _filter = QFileDialog.getSaveFileName(self._owner, _("Save the paper"), name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            said = Notice(_("Saved as {name}.").format(name=path.name))
            deed = partial(save_it, paper=paper, path=path)
            self._worker.do(self._owner, deed, done=lambda _none: self.said.emit(said))

    def check(self, paper: PaperRow) -> None:
        """Compare the file with its digest and say what was found."""

        def found(soundness: Soundness) -> None:
            self.checked.emit(paper, soundness)

        self._worker.ask(self._owner, partial(verify_paper, paper_id=paper.id), found)

    def _ask_which(self, paper: PaperRow, names: tuple[str, ...]) -> None:
        menu = QMenu(self._owner)
        for name in names:
            menu.addAction(name, partial(self.print_on, paper, name))
        menu.popup(self._owner.mapToGlobal(self._owner.rect().center()))
