"""Looks after the open store every minute: says in the window when it may only be read or its clock was set back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.language import _
from ui import formats
from ui.shell.status_line import Health
from ui.shell.window import Window
from ui.widgets.page import Notice
from ui.widgets.pill import Kind
from ui.worker import Worker

if TYPE_CHECKING:
    from app.desk import Desk
    from app.upkeep.health import StoreHealth

EVERY_MS = 60_000


class Caretaker(QObject):
    """`found` says that there is other news for the status line: `database`."""

    found = Signal()

    def __init__(self, worker: Worker, window: Window) -> None:
        super().__init__()
        self._worker, self._window = worker, window
        self.database = Health(_("Database sound"))
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        window.notice.pressed.connect(self._confirm_clock)

    def begin(self) -> None:
        """The store is open: look now and every minute."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def look(self) -> None:
        """Ask how the store fares."""
        self._worker.ask(self, _health, self._show)

    def _show(self, health: "StoreHealth") -> None:
        if health.only_looks:
            self.database = Health(_("Only looking, nothing can be saved"), Kind.BAD)
            remedy = _("What you see is a private copy of what lies in the store's folder.")
            self._window.notice.say(health.only_looks, remedy)
        elif health.booked_until is not None:
            self._window.notice.say(
                _("The clock of this computer was set back: something is booked at {time} already.").format(
                    time=formats.when(health.booked_until, now=formats.now())
                ),
                _("Papers cannot be signed until the clock is right or a manager confirms it."),
                action=_("The clock is right"),
            )
        else:
            self._window.notice.hide()
        self.found.emit()

    def _confirm_clock(self) -> None:
        self._worker.do(self, _confirm, done=self._confirmed)

    def _confirmed(self, _none: None) -> None:
        self._window.say(Notice(_("The clock is confirmed."), "good"))
        self.look()


def _health(desk: "Desk") -> "StoreHealth":
    from app.upkeep.health import health

    return health(desk)


def _confirm(desk: "Desk") -> None:
    from app.upkeep.confirm_clock import confirm_clock

    confirm_clock(desk)
