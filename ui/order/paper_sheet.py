"""An issued paper, opened over the order: its pages, and print, save, check beside its number."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.paper.queries import PaperRow
from app.paper.verify import Soundness
from ui import formats, theme
from ui.order.paper_deeds import PaperDeeds, code_of, look_at, title_of, void_words
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.named import named
from ui.widgets.paper_view import PaperView
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.shape import Shape
from ui.widgets.text import Text
from ui.worker import Worker

WIDEST = 940


def soundness_mark(soundness: Soundness | None, *, is_void: bool = False) -> Mark:
    """What a check found, as a pill; an intact paper that no longer holds is not said to be good."""
    if soundness is None:
        return Mark(_("not checked yet"), Shape.RING)
    if not soundness.is_sound:
        return Mark(_("Altered!"), Shape.CROSS, Kind.BAD)
    if is_void:
        return Mark(_("Unaltered, void"), Shape.CROSS, Kind.WARN)
    return Mark(_("Unaltered"), Shape.TICK, Kind.GOOD)


class PaperSheet(QWidget):
    """`paper`. Covers the order's page until Esc; `closed` when it goes."""

    closed = Signal()

    def __init__(self, worker: Worker, deeds: PaperDeeds) -> None:
        super().__init__()
        named(self, "paper", _("Paper"))
        self._worker, self.deeds = worker, deeds
        self.paper: PaperRow | None = None
        self.title = Text(size=Type.OBJECT, weight=Type.BOLD)
        self.about = Text(size=Type.LABEL, tone="muted")
        self.void = named(Text(size=Type.DATA, weight=Type.MEDIUM, tone="bad"), "paper.void")
        self.mark = Pill(soundness_mark(None))
        self.view = PaperView("paper.view", _("Pages of the paper"))
        self.print_button = Button("paper.print", _("Print"), icon="print", key="Ctrl+P", height=Size.BUTTON)
        self.save_button = Button("paper.save", _("Save as…"), icon="download")
        self.check_button = Button("paper.check", _("Check"), icon="shield")
        self.close_button = Button("paper.close", _("Close"), look=Look.PRIMARY, key="Esc")
        self._build()
        self.print_button.clicked.connect(self.print_page)
        self.save_button.clicked.connect(lambda: self.paper and self.deeds.save(self.paper))
        self.check_button.clicked.connect(lambda: self.paper and self.deeds.check(self.paper))
        self.close_button.clicked.connect(self.close_up)
        deeds.checked.connect(self._checked)
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 16)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addWidget(self.void)
        row.addLayout(words, 1)
        row.addWidget(self.mark)
        row.addSpacing(8)
        for button in (self.check_button, self.save_button, self.print_button, self.close_button):
            row.addWidget(button)
        column.addLayout(row)
        # Fitted to the width of a wide window one would see a third of a page.
        self.view.setMaximumWidth(WIDEST)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.view, 100)
        middle.addStretch(1)
        column.addLayout(middle, 1)

    def open(self, paper: PaperRow) -> None:
        """Show a paper; its pages come when they are drawn."""
        self.paper = paper
        self.title.setText(f"{code_of(paper)} {title_of(paper)}")
        signed = _("signed by {names}").format(names=_(", ").join(paper.signed_by)) if paper.signed_by else ""
        issued = formats.local(paper.issued_at)
        replaces = _("in place of {number}").format(number=paper.replaces) if paper.replaces else ""
        void = void_words(paper)
        self.about.setText(formats.joined(paper.number, f"{issued:%Y-%m-%d %H:%M}", replaces, signed))
        self.void.setText(void)
        self.void.setVisible(bool(void))
        self.mark.show_mark(soundness_mark(None))
        self.view.show_pages(())
        self.show()
        self.raise_()
        self.view.setFocus()
        self._worker.ask(self, partial(look_at, paper=paper), partial(self._show, paper))
        self.deeds.check(paper)

    def print_page(self) -> None:
        """Print what is open."""
        if self.paper is not None:
            self.deeds.print(self.paper)

    def close_up(self) -> None:
        """Back to the order; the pictures of the pages, five megabytes each, are let go."""
        self.hide()
        self.view.show_pages(())
        self.closed.emit()

    def _show(self, paper: PaperRow, pictures: tuple[QImage, ...]) -> None:
        if paper == self.paper:
            self.view.show_pages(pictures)

    def _checked(self, paper: PaperRow, soundness: Soundness) -> None:
        if self.paper is not None and paper.id == self.paper.id:
            self.mark.show_mark(soundness_mark(soundness, is_void=paper.is_void))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
