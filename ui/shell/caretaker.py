"""Looks after the open store: backs it up, and says in the window what is wrong with it, its clock or its backups."""

import logging
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from ui import formats
from ui.shell.status_line import Health
from ui.shell.window import Window
from ui.widgets.page import Notice
from ui.widgets.pill import Kind
from ui.worker import Worker

if TYPE_CHECKING:
    from app.desk import Desk
    from app.upkeep.backup.keeping import BackupStanding
    from app.upkeep.backup.make import Backup
    from app.upkeep.health import StoreHealth
    from app.upkeep.tidying import Tidied

EVERY_MS = 60_000
# The sign-in page comes first; what a caretaker has to say can wait for it.
FIRST_MS = 1_000
AGAIN_SECONDS = 600.0


class Caretaker(QObject):
    """Works on a thread of its own, so that neither deeds nor looks wait for a backup or for a slow network disk.

    `found` says that there is other news for the status line: `database` and `backup`.
    """

    found = Signal()

    def __init__(self, worker: Worker, window: Window) -> None:
        super().__init__()
        self._worker, self._window = worker, window
        self._keeper = Worker()
        self._keeper.fault.connect(lambda _error: None)  # it is in the log; the desk goes on
        self.database = Health(_("Database sound"))
        self.backup: Health | None = None
        self._is_backing_up = False
        self._failed_at: float | None = None
        self._tidied_on: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        window.notice.pressed.connect(self._confirm_clock)

    def begin(self, desk: "Desk") -> None:
        """The store is open: look soon and every minute."""
        self._keeper.use_desk(desk)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.look)

    def stop(self) -> None:
        """The window closes; a backup that is being made is let finish."""
        self._timer.stop()
        self._keeper.close()

    def look(self) -> None:
        """Ask how the store fares."""
        if not self._is_backing_up:
            self._keeper.ask(self, _health, self._show, troubled=_log)

    def _show(self, health: "StoreHealth") -> None:
        self._show_notice(health)
        self.backup = None if health.backup is None else _words(health.backup)
        if health.backup is not None and health.backup.is_due and self._may_try():
            self._back_up()
        self._tidy_once_a_day(health)
        self.found.emit()

    def _show_notice(self, health: "StoreHealth") -> None:
        if health.only_looks:
            self.database = Health(_("Only looking, nothing can be saved"), Kind.BAD)
            remedy = _(
                "You see a private copy of the store's folder. What you type goes with it when the window closes."
            )
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

    def _tidy_once_a_day(self, health: "StoreHealth") -> None:
        today = formats.local(formats.now()).date()
        if not health.only_looks and today != self._tidied_on:
            self._tidied_on = today
            self._keeper.ask(self, _tidy, self._tidied, troubled=_log)

    def _tidied(self, tidied: "Tidied") -> None:
        if tidied.unsound:
            words = _("Stored files are missing or altered: {list}").format(list=", ".join(tidied.unsound[:5]))
            self._window.show_trouble(Trouble(words, _("Restore the missing files from the newest backup.")))

    def _may_try(self) -> bool:
        return self._failed_at is None or time.monotonic() - self._failed_at > AGAIN_SECONDS

    def _back_up(self) -> None:
        self._is_backing_up = True
        self._keeper.do(self, _keep, done=self._backed_up, refused=self._not_backed_up, troubled=self._not_backed_up)

    def _backed_up(self, _backup: "Backup") -> None:
        self._is_backing_up, self._failed_at = False, None
        self.look()

    def _not_backed_up(self, why: Refusal | Trouble) -> None:
        self._is_backing_up, self._failed_at = False, time.monotonic()
        self.backup = Health(_("Backup failed"), Kind.BAD)
        if isinstance(why, Trouble):
            _log(why)
            self._window.show_trouble(why)
        self.found.emit()

    def _confirm_clock(self) -> None:
        self._worker.do(self, _confirm, done=self._confirmed)

    def _confirmed(self, _none: None) -> None:
        self._window.say(Notice(_("The clock is confirmed."), "good"))
        self.look()


def _words(standing: "BackupStanding") -> Health:
    """What the status line says of the backups; red when the newest proved one is older than a day."""
    when = partial(formats.when, now=formats.now())
    if not standing.folder:
        return Health(_("No folder for backups"), Kind.WARN)
    if standing.proved_at is None:
        return Health(_("No backup yet"), Kind.WARN)
    if standing.is_old:
        return Health(_("Last proved backup {time}").format(time=when(standing.proved_at)), Kind.BAD)
    if standing.is_second_old:
        if standing.second_at is None:
            return Health(_("No backup in the second place"), Kind.BAD)
        return Health(_("Second place: backup of {time}").format(time=when(standing.second_at)), Kind.BAD)
    return Health(_("Proved restorable at {time}").format(time=when(standing.proved_at)))


def _log(trouble: Trouble) -> None:
    logging.getLogger("forecourt").warning("%s", trouble.sentence, exc_info=trouble)


def _health(desk: "Desk") -> "StoreHealth":
    from app.upkeep.health import health

    return health(desk)


def _tidy(desk: "Desk") -> "Tidied":
    from app.upkeep.tidying import tidy

    return tidy(desk)


def _keep(desk: "Desk") -> "Backup":
    from app.upkeep.backup.keeping import keep_backed_up
    from app.upkeep.backup.manifest import Why

    return keep_backed_up(desk, why=Why.IN_USE, is_apart=True)


def _confirm(desk: "Desk") -> None:
    from app.upkeep.confirm_clock import confirm_clock

    confirm_clock(desk)
