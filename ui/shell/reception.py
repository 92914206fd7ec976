"""Brings window, worker and store together: open, found, sign in, lock, close. Nothing slow before the first paint."""

import logging
import platform
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from app.upkeep.not_opened import NotOpened
from ui import formats
from ui.shell.barred import Barred
from ui.shell.caretaker import Caretaker
from ui.shell.finding import find_hits
from ui.shell.first_run import FirstRunChoices
from ui.shell.rooms import rooms
from ui.shell.signin import Someone
from ui.shell.status_line import Health, Standing
from ui.shell.window import Window
from ui.widgets.pill import Kind
from ui.worker import Worker

if TYPE_CHECKING:
    from app.desk import Desk, Person, Store
    from app.overview.standing import StoreStanding

LOCK_MINUTES = 3
OpenStore = Callable[[], "Store"]
LookAtStore = Callable[[NotOpened], "Store"]


class Reception(QObject):
    """Owns the window for one store. `ready` says that the sign-in page (or first run) can be used."""

    ready = Signal()

    def __init__(self, open_store: OpenStore, *, demo_words: str = "", look: LookAtStore | None = None) -> None:
        super().__init__()
        self._open_store, self._demo_words, self._look_at = open_store, demo_words, look
        self._desk: Desk | None = None
        self._standing: StoreStanding | None = None
        self.worker = Worker()
        self.window = Window(self.worker, places=rooms(), find=find_hits)
        self.window.signed_in.connect(self._signed_in)
        self.window.set_up.connect(self._found)
        self.window.lock_asked.connect(self._locked)
        self.worker.changed.connect(self._changed)
        self.caretaker = Caretaker(self.worker, self.window)
        self.caretaker.found.connect(lambda: self._show_standing(with_pin=not self.window.is_open()))

    def open(self) -> None:
        """Show the window; the store is opened on the desk's thread once it is painted."""
        self.window.show_standing(Standing("", database=Health(_("Opening the store …"), Kind.NEUTRAL)))
        self.window.show_sign_in((), self._verify)
        self.window.show()
        QTimer.singleShot(0, self._begin)

    def come_forward(self) -> None:
        """Show the window above the others: the program was started a second time."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Let what is being saved end, then close the store."""
        self.caretaker.stop()
        self.worker.close()
        if self._desk is not None:
            _close(self._desk)
            self._desk = None

    def _begin(self) -> None:
        self._open_by(self._open_store)

    def _open_by(self, open_store: OpenStore) -> None:
        self.worker.do(self, partial(_open, open_store, self.worker), done=self._opened, troubled=self._barred)

    def _opened(self, desk: "Desk") -> None:
        self._desk = desk
        formats.show_times_in(desk.store.utc_offset_minutes)
        self.worker.use_desk(desk)
        self._read_standing()
        self.caretaker.begin()

    def _read_standing(self) -> None:
        self.worker.ask(self, _standing, self._stands)

    def _stands(self, standing: "StoreStanding") -> None:
        self._standing = standing
        self._show_standing(with_pin=True)
        if standing.is_founded:
            self.window.show_sign_in(self._people(), self._verify)
        else:
            self.window.show_first_run(_check_pin, backup_folder=str(Path.home() / "Forecourt Backups"))
        self.ready.emit()

    def _changed(self, slices: frozenset[str]) -> None:
        """Someone joined, left or changed posts, or the store got another name: status and sign-in page follow."""
        if slices & {"staff", "store"} and self.window.is_open() and self._standing is not None:
            self.worker.ask(self, _standing, self._stands_anew)

    def _stands_anew(self, standing: "StoreStanding") -> None:
        self._standing = standing
        self._show_standing(with_pin=not self.window.is_open())
        if self.window.sign_in is not None:
            self.window.sign_in.show_people(self._people())

    def _show_standing(self, *, with_pin: bool) -> None:
        """The status line; the demo's PIN stands in it only until someone has signed in."""
        if self._standing is not None:
            words = self._demo_words if with_pin and self._standing.is_demo else ""
            database = self.caretaker.database
            self.window.show_standing(
                Standing(self._standing.name, self._standing.is_demo, database=database, demo_words=words)
            )

    def _people(self) -> Sequence[Someone]:
        from app.trust.roles import words

        people = self._standing.people if self._standing else ()
        return tuple(Someone(member.staff_no, member.name, words(member.roles)) for member in people)

    def _verify(
        self, key: str, pin: str, signed_in: Callable[[object], object], refused: Callable[[Refusal], object]
    ) -> None:
        self.worker.do(self, partial(_sign_in, staff_no=key, pin=pin), done=signed_in, refused=refused)

    def _signed_in(self, person: "Person") -> None:
        from app.trust.roles import words

        if self._desk is None:
            return
        self.worker.use_desk(self._desk.by(person))
        self._show_standing(with_pin=False)
        self.window.enter(person.staff_no, person.name, words(person.roles))
        self.window.lock_after(LOCK_MINUTES)
        self.worker.ask(self, _warm_up, lambda _none: None)

    def _locked(self) -> None:
        self.window.lock_after(0)
        self._show_standing(with_pin=True)
        if self._desk is not None:
            self.worker.use_desk(self._desk)

    def _found(self, choices: FirstRunChoices) -> None:
        run = self.window.first_run
        refused = run.show_refusal if run is not None else None
        found = partial(_found_store, choices=choices)
        self.worker.do(self, found, done=lambda _none: self._read_standing(), refused=refused)

    def _barred(self, trouble: Trouble) -> None:
        """The store cannot be opened: say why and what to do; another try may go better."""
        look = self._look_at
        gate = Barred(trouble, may_look=look is not None and isinstance(trouble, NotOpened) and trouble.may_look)
        gate.again.connect(self._begin)
        if look is not None and isinstance(trouble, NotOpened):
            gate.look_asked.connect(lambda: self._open_by(partial(look, trouble)))
        gate.closed.connect(self.window.close)
        self.window.show_gate(gate)


def _open(open_store: OpenStore, worker: Worker, _no_desk: object) -> "Desk":
    from app.overview.papers import file_what_is_left
    from app.privacy.erase import erase_again
    from app.upkeep.found import clerk, give_seal, is_founded
    from app.upkeep.opening import desk_for

    store = open_store()
    desk = replace(desk_for(store, seat=platform.node() or "desk"), told=worker.collect)
    if not store.is_demo and not store.only_looks and is_founded(desk):
        give_seal(desk)
        file_what_is_left(desk.by(clerk(desk)))
        erase_again(desk)
    return desk


def _close(desk: "Desk") -> None:
    from app.upkeep.opening import close_store

    try:
        close_store(desk.store)
    except Trouble:
        logging.getLogger("forecourt").warning("The store could not be closed in order", exc_info=True)


def _standing(desk: "Desk") -> "StoreStanding":
    from app.overview.standing import standing

    return standing(desk)


def _sign_in(desk: "Desk", *, staff_no: str, pin: str) -> "Person":
    from app.records.staff.sign_in import sign_in

    return sign_in(desk, staff_no, pin=pin)


def _warm_up(_desk: "Desk") -> None:
    """The first signature would otherwise wait half a second for what sealing imports."""
    from app.paper.sealing import warm_up

    warm_up()


def _check_pin(pin: str) -> None:
    from app.trust.pin import check_pin

    check_pin(pin)


def _found_store(desk: "Desk", *, choices: FirstRunChoices) -> None:
    from app.records.store.setup import Profile
    from app.upkeep.found import found, give_seal, load_catalogue

    given = {name: getattr(choices, name) for name in Profile.__dataclass_fields__ if hasattr(choices, name)}
    found(desk, Profile(**given), manager=choices.manager, pin=choices.pin)
    load_catalogue(desk)
    give_seal(desk)
