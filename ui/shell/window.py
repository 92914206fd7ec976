"""The one window: rail, search, workspace, action bar, status line; before it the sign-in, above it the palette."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from ui import theme
from ui.shell.lock import Lock, put_away_all_but
from ui.shell.signin import SignIn, Someone, Verify
from ui.shell.status_line import Standing, StatusLine
from ui.theme import Size
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.tab_order import InReadingOrder

# Before the first paint only the sign-in page is imported and made; all else comes in `furnishing`.
if TYPE_CHECKING:
    from pathlib import Path

    from ui.shell.action_bar import ActionBar
    from ui.shell.fault_page import FaultPage
    from ui.shell.first_run import Check, FirstRun
    from ui.shell.palette import Find, Palette
    from ui.shell.places import Place
    from ui.shell.rail import Rail
    from ui.shell.top_bar import TopBar
    from ui.shell.workspace import Workspace
    from ui.widgets.banner import Banner
    from ui.widgets.page import Notice, Page
    from ui.widgets.toast import Toast
    from ui.worker import Worker

FIRST_WIDTH, FIRST_HEIGHT, LEAST_WIDTH, LEAST_HEIGHT = 1366, 768, 1180, 680


class Window(InReadingOrder):
    """Everything people see.

    Without `places` it is a frame in which one can sign in; `furnishing` brings the desk, slice by slice.
    `painted` comes once, after the first paint. `signed_in` carries what `verify` answered; call `enter` then.
    `lock_asked` comes after the page has saved its draft; the sign-in page is in front again then. `restart_asked`
    comes from the fault page.
    """

    painted = Signal()
    signed_in = Signal(object)
    set_up = Signal(object)
    lock_asked = Signal()
    restart_asked = Signal()

    rail: "Rail"
    top: "TopBar"
    banner: "Banner"
    notice: "Banner"
    workspace: "Workspace"
    bar: "ActionBar"
    status: StatusLine
    palette_box: "Palette"
    toaster: "Toast"

    def __init__(
        self, worker: "Worker", *, places: "Sequence[Place] | None" = None, find: "Find" = lambda *_asked: ()
    ) -> None:
        super().__init__()
        named(self, "shell", _("Service desk"))
        self.worker = worker
        self.log_path: Path | None = None
        self.places: tuple[Place, ...] = ()
        self._standing = Standing("")
        self._who = ""
        self._is_painted = False
        self._desk: QWidget | None = None
        self._behind_fault: QWidget | None = None
        self.sign_in: SignIn | None = None
        self.first_run: FirstRun | None = None
        self._gates = QStackedLayout(self)
        self.lock_watch = Lock(self)
        self.lock_watch.due.connect(self.lock)
        self.worker.fault.connect(self.show_fault)
        self.resize(FIRST_WIDTH, FIRST_HEIGHT)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        for _slice in self.furnishing(places, find) if places is not None else ():
            pass

    def furnishing(self, places: "Sequence[Place]", find: "Find") -> Iterator[None]:
        """Import and make the desk behind the sign-in page; each step of the iterator is a slice of it."""
        from ui.shell.rail import Rail

        made = tuple(place for place in places if place.page is not None)
        self.places = tuple(place for place in made if not place.under)
        self._lit = {place.key: place.under or place.key for place in made}
        keys = {place.key for place in self.places}
        self.rail = Rail(self.places)
        yield
        from ui.shell.top_bar import TopBar

        self.top = TopBar(with_checkin="checkin" in keys)
        yield
        from ui.shell.workspace import Workspace

        self.workspace = Workspace(self.worker, made)
        yield
        from ui.shell.action_bar import ActionBar
        from ui.widgets.banner import Banner

        self.bar, self.status = ActionBar(), StatusLine()
        margins = QMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 0)
        self.banner, self.notice = (
            Banner("shell.banner", outside=margins),
            Banner("shell.notice", closable=False, outside=margins),
        )
        yield
        from ui.shell.palette import Palette

        self.palette_box = Palette(self, self.worker, find, with_checkin="checkin" in keys)
        yield
        from ui.widgets.toast import Toast

        self.toaster = Toast(self)
        self._keys = self._watch_keys()
        yield
        from ui.shell.frame import Frame

        rows = (self.top, self.notice, self.banner, self.workspace.scribe.banner, self.workspace)
        self._desk = Frame(self.rail, (*rows, self.workspace.secrets, self.bar, self.status), page=self.workspace)
        self._gates.addWidget(self._desk)
        self.bar.hide()
        self._tell_standing()
        self._connect()

    @cached_property
    def fault(self) -> "FaultPage":
        """The page of our own mistakes; made with the first of them."""
        from ui.shell.fault_page import FaultPage

        page = FaultPage()
        page.dismissed.connect(self._dismiss_fault)
        page.restart_asked.connect(self.restart_asked.emit)
        self._gates.addWidget(page)
        return page

    def _dismiss_fault(self) -> None:
        """Go on where one was: at the desk, or at its door."""
        if self._behind_fault is not None:
            self._gates.setCurrentWidget(self._behind_fault)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.top.search.asked.connect(self.open_palette)
        self.top.checkin_asked.connect(lambda: self.go("checkin"))
        self.workspace.shown.connect(self._page_shown)
        self.workspace.bar_changed.connect(self._read_bar)
        self.workspace.said.connect(self.say)
        self.bar.pressed.connect(self.primary)
        self.bar.wanted.connect(self._focus_on)
        self.status.lock_asked.connect(self.lock)
        self.status.change_asked.connect(self.change_person)
        self.status.own_asked.connect(lambda: self.go("own", "pin"))
        self.palette_box.opened.connect(lambda hit: self.go(hit.kind, hit.key))
        self.palette_box.created.connect(lambda words: self.go("checkin", words))
        self.worker.busy.connect(self.status.show_busy)
        self.worker.refused.connect(self._refused)
        self.worker.troubled.connect(self.show_trouble)

    def _watch_keys(self) -> object:
        from ui.keys import KeyWatch

        app = QApplication.instance()
        return (
            KeyWatch(app, self, self.press, touched=self.lock_watch.touched) if isinstance(app, QApplication) else None
        )

    # What the start of the program tells the window

    def show_standing(self, standing: Standing) -> None:
        """Store, demo mark, database and backup, in the status line and on the sign-in page."""
        self._standing = standing
        self._tell_standing()
        self.setWindowTitle(f"Forecourt {standing.store_name}".strip())
        if self.sign_in is not None:
            self.sign_in.show_store(standing)

    def _tell_standing(self) -> None:
        if self._desk is not None:
            self.status.show_standing(self._standing)
            self.rail.logo.show_store(self._standing.store_name)

    def show_sign_in(self, people: Sequence[Someone], verify: Verify, *, current: str = "") -> None:
        """Ask who is at the desk; `current` is the key of the one who locked it."""
        if self.sign_in is None:
            self.sign_in = SignIn(verify)
            self.sign_in.signed_in.connect(self.signed_in.emit)
            self._gates.addWidget(self.sign_in)
        self.sign_in.show_store(self._standing)
        self.sign_in.show_people(people, current=current)
        self._gates.setCurrentWidget(self.sign_in)
        self.sign_in.clear()  # the page that was in front takes the cursor with it when it goes

    def show_first_run(self, check: "Check", *, backup_folder: str = "") -> "FirstRun":
        """Ask what first run asks; its `finished` is also our `set_up`."""
        from ui.shell.first_run import FirstRun

        self.first_run = FirstRun(check, backup_folder=backup_folder)
        self.first_run.finished.connect(self.set_up.emit)
        self._gates.addWidget(self.first_run)
        self._gates.setCurrentWidget(self.first_run)
        return self.first_run

    def show_gate(self, gate: QWidget) -> None:
        """Put something in front of the desk: why the store cannot be opened."""
        self._gates.addWidget(gate)
        self._gates.setCurrentWidget(gate)

    def enter(self, key: str, name: str, role: str) -> None:
        """Open the desk for this person; each finds their own pages as they left them."""
        assert self._desk is not None, "one enters what is furnished"
        self.workspace.change_to(key)
        self._who = key
        self.status.show_person(name, role)
        self.top.tick()
        self._gates.setCurrentWidget(self._desk)
        page = self.workspace.page()
        if page is None and self.places:
            self.go(self.places[0].key)
        elif page is not None:
            page.refresh()
            self.workspace.take_focus()
        self.workspace.make_beforehand()

    def show_waiting(self, place: str, count: int) -> None:
        """How much waits in a place: the number in the rail's corner."""
        if self._desk is not None and place in self.rail.items:
            self.rail.items[place].show_waiting(count)

    # What people do

    def go(self, place: str, what: object = None) -> bool:
        """Go to a place and open one thing there."""
        was_here = self.workspace.here == place
        is_there = self.workspace.go(place, what)
        page = self.workspace.page()
        if was_here and is_there and what is None and page is not None:
            # F2 on the check-in itself: the cursor goes where the work begins.
            page.take_focus()
        return is_there

    def is_open(self) -> bool:
        """Whether the desk itself is in front, and not sign-in, first run or the fault page."""
        return self._desk is not None and self._gates.currentWidget() is self._desk

    def is_at_sign_in(self) -> bool:
        """Whether the sign-in page is in front."""
        return self.sign_in is not None and self._gates.currentWidget() is self.sign_in

    def lock(self) -> None:
        """Hide everything after the page has kept its draft; the same person comes back to the same page."""
        if not self._who or self.sign_in is None or self.is_at_sign_in():
            return
        self.workspace.leave()
        self.lock_watch.end()
        self.palette_box.close_up()
        self.toaster.hide()
        put_away_all_but(self)
        self.lock_asked.emit()
        self._gates.setCurrentWidget(self.sign_in)

    def change_person(self) -> None:
        """Lock for somebody else: nobody is chosen on the sign-in page."""
        self.lock()
        if self.is_at_sign_in() and self.sign_in is not None:
            self.sign_in.ask_anew()

    def end_session(self, why: str) -> None:
        """Close the desk at once and for good: who was here may not go on."""
        who = self._who
        self.lock()
        if who and self.sign_in is not None:
            self.workspace.drop(who)
            self._who = ""
            self.sign_in.ask_anew(why)

    def open_palette(self, words: str = "") -> None:
        """Open the palette, with words already typed if there are any."""
        from ui.shell.commands import shell_commands

        page = self.workspace.page()
        commands = (*(page.commands() if page else ()), *shell_commands(self))
        self.palette_box.come_up(commands, words)

    def primary(self) -> None:
        """The page's primary action, or the way to the first thing that is missing."""
        page = self.workspace.page()
        if page is None or not page.primary_words():
            return
        missing = page.missing()
        if missing:
            page.focus_on(missing[0][0])
        else:
            page.primary()

    def press(self, sequence: str) -> bool:
        """A key of the whole window; True if it was ours."""
        if QApplication.activeWindow() not in (self, None) or not self.isVisible():
            return False
        if not self.is_open():
            return self._press_at_gate(sequence)
        if self.palette_box.isVisible():
            if sequence in ("Esc", "Ctrl+K", "F3"):
                self.palette_box.close_up()
            return sequence in ("Esc", "Ctrl+K", "F3")
        from ui.shell.commands import shell_commands

        for command in (*self.workspace.commands(), *shell_commands(self)):
            if command.key == sequence:
                command.deed()
                return True
        return False

    def _press_at_gate(self, sequence: str) -> bool:
        gate = self._gates.currentWidget()
        if gate is not None and gate is self.__dict__.get("fault") and sequence == "Esc":
            self.fault.dismissed.emit()
        elif gate is self.first_run and self.first_run is not None and sequence in ("Ctrl+Enter", "Esc"):
            (self.first_run.primary if sequence == "Ctrl+Enter" else self.first_run.step_back)()
        else:
            return False
        return True

    # What the window is told

    def say(self, notice: "Notice") -> None:
        """Show a toast; while the desk is locked nothing is said aloud."""
        if self.is_at_sign_in():
            return
        from ui.widgets.pill import Kind

        kind = Kind(notice.kind) if notice.kind in set(Kind) else Kind.INFO
        self.toaster.say(notice.words, kind=kind, undo=notice.undo)

    def show_trouble(self, trouble: Trouble) -> None:
        """The world said no: a banner over the page with the remedy."""
        self.banner.say(trouble.sentence, trouble.remedy)

    def show_fault(self, error: BaseException) -> None:
        """Our own mistake: the fault page; the page in front is left as it is."""
        in_front = self._gates.currentWidget()
        if in_front is not self.fault:
            self._behind_fault = in_front
        self.fault.show_fault(error, self.log_path)
        self._gates.setCurrentWidget(self.fault)

    def _refused(self, refusal: Refusal) -> None:
        from ui.widgets.page import Notice

        self.say(Notice(refusal.sentence, "bad"))

    def _focus_on(self, field: str) -> None:
        page = self.workspace.page()
        if page is not None:
            page.focus_on(field)

    def _page_shown(self, page: "Page") -> None:
        self.rail.show_place(self._lit[self.workspace.here])
        self._read_bar()
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            page.take_focus()

    def _read_bar(self) -> None:
        page = self.workspace.page()
        if page is not None:
            self.bar.read(page)
            if page.covers_window:
                self.bar.hide()
            for part in (self.rail, self.top, self.status):
                part.setVisible(not page.covers_window)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._desk is not None and self.palette_box.isVisible():
            self.palette_box.fit_window()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_open() and not self.workspace.leave():
            event.ignore()
            return
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
