"""The thin line at the bottom: store, demo mark, database, backup, who is signed in, lock."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.kernel.language import _
from ui import formats
from ui.theme import Size, Type
from ui.widgets import drawn, shape
from ui.widgets.icon import draw_icon
from ui.widgets.named import named, tip
from ui.widgets.pill import Kind, Mark, Pill
from ui.widgets.shape import Shape
from ui.widgets.text import Text

QUIET_MS, STEP_MS, BAR = 150, 30, 2


class Health(NamedTuple):
    """How one thing stands: its words, and whether they are good news."""

    words: str
    kind: Kind = Kind.GOOD


class Standing(NamedTuple):
    """Everything the status line says; `demo_words` (“everyone's PIN is 135790”) only before signing in."""

    store_name: str
    is_demo: bool = False
    database: Health | None = None
    backup: Health | None = None
    demo_words: str = ""


class HealthMark(QWidget):
    """A shape and its words: tick, or triangle with the colour of its kind."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self._health: Health | None = None

    def show_health(self, health: Health | None) -> None:
        """Show other news."""
        self._health = health
        self.setVisible(health is not None)
        words = health.words if health else ""
        self.setAccessibleName(words)
        self.setFixedWidth(round(drawn.width_of(words, Type.LABEL)) + 16)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._health is None:
            return
        painter = drawn.painter_on(self)
        is_good = self._health.kind is Kind.GOOD
        side = QRectF(0, self.height() / 2 - 4.5, 9, 9)
        shape.draw(painter, Shape.TICK if is_good else Shape.TRIANGLE, side, self._health.kind.tone)
        words = QRectF(self.rect()).adjusted(14, 0, 2, 0)
        tone = "muted" if is_good else self._health.kind.tone
        drawn.text(painter, words, self._health.words, size=Type.LABEL, tone=tone)


class KeyButton(QAbstractButton):
    """A key and the icon of what it does: the padlock, two people."""

    def __init__(self, name: str, words: str, *, key: str, icon: str) -> None:
        super().__init__()
        self._key, self._icon = key, icon
        named(self, name, words)
        tip(self, f"{words}  {key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(round(drawn.width_of(key, Type.CODE)) + 30, Size.STATUS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        if self.hasFocus():
            drawn.focus_edge(painter, QRectF(self.rect()).adjusted(0, 3, 0, -3))
        drawn.text(painter, QRectF(self.rect()).adjusted(4, 0, 0, 0), self._key, size=Type.CODE, tone="faint")
        draw_icon(painter, self._icon, left=self.width() - 17, middle=self.height() / 2, side=15, tone="muted")


class PersonButton(QAbstractButton):
    """Who is signed in; a click changes their own PIN."""

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, _("Change my PIN"))
        tip(self, _("Change my PIN"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(Size.STATUS)

    def show_words(self, words: str) -> None:
        """The name and the posts; nobody hides it."""
        self.setText(words)
        # Qt takes the letter after an “&” in somebody's name for a key.
        self.setShortcut(QKeySequence())
        self.setAccessibleDescription(words)
        self.setFixedWidth(round(drawn.width_of(words, Type.LABEL)) + 8)
        self.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        if self.hasFocus():
            drawn.focus_edge(painter, QRectF(self.rect()).adjusted(0, 3, 0, -3))
        drawn.text(painter, QRectF(self.rect()).adjusted(4, 0, 0, 0), self.text(), size=Type.LABEL, tone="muted")


class StatusLine(QWidget):
    """28 px at the bottom; while the worker is at it for more than 150 ms, a slim bar runs along its top."""

    lock_asked = Signal()
    change_asked = Signal()
    own_asked = Signal()

    def __init__(self, *, name: str = "shell.status", is_before: bool = False) -> None:
        super().__init__()
        named(self, name, _("Status"))
        self.setFixedHeight(Size.STATUS)
        self.store = Text(size=Type.LABEL, tone="muted")
        self.demo = Pill(Mark(_("Demo data"), kind=Kind.WARN), height=18)
        self.demo_words = named(Text(size=Type.LABEL), f"{name}.demo")
        self.database, self.backup = HealthMark(f"{name}.database"), HealthMark(f"{name}.backup")
        self.person = PersonButton(f"{name}.person")
        self.person.clicked.connect(self.own_asked.emit)
        self.change = KeyButton("shell.change_person", _("Change person"), key="Ctrl+U", icon="people")
        self.change.clicked.connect(self.change_asked.emit)
        self.lock = KeyButton("shell.lock", _("Lock"), key="Ctrl+L", icon="lock")
        self.lock.clicked.connect(self.lock_asked.emit)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Size.EDGE_LEFT, 1, Size.EDGE_RIGHT, 0)
        self._row.setSpacing(12)
        for widget in (self.store, self.demo, self.demo_words, self.database, self.backup):
            self._row.addWidget(widget)
        # Before signing in nobody stands at the right: the news of database and backup do.
        self._row.insertStretch(3 if is_before else 5, 1)
        self.store.setVisible(not is_before)
        self._row.addWidget(self.person)
        self._row.addWidget(self.change)
        self._row.addWidget(self.lock)
        self._running = -1
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._start_bar)
        self._step = QTimer(self)
        self._step.timeout.connect(self._move_bar)
        self.show_person("", "")

    def show_standing(self, standing: Standing) -> None:
        """Show other news of store, database and backup."""
        self.store.setText(standing.store_name)
        self.demo.setVisible(standing.is_demo)
        self.demo_words.setText(standing.demo_words)
        self.demo_words.setVisible(bool(standing.demo_words))
        self.database.show_health(standing.database)
        self.backup.show_health(standing.backup)

    def show_person(self, name: str, role: str) -> None:
        """Who is signed in; nobody hides the lock too."""
        self.person.show_words(formats.joined(name, role))
        for button in (self.change, self.lock):
            button.setVisible(bool(name))

    def show_busy(self, under_way: int) -> None:
        """How many things the worker is at."""
        if under_way and self._running < 0 and not self._wait.isActive():
            self._wait.start(QUIET_MS)
        elif not under_way:
            self._wait.stop()
            self._step.stop()
            if self._running >= 0:
                self._running = -1
                self._paint_bar_again()

    def _paint_bar_again(self) -> None:
        # The bar alone: with the whole line all that stands in it would be painted again.
        self.update(0, 0, self.width(), BAR)

    def _start_bar(self) -> None:
        self._running = 0
        self._step.start(STEP_MS)

    def _move_bar(self) -> None:
        self._running = (self._running + 2) % 140
        self._paint_bar_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="surface", radius=0)
        drawn.line(painter, 0, 0, self.width(), 0, "line")
        if self._running >= 0:
            self._draw_bar(painter)

    def _draw_bar(self, painter: QPainter) -> None:
        width = self.width() * 0.4
        left = self.width() * (self._running - 40) / 100
        drawn.box(painter, QRectF(left, 0, width, BAR), fill="accent", radius=1)
