"""Who is at the desk: tiles with a digit key, six PIN cells, one line that says what is wrong."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QVBoxLayout, QWidget

from app.kernel.language import _, counted
from app.kernel.refusal import Refusal
from ui import formats, theme
from ui.shell.logo import Logo
from ui.shell.pin_cells import DIGITS, WIDTH, PinCells
from ui.shell.status_line import Standing, StatusLine
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.named import named
from ui.widgets.scrolled import ScrollArea
from ui.widgets.text import Text

TILE_WIDTH, TILE_HEIGHT, GAP, A_ROW, DISC, TOP = 184, 88, 16, 5, 44, 88


class Someone(NamedTuple):
    """A person who may sign in: the key they are known by, the name, the post in a word or two."""

    key: str
    name: str
    post: str


# Checks a PIN off the window's thread: (key, pin, signed in, refused).
Verify = Callable[[str, str, Callable[[object], object], Callable[[Refusal], object]], object]


class PersonTile(QAbstractButton):
    """One person: first character in a disc, name, post, digit key in the corner."""

    def __init__(self, someone: Someone, digit: str) -> None:
        super().__init__()
        self.someone, self._digit = someone, digit
        named(self, f"signin.person.{someone.key}", f"{someone.name} {someone.post}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(TILE_WIDTH, TILE_HEIGHT)

    def posts(self) -> tuple[str, ...]:
        """The posts on one line, or on two where one would cut the second post."""
        post, comma = self.someone.post, _(", ")
        first, *others = post.split(comma)
        if not others or drawn.width_of(post, Type.LABEL) <= self.width() - 78:
            return (post,)
        return (first + comma.rstrip(), comma.join(others))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, is_on = drawn.painter_on(self), self.isChecked()
        fill = "accent_tint" if is_on else "hover" if self.underMouse() else "surface"
        edge, width = ("accent", 2) if is_on or self.hasFocus() else ("line", 1)
        drawn.box(painter, self.rect(), fill=fill, edge=edge, edge_width=width, radius=Radius.CARD)
        disc = QRectF(16, 22, DISC, DISC)
        drawn.box(painter, disc, fill="surface" if is_on else "neutral_tint", radius=DISC / 2)
        tone = "accent" if is_on else "muted"
        drawn.text(painter, disc, self.someone.name[:1], size=24, weight=Type.MEDIUM, tone=tone, align=drawn.CENTRE)
        posts, room = self.posts(), self.width() - 78
        top = 22 if len(posts) == 1 else 14
        name, ink = QRectF(70, top, room, 22), "accent" if is_on else "ink"
        drawn.text(painter, name, self.someone.name, size=Type.OBJECT, weight=Type.BOLD, tone=ink)
        for at, words in enumerate(posts):
            post = QRectF(70, top + 24 + 17 * at, room, 18)
            # A long post stands smaller, never cut.
            size = Type.LABEL if drawn.width_of(words, Type.LABEL) <= room else Type.CODE
            drawn.text(painter, post, words, size=size, tone="muted")
        corner = QRectF(self.width() - 34, 6, 22, 18)
        drawn.text(painter, corner, self._digit, size=Type.CODE, tone="muted", align=drawn.RIGHT)


class People(QWidget):
    """The tiles, five a row; arrows and digits choose (`signin.person`)."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        named(self, "signin.person", _("Person"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.tiles: list[PersonTile] = []
        self.current: Someone | None = None

    def show_people(self, people: Sequence[Someone]) -> None:
        """Show these people; the current one stays current if still there."""
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self.tiles = [self._tile(at, someone) for at, someone in enumerate(people)]
        known = self.current.key if self.current else None
        still = next((someone for someone in people if someone.key == known), None)
        self.choose(still)

    def _tile(self, at: int, someone: Someone) -> PersonTile:
        tile = PersonTile(someone, str((at + 1) % 10) if at < 10 else "")
        tile.clicked.connect(lambda: self.choose(someone))
        self._grid.addWidget(tile, at // A_ROW, at % A_ROW)
        return tile

    def choose(self, someone: Someone | None) -> None:
        """Make this person the one who signs in."""
        self.current = someone
        for tile in self.tiles:
            tile.setChecked(someone is not None and tile.someone.key == someone.key)
        self.setAccessibleDescription(someone.name if someone else "")
        self.chosen.emit(someone)

    def choose_at(self, at: int) -> None:
        """Choose by place, from 0; beyond the end nothing happens."""
        if 0 <= at < len(self.tiles):
            self.choose(self.tiles[at].someone)

    def place(self) -> int:
        """Where the current person stands; −1 for nobody."""
        return next((at for at, tile in enumerate(self.tiles) if tile.isChecked()), -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -A_ROW, Qt.Key.Key_Down: A_ROW}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.choose_at(self.place() + step if self.place() >= 0 else 0)
        elif event.text().isdigit():
            self.choose_at((int(event.text()) - 1) % 10)
        else:
            super().keyPressEvent(event)


class SignIn(QWidget):
    """The page before the desk, and the lock: `signed_in` carries what the verification answered."""

    signed_in = Signal(object)

    def __init__(self, verify: Verify) -> None:
        super().__init__()
        named(self, "signin", _("Sign in"))
        self._verify, self._is_checking, self._why = verify, False, ""
        self.logo, self.people = Logo(48), People()
        self.store = Text(size=Type.TITLE, weight=Type.BOLD, align=drawn.CENTRE)
        self.day = Text(size=Type.DATA, tone="muted", align=drawn.CENTRE)
        self.ask = Text(size=Type.BODY, weight=Type.MEDIUM, align=drawn.CENTRE)
        self.pin = PinCells("signin.pin", _("PIN"))
        self.enter = Button("signin.enter", _("Sign in"), look=Look.PRIMARY, key="Enter", height=44)
        self.error = named(Text(size=Type.LABEL, tone="muted", align=drawn.CENTRE), "signin.error")
        self.status = StatusLine(name="signin.status", is_before=True)
        self.people.chosen.connect(self._chosen)
        self.pin.completed.connect(lambda _pin: self._try())
        self.pin.arrow_pressed.connect(self.people.keyPressEvent)
        self.pin.returnPressed.connect(self._try)
        self.pin.textChanged.connect(lambda _text: self._say_what_is_left())
        self.enter.clicked.connect(self._try)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(5)
        for widget, gap in ((self.logo, 18), (self.store, 6), (self.day, 22), (self.people, 24), (self.ask, 10)):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(gap)
        column.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(18)
        self.enter.setFixedWidth(WIDTH)
        column.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        self.error.setFixedWidth(2 * WIDTH)
        column.addWidget(self.error, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(6)
        middle = QWidget()
        middle.setProperty("clear", True)
        middle.setLayout(column)
        area = ScrollArea()
        area.setWidget(middle)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(self.status)

    def show_store(self, standing: Standing) -> None:
        """The store's name and news, the demo's PIN in the status line."""
        self.logo.show_store(standing.store_name)
        self.store.setText(standing.store_name)
        self.status.show_standing(standing)

    def show_people(self, people: Sequence[Someone], *, current: str = "") -> None:
        """Who may sign in; after the lock the one who was here stands ready."""
        self.people.show_people(people)
        someone = next((person for person in people if person.key == current), None)
        if someone is not None:
            self.people.choose(someone)
        self.clear()

    def ask_anew(self, why: str = "") -> None:
        """Nobody is chosen; why the desk was closed stands there until somebody chooses themselves."""
        self.people.choose(None)
        self._why = why
        self.clear()

    def clear(self) -> None:
        """Forget the digits, put the cursor where the next step is."""
        self._is_checking = False
        now = formats.local(formats.now())
        day = _("{weekday}, {month}-{day}").format(weekday=formats.weekday(now.date()), month=now.month, day=now.day)
        self.day.setText(formats.joined(day, f"{now:%H:%M}"))
        self.pin.clear()
        self._say_what_is_left()
        if self.isVisible():  # behind the desk it would take the cursor from who is typing there
            (self.pin if self.people.current else self.people).setFocus()

    def _chosen(self, someone: Someone | None) -> None:
        self._why = "" if someone is not None else self._why
        words = _("{name}, please enter your PIN").format(name=someone.name) if someone else _("Who are you?")
        self.ask.setText(words)
        self.ask.updateGeometry()
        self.pin.clear()
        self._say_what_is_left()
        if someone is not None and self.isVisible():  # people are shown anew behind the desk, too
            self.pin.setFocus()

    def _say_what_is_left(self) -> None:
        if self.pin.is_wrong:
            return
        left = DIGITS - len(self.pin.text())
        self.enter.set_ready(self.people.current is not None and not left)
        if self.people.current is None and self._why:
            self._say(self._why, "bad")
        elif self.people.current is None:
            self._say(_("Choose yourself: click, or press the digit on your tile."))
        elif left:
            self._say(counted("{count} digit to go", "{count} digits to go", left))
        else:
            self._say("")

    def _say(self, words: str, tone: str = "muted") -> None:
        self.error.setText(words)
        self.error.set_tone(tone)
        self.error.setAccessibleName(words)

    def _try(self) -> None:
        someone, pin = self.people.current, self.pin.text()
        if someone is None:
            self.people.setFocus()
        elif len(pin) < DIGITS:
            self.pin.setFocus()
        elif not self._is_checking:
            self._is_checking = True
            self.pin.setEnabled(False)
            self._verify(someone.key, pin, self._entered, self._refused)

    def _entered(self, person: object) -> None:
        self._is_checking = False
        self.pin.setEnabled(True)
        self.pin.clear()
        self.signed_in.emit(person)

    def _refused(self, refusal: Refusal) -> None:
        self._is_checking = False
        self.pin.setEnabled(True)
        self.pin.clear()
        self.pin.show_wrong(True)
        self._say(refusal.sentence, "bad")
        self.enter.set_ready(False)
        self.pin.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.clear()

    def sizeHint(self) -> QSize:
        return QSize(A_ROW * (TILE_WIDTH + GAP), 600)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))
