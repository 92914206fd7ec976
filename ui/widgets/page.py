"""What every place of the window is: it reads itself again, knows its primary action and what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from app.kernel.refusal import Missing, Refusal
from ui import theme
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.named import named
from ui.widgets.text import Text
from ui.widgets.typed import MARK, editors_under, key_of, write_into
from ui.worker import Worker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Notice:
    """A toast: the sentence, its kind (`good`, `bad`, `info`, `warn`), and what “Undo” would do."""

    words: str
    kind: str = "good"
    undo: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done here: for the palette, and for its key (`F8`, `Ctrl+T`; empty: palette only).

    Without words it has only its key. `also` holds other words it is found by.
    """

    words: str
    deed: Callable[[], object]
    key: str = ""
    icon: str = "forward"
    also: str = ""


class Page(QWidget):
    """One place of the workspace.

    `slices` names what it shows; when one of them is written, the window calls `refresh`.
    `bar_changed` tells the window to read `primary_words`, `key_hints`, `missing` and `side_words` again.
    `go` asks for another place and what to open there, `say` shows a toast, `covers_window` hides rail and bars.
    """

    title = ""
    slices: frozenset[str] = frozenset()
    covers_window = False
    # Object names of the primary action and of what is missing while this page is in front.
    bar_names = ("shell.primary", "shell.missing")

    bar_changed = Signal()
    go = Signal(str, object)
    say = Signal(object)

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It paints all of itself: what changes in it need not be painted from the window's ground upwards.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.worker = worker
        self._asked = 0

    def refresh(self) -> None:
        """Ask the worker for what is shown. Called when the page comes up and when its slices change."""

    def ask_latest(self, look: Callable[..., T], show: Callable[[T], object]) -> None:
        """Read something and show it; the answer is dropped when the page has meanwhile asked anew."""
        self._asked += 1
        asked = self._asked

        def arrived(found: T) -> None:
            if asked == self._asked:
                show(found)

        self.worker.ask(self, look, arrived)

    def take_focus(self) -> None:
        """Put the cursor where the work begins; called when the page comes up."""
        self.setFocus()

    def open(self, what: object) -> None:
        """Show one thing (an order number, a customer): called by `go`."""

    def primary_words(self) -> str:
        """What the primary action is called; empty where the page has none."""
        return ""

    def primary_name(self) -> str:
        """The object name of the primary action while this page is in front; empty: `shell.primary`."""
        return ""

    def primary_icon(self) -> str:
        """An icon before the words, if any."""
        return ""

    def primary(self) -> None:
        """Do it. Only called while nothing is missing."""

    def missing(self) -> tuple[tuple[str, str], ...]:
        """What stands in the way: (object name of the field, words for the link)."""
        return ()

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """(key, what it does), shown at the left of the action bar."""
        return ()

    def side_words(self) -> str:
        """What stands before the primary action or in its place: whose it is to go on."""
        return ""

    def has_bar(self) -> bool:
        """Whether the action bar is shown at all."""
        return bool(self.primary_words() or self.side_words())

    def commands(self) -> tuple[Command, ...]:
        """What can be done here by key or by palette; a key of the page wins over the same key of the shell."""
        return ()

    def print_page(self) -> None:
        """Print what is on the page (Ctrl+P)."""

    def step_back(self) -> bool:
        """Close what is open inside the page (Esc); True if there was something."""
        return False

    def leave(self) -> bool:
        """Whether the page may be left now; it saves its draft here."""
        return True

    def show_refusal(self, refusal: Refusal) -> None:
        """Put the sentence under its field and the cursor into it; without such a field it is a toast."""
        names = refusal.fields if isinstance(refusal, Missing) else (refusal.field,)
        field = next((found for name in names if name and (found := self.find_widget(name))), None)
        show = _error_setter(field)
        if show is None:
            self.say.emit(Notice(refusal.sentence, "bad"))
        else:
            show(refusal.sentence)
        if field is not None:
            self.focus_on(field.objectName())

    def put_back(self, place: str, name: str, words: str) -> bool:
        """Write into a field, by its place and name, what was typed there and not saved; False: it is not here yet."""
        wanted = f"{place}{MARK}{name}"
        editor = next((one for one in editors_under(self) if key_of(one) == wanted), None)
        if editor is None:
            return False
        write_into(editor, words)
        editor.setFocus()
        return True

    def forget(self, place: str) -> None:
        """What was typed at that place and is out of sight was discarded: it does not come back."""

    def find_widget(self, name: str) -> QWidget | None:
        """The widget of this page with an object name."""
        return self.findChild(QWidget, name)

    def focus_on(self, name: str) -> None:
        """Put the cursor into the widget with this object name and bring it into sight."""
        field = self.find_widget(name)
        if field is None:
            return
        above = field.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(field, 0, Size.FIELD_PITCH)
            above = above.parentWidget()
        field.setFocus()

    def toast(self, words: str, *, kind: str = "good", undo: Callable[[], object] | None = None) -> None:
        """A notice that needs no answer; `undo` offers to take the deed back."""
        self.say.emit(Notice(words, kind, undo))

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))


class PageHead(QWidget):
    """The title row of 60 px: title, what stands beside it, room for chips and buttons."""

    def __init__(self, title: str, beside: str = "") -> None:
        super().__init__()
        self.setFixedHeight(Size.TITLE_ROW)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.title = named(Text(title, size=Type.TITLE, weight=Type.BOLD), "page.title")
        self.beside = Text(beside, size=Type.DATA, tone="muted")
        self.row.addWidget(self.title)
        self.row.addWidget(self.beside)
        self.row.addStretch(1)

    def show_words(self, title: str, beside: str = "") -> None:
        """Another title."""
        self.title.setText(title)
        self.beside.setText(beside)

    def add_left(self, widget: QWidget) -> None:
        """Put something behind the title: chips, a segmented control."""
        self.row.insertWidget(self.row.count() - 1, widget)

    def add_right(self, widget: QWidget) -> None:
        """Put something at the right end: a button."""
        self.row.addWidget(widget)


def _error_setter(field: QWidget | None) -> Callable[[str], object] | None:
    """`set_error` of the widget or of what it stands in, up to the page."""
    widget = field
    while widget is not None and not isinstance(widget, Page):
        setter = getattr(widget, "set_error", None)
        if callable(setter):
            return setter  # type: ignore[no-any-return]  # by its name only
        widget = widget.parentWidget()
    return None
