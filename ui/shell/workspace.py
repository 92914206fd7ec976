"""The pages of the window: made when first seen, read again when what they show was written, left in order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from app.kernel.language import _
from app.records.staff.sign_in import Secret
from ui.shell.own_secrets import OwnSecretsPanel
from ui.shell.places import Place
from ui.shell.scribe import Scribe
from ui.widgets.page import Command, Page
from ui.widgets.spare import Spare
from ui.widgets.step_up import StepUp
from ui.widgets.typed import ASIDE
from ui.worker import Worker

if TYPE_CHECKING:
    from app.overview.unfinished import Unfinished

# So many people's pages are kept beside those of who is at the desk.
MOST_ASIDE = 3
# A car or a person that was found begins the next visit.
ALSO = {"customer": "checkin", "vehicle": "checkin"}


@dataclass(slots=True)
class Kept:
    """Open pages of someone who has locked the desk, where they stood, and what the scribe holds of their fields."""

    pages: dict[str, Page]
    here: str
    history: list[str]
    held: dict[str, str]


class Workspace(QStackedWidget):
    """`shown` carries the page that came up, `bar_changed` that its action bar has to be read, `said` a notice."""

    shown = Signal(object)
    bar_changed = Signal()
    said = Signal(object)

    def __init__(self, worker: Worker, places: Sequence[Place]) -> None:
        super().__init__()
        self._worker = worker
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._history: list[str] = []
        self.here = ""
        self._whose = ""
        self._aside: dict[str, Kept] = {}
        self._spares: dict[str, Spare] = {}
        self._left_at: dict[str, QWidget] = {}
        self.scribe = Scribe(worker, self)
        self.scribe.wanted.connect(self._put_back)
        self.scribe.discarded.connect(self._forget)
        self.secrets = OwnSecretsPanel(worker)
        self.secrets.said.connect(self.said.emit)
        worker.changed.connect(self._changed)

    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self.here)

    def go(self, key: str, what: object = None) -> bool:
        """Show a place and open one thing there; False if the page in front will not be left.

        `own` is no place: it asks in place for another PIN or password.
        """
        if key == "own":
            self.secrets.change(Secret(str(what)))
            return True
        key = ALSO.get(key, key)
        if key not in self._places:
            return False
        if key != self.here:
            self.secrets.step_back()
            if not self._leave():
                return False
        page = self._pages.get(key) or self._make(key)
        if key != self.here:
            self._history.append(self.here)
            self.here = key
        self.setCurrentWidget(page)
        if what is not None:
            page.open(what)
        page.refresh()
        self.shown.emit(page)
        self.scribe.look()
        return True

    def make_beforehand(self) -> None:
        """Begin with the pages that this person has not been to, and that nobody left unused."""
        for key in self._places:
            if key not in self._pages:
                self._begin(key)

    def making(self) -> Iterator[None]:
        """The same, a part a step: as long as nobody is at the desk there is nothing to rest for."""
        desk = self.parentWidget()
        layout = desk.layout() if desk is not None else None
        if desk is not None and layout is not None and not self.isVisible():
            # Never shown yet, it has no room of its own to lay them out in.
            desk.resize(self.window().size())
            layout.activate()
        self.make_beforehand()
        for spare in tuple(self._spares.values()):
            while spare.step():
                yield

    def await_person(self, key: str) -> None:
        """Someone is about to sign in who has no pages yet: what they see first is made while the PIN is typed."""
        if key != self._whose and key not in self._aside:
            self._begin(next(iter(self._places), ""))

    def _begin(self, key: str) -> None:
        place = self._places.get(key)
        if place is not None and place.parts is not None and key not in self._spares:
            self._spares[key] = Spare(self, place.parts(self._worker), self.size())

    def step_back(self) -> None:
        """Close what is open inside the page, else go where we came from."""
        page = self.page()
        if self.secrets.step_back() or (page is not None and page.step_back()):
            return
        while self._history:
            key = self._history.pop()
            if key:
                self._return_to(key)
                return

    def _return_to(self, key: str) -> None:
        depth = len(self._history)
        if self.go(key):
            del self._history[depth:]
        else:
            self._history.append(key)

    def commands(self) -> tuple[Command, ...]:
        """What the page can do; while it asks a second person or for a secret, Ctrl+Enter answers that and no more."""
        page = self.page()
        asking = self.secrets if self.secrets.isVisible() else _asking(page)
        first = (Command("", asking.press_primary, key="Ctrl+Enter"),) if asking is not None else ()
        return (*first, *(page.commands() if page is not None else ()))

    def take_focus(self) -> None:
        """The same person is back: the cursor goes where it was, else where the page begins."""
        page, left = self.page(), self._left_at.pop(self._whose, None)
        if left is not None and isValid(left) and page is not None and page.isAncestorOf(left) and left.isVisible():
            left.setFocus(Qt.FocusReason.OtherFocusReason)
        elif page is not None:
            page.take_focus()

    def leave(self) -> bool:
        """Whether the page in front may be left (locking, closing); what is typed is kept, and where the cursor is."""
        focused, page = QApplication.focusWidget(), self.page()
        if focused is not None and page is not None and page.isAncestorOf(focused):
            self._left_at[self._whose] = focused
        self.secrets.step_back()
        is_free = self._leave()
        self.scribe.keep()
        return is_free

    def change_to(self, key: str) -> None:
        """Another person sits down: the pages of who was here are put aside, theirs come back as they left them."""
        if key == self._whose:
            return
        kept = self._aside.pop(key, None) or Kept({}, "", [], {})
        self._put_aside(self.scribe.change_to(kept.held))
        self._whose, self._pages, self.here, self._history = key, kept.pages, kept.here, kept.history
        for page in self._pages.values():
            page.setProperty(ASIDE, None)
        while len(self._aside) > MOST_ASIDE:
            self.drop(next(iter(self._aside)))
        here = self.page()
        if here is not None:
            self.setCurrentWidget(here)
            self.shown.emit(here)

    def _put_aside(self, held: dict[str, str]) -> None:
        if not self._whose:
            return
        for page in self._pages.values():
            page.setProperty(ASIDE, True)
        self._aside[self._whose] = Kept(self._pages, self.here, self._history, held)
        self._whose, self._pages, self.here, self._history = "", {}, "", []

    def drop(self, key: str) -> None:
        """Throw away the pages of a person; what was typed and kept as a draft stays theirs."""
        if key == self._whose:
            self._put_aside(self.scribe.change_to({}))
        kept = self._aside.pop(key, None)
        for page in kept.pages.values() if kept is not None else ():
            self.removeWidget(page)
            page.deleteLater()

    def drop_all_but(self, keys: Collection[str]) -> None:
        """Only these people are still in service."""
        for key in [key for key in self._aside if key not in keys]:
            self.drop(key)

    def _put_back(self, left: "Unfinished") -> None:
        self.go(*left.go)
        self.scribe.put_back(left, self.page)

    def _forget(self, place: str) -> None:
        for page in self._pages.values():
            page.forget(place)

    def _leave(self) -> bool:
        page = self.page()
        return page is None or page.leave()

    def _make(self, key: str) -> Page:
        make = self._places[key].page
        if make is None:
            raise LookupError(f"place {key} has no page")
        spare = self._spares.pop(key, None)
        page = spare.take() if spare is not None else make(self._worker)
        page.title = page.title or _(self._places[key].words)
        page.bar_changed.connect(self._page_changed)
        page.go.connect(self.go)
        page.say.connect(self.said.emit)
        self._pages[key] = page
        self.addWidget(page)
        return page

    def _page_changed(self) -> None:
        # A page behind may still be reading; only the one in front speaks through the bar.
        if self.sender() is self.page():
            self.bar_changed.emit()

    def _changed(self, slices: frozenset[str]) -> None:
        page = self.page()
        if page is not None and page.slices & slices and self.isVisible():
            page.refresh()


def _asking(page: Page | None) -> StepUp | None:
    """The panel of this page in which a second person is being asked."""
    if page is None:
        return None
    return next((panel for panel in page.findChildren(StepUp) if panel.isVisible()), None)
