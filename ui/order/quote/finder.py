"""The cell in which the catalogue is searched: initials, codes, names; Enter takes, Shift+Enter with its partner."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.desk import Desk
from app.kernel.language import _
from app.records.catalogue.queries import CatalogueHit, PackageHit
from ui import theme
from ui.keys import ENTER
from ui.order.quote.offers import key_of, offer_of, partner_of
from ui.theme import Type
from ui.widgets import drawn
from ui.widgets.catalogue_popup import CataloguePopup
from ui.widgets.field import Edge
from ui.widgets.named import named
from ui.widgets.text import Text
from ui.widgets.typed import call
from ui.worker import Worker

PAUSE_MS, HEIGHT, EDITOR, EDITOR_WIDTH = 90, 42, 34, 300
Item = CatalogueHit | PackageHit
Find = Callable[[Desk, str], tuple[Item, ...]]


class Finder(QWidget):
    """A row with the cell at its left and a hint beside it. `taken` carries hits, the first is the chosen one."""

    taken = Signal(object)  # tuple[Item, ...]
    closed = Signal()

    def __init__(self, worker: Worker, name: str, *, left: int = 14) -> None:
        super().__init__()
        self._worker, self._generation, self._answered = worker, 0, 0
        self._find: Find | None = None
        self._hits: tuple[Item, ...] = ()
        self._title = ""
        self.editor = named(QLineEdit(), name, _("Search the catalogue"))
        self.editor.setPlaceholderText(_("type to search"))
        self.editor.setFont(theme.current().font(Type.BODY))
        self.editor.setProperty("enter_is_own", True)
        call(self.editor, "")
        self.hint = Text(_hint(), size=Type.LABEL, tone="muted")
        box = Edge(self.editor)
        box.setFixedSize(EDITOR_WIDTH, EDITOR)
        inner = QHBoxLayout(box)
        inner.setContentsMargins(11, 1, 8, 1)
        inner.addWidget(self.editor)
        row = QHBoxLayout(self)
        row.setContentsMargins(left, 0, 14, 0)
        row.setSpacing(16)
        row.addWidget(box)
        row.addWidget(self.hint, 1)
        self.setFixedHeight(HEIGHT)
        self.popup = CataloguePopup(self.editor, f"{name}.offers", with_partner=_("with its labour or part"))
        self.popup.taken.connect(self._taken)
        self.popup.hurried.connect(self._ask_now)
        # After the popup, so that the arrows and Enter are the popup's while it is open.
        self.editor.installEventFilter(self)
        self.editor.textChanged.connect(self._typed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def come_up(self, find: Find, *, title: str, words: str = "") -> None:
        """Open with what shall be searched, and words already typed if there are any."""
        self._find, self._title = find, title
        self.show()
        self.editor.setFocus()
        self.editor.setText(words)
        self.editor.selectAll()
        self._ask()

    def close_up(self) -> bool:
        """Close; whether it was open."""
        was_open = not self.isHidden()
        self._generation += 1
        self.popup.close_up()
        self.hide()
        if was_open:
            self.closed.emit()
        return was_open

    def step_back(self) -> bool:
        """Esc: the list first, then the cell; whether there was something to close."""
        if self.popup.isVisible():
            self.popup.close_up()
            return True
        return self.close_up()

    def _typed(self, _words: str) -> None:
        if not self.isHidden():
            self._pause.start()

    def _ask_now(self) -> None:
        """Enter came while the pause after the last letter still ran: who goes on at once has taken it all the same."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def _ask(self) -> None:
        if self._find is None or self.isHidden():
            return
        self._generation += 1
        typed = self.editor.text().strip()
        look = partial(_look, find=self._find, typed=typed)
        self._worker.ask(self, look, partial(self._show, self._generation, typed))

    def _show(self, asked: int, typed: str, hits: tuple[Item, ...]) -> None:
        if asked != self._generation or self.isHidden() or typed != self.editor.text().strip():
            return
        self._hits, self._answered = hits, asked
        self.hint.setText(_("Nothing fits “{typed}”.").format(typed=typed) if typed and not hits else _hint())
        if self.editor.hasFocus():
            self.popup.show_offers(self._title, tuple(map(offer_of, hits)))

    def _taken(self, key: str, with_partner: bool) -> None:
        chosen = next((hit for hit in self._hits if key_of(hit) == key), None)
        if chosen is None:
            return
        partner = partner_of(chosen, self._hits) if with_partner else None
        self._generation += 1  # an answer still on its way would open the list again over what was just added
        self.taken.emit((chosen, partner) if partner is not None else (chosen,))
        self.editor.clear()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.popup.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self._ask()
                return True
            is_asking = self._pause.isActive() or self._answered != self._generation
            if event.key() in ENTER and is_asking and self.editor.text().strip():
                self.popup.hurry(with_partner=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.box(drawn.painter_on(self), self.rect(), fill="accent_tint", radius=0)


def _hint() -> str:
    return _("Initials, codes and names are found: yg, 5005, 雨刮")


def _look(desk: Desk, find: Find, typed: str) -> tuple[Item, ...]:
    return find(desk, typed)
