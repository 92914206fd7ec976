"""The one window: rail, search, workspace, action bar, status line; before it the sign-in, above it the palette."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMargins, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble
from ui import theme
from ui.keys import KeyWatch
from ui.shell.action_bar import ActionBar
from ui.shell.commands import shell_commands
from ui.shell.fault_page import FaultPage
from ui.shell.first_run import FirstRun
from ui.shell.palette import Find, Palette
from ui.shell.palette_list import Hit
from ui.shell.places import PLACES, Place
from ui.shell.rail import Rail
from ui.shell.signin import SignIn, Someone, Verify
from ui.shell.status_line import Standing, StatusLine
from ui.shell.top_bar import TopBar
from ui.shell.workspace import Workspace
from ui.theme import Size
from ui.widgets import drawn
from ui.widgets.banner import Banner
from ui.widgets.named import named
from ui.widgets.page import Notice, Page
from ui.widgets.pill import Kind
from ui.widgets.toast import Toast
from ui.worker import Worker

FIRST_WIDTH, FIRST_HEIGHT, LEAST_WIDTH, LEAST_HEIGHT = 1366, 768, 1180, 680


def _find_nothing(*_asked: object) -> Sequence[Hit]:
    return ()


class Window(QWidget):
    """Everything people see.

    `signed_in` carries what `verify` answered; call `enter` then. `lock_asked` comes after the page has saved its
    draft; the sign-in page is in front again then. `restart_asked` comes from the fault page.
    """

    signed_in = Signal(object)
    set_up = Signal(object)
    lock_asked = Signal()
    restart_asked = Signal()

    def __init__(self, worker: Worker, *, places: Sequence[Place] = PLACES, find: Find = _find_nothing) -> None:
        super().__init__()
        named(self, "shell", _("Service desk"))
        self.worker = worker
        made = tuple(place for place in places if place.page is not None)
        self.places = tuple(place for place in made if not place.under)
        self._lit = {place.key: place.under or place.key for place in made}
        self.log_path: Path | None = None
        self._standing = Standing("")
        self._who = ""
        keys = {place.key for place in self.places}
        self.rail, self.top = Rail(self.places), TopBar(with_checkin="checkin" in keys)
        self.workspace, self.bar, self.status = Workspace(worker, made), ActionBar(), StatusLine()
        self.banner = Banner("shell.banner", outside=QMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 0))
        self.notice = Banner("shell.notice", closable=False, outside=QMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 0))
        self.fault = FaultPage()
        self.sign_in: SignIn | None = None
        self.first_run: FirstRun | None = None
        self._build()
        self.palette_box = Palette(self, worker, find, with_checkin="checkin" in keys)
        self.toaster = Toast(self)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self._connect()
        self._keys = self._watch_keys()
        self.resize(FIRST_WIDTH, FIRST_HEIGHT)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)

    def _build(self) -> None:
        self._desk = QWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notice)
        column.addWidget(self.banner)
        column.addWidget(self.workspace, 1)
        column.addWidget(self.bar)
        column.addWidget(self.status)
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self._gates = QStackedLayout(self)
        self._gates.addWidget(self._desk)
        self._gates.addWidget(self.fault)
        self.bar.hide()

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
        self.palette_box.opened.connect(self._open_hit)
        self.palette_box.created.connect(lambda words: self.go("checkin", words))
        self.fault.dismissed.connect(lambda: self._gates.setCurrentWidget(self._desk))
        self.fault.restart_asked.connect(self.restart_asked.emit)
        self.worker.busy.connect(self.status.show_busy)
        self.worker.refused.connect(self._refused)
        self.worker.troubled.connect(self.show_trouble)
        self.worker.fault.connect(self.show_fault)

    def _watch_keys(self) -> KeyWatch | None:
        app = QApplication.instance()
        return KeyWatch(app, self, self.press, touched=self._touched) if isinstance(app, QApplication) else None

    # What the start of the program tells the window

    def show_standing(self, standing: Standing) -> None:
        """Store, demo mark, database and backup, in the status line and on the sign-in page."""
        self._standing = standing
        self.status.show_standing(standing)
        self.rail.logo.show_store(standing.store_name)
        self.setWindowTitle(f"Forecourt {standing.store_name}".strip())
        if self.sign_in is not None:
            self.sign_in.show_store(standing)

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

    def show_first_run(self, check_pin: Callable[[str], object], *, backup_folder: str = "") -> FirstRun:
        """Ask what first run asks; its `finished` is also our `set_up`."""
        self.first_run = FirstRun(check_pin, backup_folder=backup_folder)
        self.first_run.finished.connect(self.set_up.emit)
        self._gates.addWidget(self.first_run)
        self._gates.setCurrentWidget(self.first_run)
        return self.first_run

    def show_gate(self, gate: QWidget) -> None:
        """Put something in front of the desk: why the store cannot be opened."""
        self._gates.addWidget(gate)
        self._gates.setCurrentWidget(gate)

    def enter(self, key: str, name: str, role: str) -> None:
        """Open the desk for this person; whoever locked it finds the page as it was, another starts afresh."""
        if key != self._who:
            self.workspace.forget()
        self._who = key
        self.status.show_person(name, role)
        self.top.tick()
        self._gates.setCurrentWidget(self._desk)
        page = self.workspace.page()
        if page is None and self.places:
            self.go(self.places[0].key)
        elif page is not None:
            page.refresh()
            page.take_focus()

    def lock_after(self, minutes: int) -> None:
        """Lock by itself after so many minutes without a key or a click; 0 never."""
        self._idle.setInterval(minutes * 60_000)
        if minutes:
            self._idle.start()
        else:
            self._idle.stop()

    def show_waiting(self, place: str, count: int) -> None:
        """How much waits in a place: the number in the rail's corner."""
        if place in self.rail.items:
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
        return self._gates.currentWidget() is self._desk

    def lock(self) -> None:
        """Hide everything after the page has kept its draft; the same person comes back to the same page."""
        if self.is_open() and self._who and self.workspace.leave():
            self.palette_box.close_up()
            self.lock_asked.emit()
            if self.sign_in is not None:
                self._gates.setCurrentWidget(self.sign_in)

    def open_palette(self, words: str = "") -> None:
        """Open the palette, with words already typed if there are any."""
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
        page = self.workspace.page()
        for command in (*(page.commands() if page else ()), *shell_commands(self)):
            if command.key == sequence:
                command.deed()
                return True
        return False

    def _press_at_gate(self, sequence: str) -> bool:
        gate = self._gates.currentWidget()
        if gate is self.fault and sequence == "Esc":
            self.fault.dismissed.emit()
        elif gate is self.first_run and self.first_run is not None and sequence in ("Ctrl+Enter", "Esc"):
            (self.first_run.primary if sequence == "Ctrl+Enter" else self.first_run.step_back)()
        else:
            return False
        return True

    # What the window is told

    def say(self, notice: Notice) -> None:
        """Show a toast."""
        kind = Kind(notice.kind) if notice.kind in set(Kind) else Kind.INFO
        self.toaster.say(notice.words, kind=kind, undo=notice.undo)

    def show_trouble(self, trouble: Trouble) -> None:
        """The world said no: a banner over the page with the remedy."""
        self.banner.say(trouble.sentence, trouble.remedy)

    def show_fault(self, error: BaseException) -> None:
        """Our own mistake: the fault page; the page in front is left as it is."""
        self.fault.show_fault(error, self.log_path)
        self._gates.setCurrentWidget(self.fault)

    def _refused(self, refusal: Refusal) -> None:
        self.say(Notice(refusal.sentence, "bad"))

    def _open_hit(self, hit: Hit) -> None:
        self.go(hit.kind, hit.key)

    def _focus_on(self, field: str) -> None:
        page = self.workspace.page()
        if page is not None:
            page.focus_on(field)

    def _page_shown(self, page: Page) -> None:
        self.rail.show_place(self._lit[self.workspace.here])
        for part in (self.rail, self.top, self.status):
            part.setVisible(not page.covers_window)
        self._read_bar()
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            page.take_focus()

    def _read_bar(self) -> None:
        page = self.workspace.page()
        if page is not None:
            self.bar.read(page)
            covers = page.covers_window
            if covers:
                self.bar.hide()
            if self.rail.isHidden() != covers:
                for part in (self.rail, self.top, self.status):
                    part.setVisible(not covers)

    def _touched(self) -> None:
        if self._idle.isActive():
            self._idle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.palette_box.isVisible():
            self.palette_box.fit_window()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_open() and not self.workspace.leave():
            event.ignore()
            return
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
