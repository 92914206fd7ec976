"""What can be done with an issued paper: open, print, save, check; each runs on the desk's threads."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.kernel.language import _
from app.overview.papers import open_paper
from app.paper.hand_out import Way, hand_out
from app.paper.kinds import CODES, TITLES
from app.paper.queries import PaperRow
from app.paper.verify import Soundness, verify_paper
from ui import formats
from ui.order.paper_outlet import Leaf, PaperOutlet, pictures
from ui.widgets.pill import Kind, Mark
from ui.widgets.shape import Shape
from ui.worker import Worker


def look_at(desk: Desk, paper: PaperRow) -> tuple[QImage, ...]:
    """The pages as pictures; a paper that was left unfiled is typeset first."""
    return pictures(desk, leaf_of(paper))


def leaf_of(paper: PaperRow) -> Leaf:
    """The issued file; each time it goes out that is written down."""

    def read(desk: Desk) -> bytes:
        return open_paper(desk, paper.id)

    def note(desk: Desk, way: Way) -> None:
        hand_out(desk, paper.id, way=way)

    return Leaf(title_of(paper), read, paper.number, note)


def title_of(paper: PaperRow) -> str:
    """`Quotation` in the language in force."""
    return _(TITLES[paper.kind])


def code_of(paper: PaperRow) -> str:
    """`D03`."""
    return CODES[paper.kind]


def void_mark(paper: PaperRow) -> Mark | None:
    """Said of a paper that no longer holds."""
    return Mark(_("Void"), Shape.CROSS, Kind.BAD) if paper.is_void else None


def void_words(paper: PaperRow) -> str:
    """`void since 11-26 14:30: oil leak`; empty for a paper that holds."""
    if paper.voided_at is None:
        return ""
    since = formats.local(paper.voided_at)
    return _("void since {time}: {reason}").format(time=f"{since:%m-%d %H:%M}", reason=paper.void_reason)


class PaperDeeds(QObject):
    """For the issued papers of an order; `said` carries notices, `checked` what a check found."""

    said = Signal(object)
    checked = Signal(object, object)  # PaperRow, Soundness

    def __init__(self, worker: Worker, owner: QWidget) -> None:
        super().__init__(owner)
        self._worker, self._owner = worker, owner
        self._outlet = PaperOutlet(worker, owner)
        self._outlet.said.connect(self.said.emit)

    def print(self, paper: PaperRow) -> None:
        """Print it; without any printer it is saved."""
        self._outlet.print(leaf_of(paper))

    def save(self, paper: PaperRow) -> None:
        """Ask for a place and save the file there."""
        self._outlet.save(leaf_of(paper))

    def check(self, paper: PaperRow) -> None:
        """Compare the file with its digest and say what was found."""

        def found(soundness: Soundness) -> None:
            self.checked.emit(paper, soundness)

        self._worker.ask(self._owner, partial(verify_paper, paper_id=paper.id), found)
