"""Nothing typed is lost: the form is kept while it is typed, and what was left is offered again, with its age."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.drafts import KeptDraft
from app.kernel.language import _
from app.order.checkin.check_in import DRAFT_PAGE
from app.order.checkin.draft import decode, encode, is_blank, title
from app.order.checkin.form import CheckinForm
from ui import formats
from ui.order.checkin.kept_mark import Kept
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.pill import Kind
from ui.worker import Worker

# What is typed before one has decided on an older draft goes here: neither overwrites the other.
SECOND_PAGE = f"{DRAFT_PAGE}.second"
EVERY_MS, GAP = 800, 11


@dataclass(frozen=True, slots=True)
class Left:
    """The drafts that were found: of the page itself, and the one that was typed beside it."""

    first: KeptDraft | None
    second: KeptDraft | None


class Drafting(QObject):
    """Keeps the page's form; `restored` carries a form to show, `said` when it was kept last."""

    restored = Signal(object)  # CheckinForm
    said = Signal(object)  # Kept, the newest; None before any

    def __init__(self, worker: Worker, page: QWidget, form: Callable[[], CheckinForm]) -> None:
        super().__init__(page)
        self._worker, self._form = worker, form
        self._slot = DRAFT_PAGE
        self._offered: tuple[str, CheckinForm] | None = None
        self._has_looked = self._has_second = False
        self.banner = Banner("checkin.draft", kind=Kind.INFO, icon="doc", closable=False)
        self.banner.pressed.connect(self.restore)
        discard = Button("checkin.draft.discard", _("Discard"))
        discard.clicked.connect(self.discard)
        layout = self.banner.layout()
        if layout is not None:
            layout.addWidget(discard)
        self.gap = QWidget()
        self.gap.setFixedHeight(GAP)
        self.gap.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def look(self) -> None:
        """Look once for what was left here; the answer comes as the banner."""
        if not self._has_looked:
            self._has_looked = True
            self._worker.ask(self, _left, self._found)

    def typed(self) -> None:
        """Something was typed: it is kept within 0.8 s, however long one goes on typing."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep the form now."""
        self._timer.stop()
        form = self._form()
        if is_blank(form):
            self._worker.do(self, partial(_drop, page=self._slot), done=lambda _none: self.said.emit(None))
        else:
            self._worker.do(self, partial(_keep, page=self._slot, form=form), done=self.said.emit)

    def keep_at_once(self) -> None:
        """The page is left: keep what was typed within the last moments."""
        if self._timer.isActive():
            self.keep()

    def over(self) -> None:
        """The form was booked, or emptied by its writer: nothing to keep, and what else was left is offered."""
        self._timer.stop()
        self._worker.do(self, partial(_drop, page=self._slot), done=lambda _none: self._look_again())
        self._slot = DRAFT_PAGE
        self.said.emit(None)

    def _look_again(self) -> None:
        """Only once the booked one is gone: looks may overtake deeds."""
        self._has_looked = False
        self.look()

    def restore(self) -> None:
        """Show the draft that is offered; what was typed meanwhile is kept beside it and offered next."""
        if self._offered is None:
            return
        typed, (page, form) = self._form(), self._offered
        self._timer.stop()
        self._has_second = not is_blank(typed)
        if is_blank(typed):
            self._worker.do(self, partial(_drop, page=SECOND_PAGE))
        else:
            self._worker.do(self, partial(_keep, page=SECOND_PAGE, form=typed))
        if page != DRAFT_PAGE:
            self._worker.do(self, partial(_keep, page=DRAFT_PAGE, form=form))
        self._decided()
        self.restored.emit(form)

    def set_aside(self) -> bool:
        """Keep what is typed to be offered next: another car comes first. False where something is kept so already."""
        if self._offered is not None or self._has_second:
            return False
        self._timer.stop()
        self._has_second = True
        self._worker.do(self, partial(_keep, page=SECOND_PAGE, form=self._form()))
        return True

    def discard(self) -> None:
        """Forget the draft that is offered; what is in the form takes its place."""
        if self._offered is None:
            return
        page, _form = self._offered
        self._has_second = False
        self._worker.do(self, partial(_drop, page=page))
        self._decided()
        if not is_blank(self._form()):
            self.keep()
        self._worker.do(self, partial(_drop, page=SECOND_PAGE))

    def _decided(self) -> None:
        self._offered, self._slot = None, DRAFT_PAGE
        self.banner.hide()
        self.gap.hide()

    def _found(self, left: Left) -> None:
        self._has_second = left.second is not None
        for page, draft in ((DRAFT_PAGE, left.first), (SECOND_PAGE, left.second)):
            form = decode(draft.content) if draft is not None else None
            if draft is not None and form is not None and not is_blank(form):
                self._offer(page, form, draft.saved_at)
                return

    def _offer(self, page: str, form: CheckinForm, saved_at: datetime) -> None:
        self._offered = (page, form)
        # Until it is decided, what is typed goes beside the page's own draft, never over it.
        self._slot = SECOND_PAGE if page == DRAFT_PAGE else DRAFT_PAGE
        plate, name = title(form)
        self._worker.ask(self, _now, partial(self._say_offer, formats.joined(plate, name), saved_at))

    def _say_offer(self, what: str, saved_at: datetime, now: datetime) -> None:
        sentence = _("A check-in was not finished: {what}").format(what=what or _("without a plate"))
        age = _("Typed {age}; nothing of it is lost.").format(age=formats.ago(saved_at, now=now))
        self.banner.say(sentence, age, action=_("Go on with it"))
        self.gap.show()


def _left(desk: Desk) -> Left:
    return Left(desk.kept_draft(DRAFT_PAGE), desk.kept_draft(SECOND_PAGE))


def _keep(desk: Desk, *, page: str, form: CheckinForm) -> Kept:
    return Kept(desk.keep_draft(page, content=encode(form)), lasts=not desk.store.only_looks)


def _drop(desk: Desk, *, page: str) -> None:
    desk.drop_draft(page)


def _now(desk: Desk) -> datetime:
    return desk.store.clock.now()
