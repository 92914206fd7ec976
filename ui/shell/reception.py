"""Brings window, worker and store together: open, found, sign in, lock, close. Nothing slow before the first paint."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from app.upkeep.not_opened import NotOpened
from ui import formats
from ui.shell import errands
from ui.shell.leaving import leave
from ui.shell.signin import Someone
from ui.shell.slices import Slices
from ui.shell.status_line import Health, Standing
from ui.shell.window import Window
from ui.widgets.pill import Kind
from ui.worker import Worker

if TYPE_CHECKING:
    from app.desk import Desk, Person, Store
    from app.overview.standing import StoreStanding
    from app.trust.roles import Role
    from app.upkeep.encryption import Switch
    from app.upkeep.glance import Glance
    from ui.shell.caretaker import Caretaker
    from ui.shell.first_run import FirstRunChoices
    from ui.shell.restoring import RestoreFirst
    from ui.shell.switching import SwitchFirst

# A window that is started minimized is not painted; its store is opened all the same.
UNPAINTED_MS = 2_000
SLOW_MS = 5_000
OpenStore = Callable[[], "Store"]
GlanceAtStore = Callable[[], "Glance | None"]
LookAtStore = Callable[[NotOpened], "Store"]
Unlock = Callable[[str, str], None]  # the code of the trouble, and the recovery key that was typed


class Reception(QObject):
    """Owns the window for one store. `ready` says that the sign-in page (or first run) can be used.

    First paint, then a `glance` at the store that fills the sign-in page, then the store is opened on the
    desk's thread while the rest of the window is made in slices: a PIN typed meanwhile is checked when it is open.
    """

    ready = Signal()
    settled = Signal()  # everything that is made or imported beforehand is there

    def __init__(
        self,
        open_store: OpenStore,
        *,
        glance: GlanceAtStore | None = None,
        demo_words: str = "",
        look: LookAtStore | None = None,
        unlock: Unlock | None = None,
    ) -> None:
        super().__init__()
        self._open_store, self._glance, self._demo_words, self._look_at = open_store, glance, demo_words, look
        self._unlock = unlock
        self._desk: Desk | None = None
        self.wanted_backup = ""  # the file to restore after the window has closed
        self.wanted_switch: Switch | None = None  # encryption to be switched then
        self._listened_to: WeakSet[object] = WeakSet()
        self._restoring: RestoreFirst | SwitchFirst | None = None
        self._standing: StoreStanding | None = None
        self._is_begun = False
        self._in_sight: tuple[Someone, ...] = ()
        self._door = Standing("", database=_opening())
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._say_it_takes_long)
        self.caretaker: Caretaker | None = None
        self._try: Callable[[], object] | None = None
        self.worker = Worker()
        self.window = Window(self.worker)
        self._furnishing = Slices(self, _furnish(self.window))
        self._warming = Slices(self, _warm(self.window))
        self.window.painted.connect(self._painted)
        self.window.signed_in.connect(self._signed_in)
        self.window.set_up.connect(self._found)
        self.window.lock_asked.connect(self._locked)
        self.worker.changed.connect(self._changed)
        self.worker.ended.connect(self._ended)

    def open(self) -> None:
        """Show the window; the store is opened on the desk's thread once it is painted."""
        self.window.show_standing(self._door)
        self.window.show_sign_in((), self._verify)
        self.window.show()
        QTimer.singleShot(UNPAINTED_MS, self, self._painted)

    def _painted(self) -> None:
        if self._is_begun:
            return
        self._is_begun = True
        if self._glance is None:
            self._begin()
        else:
            self.worker.ask(self, partial(_look_in, self._glance), self._glanced)

    def _glanced(self, seen: "Glance | None") -> None:
        """Who may sign in, before the store is open; nothing is known yet about whether it can be."""
        if seen is not None:
            formats.show_times_in(seen.utc_offset_minutes)
            self._in_sight = _known(seen.people)
            self._door = Standing(seen.store_name, seen.is_demo, database=_opening())
            self.window.show_standing(self._door)
            self.window.show_sign_in(self._in_sight, self._verify)
            self.ready.emit()
        self._begin()

    def come_forward(self) -> None:
        """Show the window above the others: the program was started a second time."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def restore(self, backup: str) -> None:
        """Close the window; whoever opened it restores the backup then and opens another one. "" changes nothing."""
        if backup:
            self.wanted_backup = backup
            self.window.close()

    def switch(self, wanted: "Switch") -> None:
        """Close the window; whoever opened it switches encryption then and opens another one."""
        self.wanted_switch = wanted
        self.window.close()

    def _choose_backup(self) -> None:
        from ui.shell.restoring import choose_backup

        self.restore(choose_backup(self.window))

    def say_after(self, restoring: "RestoreFirst | SwitchFirst") -> None:
        """Once the restored or switched store is open: what stands now and what is lost, over the first page."""
        self._restoring = restoring

    def close(self) -> None:
        """Let what is being saved end, then close the store."""
        self._slow.stop()
        for slices in (self._furnishing, self._warming):
            slices.stop()
        if self.caretaker is not None:
            self.caretaker.stop()
        self.worker.close()
        if self._desk is not None:
            leave(self._desk)
            self._desk = None

    def _begin(self) -> None:
        self._furnishing.start()
        self._open_by(self._open_store)

    def _open_by(self, open_store: OpenStore) -> None:
        self._slow.start()
        self.worker.do(
            self, partial(errands.open_desk, open_store, self.worker), done=self._opened, troubled=self._barred
        )

    def _say_it_takes_long(self) -> None:
        words = _("Still opening: after an update of the program the whole store is backed up first …")
        self.window.show_standing(self._door._replace(database=Health(words, Kind.NEUTRAL)))

    def _opened(self, desk: "Desk") -> None:
        self._slow.stop()
        self._desk = desk
        formats.show_times_in(desk.store.utc_offset_minutes)
        self.worker.use_desk(desk)
        # Only now: their modules wait for those that the desk's thread has just imported.
        self._furnishing.then(self._fetch)
        self._warming.then(self._warm_up)
        self._warming.then(self._make_for_whoever_comes)
        self._furnishing.then(self._take_care)
        self._read_standing()

    def _fetch(self) -> None:
        self.worker.ask(self, errands.fetch, lambda _none: self._warming.start())

    def _warm_up(self) -> None:
        self.worker.ask(self, errands.warm_up, lambda _none: self.settled.emit())

    def _make_for_whoever_comes(self) -> None:
        """The first page of the one who is choosing themselves on the sign-in page, if they have none yet."""
        workspace = self.window.workspace
        if self.window.sign_in is not None:
            self.window.sign_in.people.chosen.connect(
                lambda someone: workspace.await_person(someone.key) if someone is not None else None
            )

    def _take_care(self) -> None:
        from ui.shell.caretaker import Caretaker
        from ui.shell.system_lock import SystemLock

        if self.caretaker is None:
            SystemLock(self.worker, self.window).locked.connect(self.window.lock)
            self.caretaker = Caretaker(self.worker, self.window)
            self.caretaker.found.connect(lambda: self._show_standing(with_pin=not self.window.is_open()))
            self.window.workspace.shown.connect(self._page_shown)
        if self._restoring is not None:
            self.window.banner.say(*self._restoring.words)
        if self._desk is not None:
            self.caretaker.begin(self._desk)

    def _read_standing(self) -> None:
        self.worker.ask(self, errands.standing, self._stands)

    def _stands(self, standing: "StoreStanding") -> None:
        self._standing = standing
        self._show_standing(with_pin=True)
        is_known = standing.is_founded and self._people() == self._in_sight and self.window.is_at_sign_in()
        if not standing.is_founded:
            self._ask_for_first_run()
        elif not is_known:
            self.window.show_sign_in(self._people(), self._verify)
        if not is_known:
            self.ready.emit()
        if self._try is not None:
            self._try()

    def _ask_for_first_run(self) -> None:
        from pathlib import Path

        from ui.shell.first_run import Rules

        run = self.window.show_first_run(Rules(), backup_folder=str(Path.home() / "Forecourt Backups"))
        run.key.save_by(self.worker)

    def _changed(self, slices: frozenset[str]) -> None:
        """Someone joined, left or changed posts, or the store got another name: status and sign-in page follow."""
        if slices & {"staff", "store"} and self.window.is_open() and self._standing is not None:
            self.worker.ask(self, errands.standing, self._stands_anew)

    def _stands_anew(self, standing: "StoreStanding") -> None:
        self._standing = standing
        self._show_standing(with_pin=not self.window.is_open())
        if self.window.sign_in is not None:
            self.window.sign_in.show_people(self._people())
        self.window.workspace.drop_all_but([someone.key for someone in self._people()])

    def _page_shown(self, page: object) -> None:
        """The settings may ask for a restore or a switch; they know nothing of who opens and closes the store."""
        if hasattr(page, "restore_asked") and hasattr(page, "switch_asked") and page not in self._listened_to:
            self._listened_to.add(page)
            page.restore_asked.connect(self.restore)
            page.switch_asked.connect(self.switch)

    def _show_standing(self, *, with_pin: bool) -> None:
        """The status line; the demo's PIN stands in it only until someone has signed in."""
        if self._standing is not None:
            words = self._demo_words if with_pin and self._standing.is_demo else ""
            care = self.caretaker
            database = care.database if care is not None else Health(_("Database sound"))
            self.window.show_standing(
                Standing(
                    self._standing.name, self._standing.is_demo, database=database,
                    backup=care.backup if care is not None else None, demo_words=words,
                )
            )  # fmt: skip

    def _people(self) -> tuple[Someone, ...]:
        return _known(self._standing.people if self._standing else ())

    def _verify(
        self, key: str, pin: str, signed_in: Callable[[object], object], refused: Callable[[Refusal], object]
    ) -> None:
        if self._desk is None:
            # Typed before the store is open: checked as soon as it is.
            self._try = partial(self._verify, key, pin, signed_in, refused)
            return
        self._try = None
        self.worker.do(self, partial(errands.sign_in, staff_no=key, pin=pin), done=signed_in, refused=refused)

    def _signed_in(self, person: "Person") -> None:
        self._furnishing.then(lambda: self._warming.then(lambda: self._enter(person)))

    def _enter(self, person: "Person") -> None:
        from app.trust.roles import words

        if self._desk is None:
            return
        self.worker.use_desk(self._desk.by(person))
        self._show_standing(with_pin=False)
        self.window.enter(person.staff_no, person.name, words(person.roles))
        if self._standing is not None:
            self.window.lock_watch.begin(self._standing.lock_minutes)

    def _ended(self, refusal: Refusal) -> None:
        """Who is at the desk was retired or lost a post."""
        self.window.end_session(refusal.sentence)
        self._read_standing()

    def _locked(self) -> None:
        self._show_standing(with_pin=True)
        if self._desk is not None:
            self.worker.use_desk(self._desk)

    def _found(self, choices: "FirstRunChoices") -> None:
        run = self.window.first_run
        refused = run.show_refusal if run is not None else None
        found = partial(errands.found_store, choices=choices)
        self.worker.do(self, found, done=lambda _none: self._is_founded(), refused=refused)

    def _is_founded(self) -> None:
        run = self.window.first_run
        if run is None or run.wanted_key is None:
            self._read_standing()
            if self.caretaker is not None:
                self.caretaker.look()  # a folder for backups is known now; the next minute is far off
        else:
            from app.upkeep.encryption import Switch

            self.switch(Switch(run.wanted_key))

    def _barred(self, trouble: Trouble) -> None:
        """The store cannot be opened: say why and what to do; another try may go better."""
        from ui.shell.barred import Barred

        self._slow.stop()
        look, unlock = self._look_at, self._unlock
        code = str(getattr(trouble, "code", ""))
        gate = Barred(
            trouble,
            may_look=look is not None and isinstance(trouble, NotOpened) and trouble.may_look,
            may_restore=look is not None,
            may_unlock=unlock is not None and code in ("open.locked", "backup.locked"),
        )
        if unlock is not None:
            gate.unlocks_by(self.worker, partial(unlock, code))
        gate.again.connect(self._begin)
        if look is not None and isinstance(trouble, NotOpened):
            gate.look_asked.connect(lambda: self._open_by(partial(look, trouble)))
        gate.closed.connect(self.window.close)
        gate.restore_asked.connect(self._choose_backup)
        self.window.show_gate(gate)


class _Listed(Protocol):
    """What a tile says of a person, wherever it was read."""

    @property
    def staff_no(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> "tuple[Role, ...]": ...


def _known(people: Iterable[_Listed]) -> tuple[Someone, ...]:
    from app.trust.roles import words

    return tuple(Someone(member.staff_no, member.name, words(member.roles)) for member in people)


def _opening() -> Health:
    return Health(_("Opening the store …"), Kind.NEUTRAL)


def _furnish(window: Window) -> Iterator[None]:
    """The desk in the window, a slice a step."""
    from ui.shell.rooms import rooms

    yield
    from ui.shell.finding import find_hits

    yield
    yield from window.furnishing(rooms(), find_hits)


def _warm(window: Window) -> Iterator[None]:
    """The modules of the pages, then the pages that everybody goes to: nobody waits for them afterwards."""
    from ui.shell.rooms import warm

    yield from warm()
    yield from window.workspace.making()


def _look_in(glance: GlanceAtStore, _no_desk: object) -> "Glance | None":
    return glance()
