"""Nothing typed is lost, in any form: each field is kept while it is typed, and offered again to who typed it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.kernel.language import _
from ui import formats
from ui.theme import Size
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.page import Page
from ui.widgets.pill import Kind
from ui.widgets.typed import MARK, Editor, editors_under, key_of, words_of
from ui.worker import Worker

if TYPE_CHECKING:
    from app.desk import Desk
    from app.overview.unfinished import Unfinished

EVERY_MS, LONGEST_SAID, MOST_TRIES = 800, 60, 8


class Scribe(QObject):
    """Hears every field of the pages that stands in a place (`ui/widgets/typed.py`).

    A field is kept within 0.8 s of a key, however long one goes on typing. Its draft goes in the transaction that
    saves it, or when the program itself writes something else into it. `wanted` carries what shall be put back;
    `put_back` is told once the place is in front.
    """

    wanted = Signal(object)  # Unfinished
    discarded = Signal(str)  # the place whose words nobody wants any more

    def __init__(self, worker: Worker, pages: QWidget) -> None:
        super().__init__(pages)
        self._worker, self._pages = worker, pages
        self._held: dict[str, str] = {}  # what is kept of each field, or is about to be
        self._waiting: set[str] = set()
        self.offered: tuple[Unfinished, ...] = ()
        self._on_its_way: dict[str, str] = {}  # what is being put back
        self._page: Callable[[], Page | None] = lambda: None
        self._tries = self._under_way = 0
        outside = QMargins(Size.EDGE_LEFT, 12, Size.EDGE_RIGHT, 0)
        self.banner = Banner("shell.draft", kind=Kind.INFO, icon="doc", closable=False, outside=outside)
        discard = Button("shell.draft.discard", _("Discard"))
        row = self.banner.layout()
        assert row is not None, "a banner is laid out"
        row.addWidget(discard)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self.banner.pressed.connect(self._put_back)
        discard.clicked.connect(self._discard)
        worker.saving.connect(self._saving)
        worker.saved.connect(self._saved)
        worker.busy.connect(self._busy)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # While it is typed

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isinstance(new, QLineEdit | QPlainTextEdit) or new.property("is_heard") or not key_of(new):
            return
        new.setProperty("is_heard", True)
        if isinstance(new, QLineEdit):
            new.textEdited.connect(lambda _words: self._typed(new))
            new.textChanged.connect(lambda _words: self._written(new))
        else:
            new.textChanged.connect(lambda: (self._typed if new.document().isModified() else self._written)(new))

    def _typed(self, editor: Editor) -> None:
        key = key_of(editor)
        if key:
            self._held[key] = words_of(editor)
            self._wait(key)
            self._offer_no_more(key, words_of(editor))

    def _written(self, editor: Editor) -> None:
        """The program wrote something else into a field: what had been typed is saved or given up."""
        key = key_of(editor)
        if key in self._held and self._held[key] != words_of(editor):
            self._held[key] = ""
            self._wait(key)
        self._offer_no_more(key, words_of(editor))

    def _offer_no_more(self, key: str, words: str) -> None:
        """What stands in its field again need not be put back."""
        if any(field.key == key and field.words == words for one in self.offered for field in one.fields):
            self._found(self.offered)

    def _wait(self, key: str) -> None:
        self._waiting.add(key)
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep now what was typed within the last moments."""
        self._timer.stop()
        if self._waiting:
            typed = {key: self._held[key] for key in self._waiting}
            self._waiting.clear()
            self._worker.do(self, partial(_keep, typed=typed))

    def change_to(self, held: dict[str, str]) -> dict[str, str]:
        """Another person sits down, with what is kept of the fields they left; answers the same of who was here.

        What was typed before was kept when the desk was locked.
        """
        self._timer.stop()
        self._waiting.clear()
        self._on_its_way.clear()
        before, self._held = self._held, held
        self._offer(())
        return before

    def _saving(self, keys: tuple[str, ...]) -> None:
        self._waiting.difference_update(keys)

    def _saved(self, keys: tuple[str, ...], is_saved: bool) -> None:
        for key in keys:
            if key in self._waiting:
                continue  # typed on while it was on its way: that is not saved, and is kept in its turn
            if is_saved:
                self._held.pop(key, None)
            elif key in self._held:
                self._wait(key)

    # What was left

    def look(self) -> None:
        """Look what this person typed and did not save, and offer what stands in no field any more."""
        self._worker.ask(self, _left, self._found)

    def _found(self, left: "tuple[Unfinished, ...]") -> None:
        if not left:
            self._offer(())  # asked at each page that comes up: all fields of all pages need not be gone through
            return
        live = {key_of(editor): words_of(editor) for editor in editors_under(self._pages)}
        live.update(self._on_its_way)
        self._offer(tuple(one for one in left if any(live.get(f.key) != f.words for f in one.fields)))

    def _offer(self, left: "tuple[Unfinished, ...]") -> None:
        self.offered = left
        if not left:
            self.banner.hide()
            return
        first, words = left[0], left[0].fields[0].words
        said = words if len(words) <= LONGEST_SAID else words[:LONGEST_SAID] + "…"
        sentence = _("Typed and not saved: {what}").format(what=formats.joined(first.title, first.about))
        age = formats.ago(first.saved_at, now=first.now)
        more = _("and {count} more").format(count=len(left) - 1) if len(left) > 1 else ""
        quoted = _("“{words}”").format(words=" ".join(said.split()))
        about = formats.joined(f"{first.field} {quoted}".strip(), age, more)
        self.banner.say(sentence, about, action=_("Put it back"))

    def _put_back(self) -> None:
        if self.offered:
            first, *rest = self.offered
            self._offer(tuple(rest))
            self.wanted.emit(first)

    def put_back(self, left: "Unfinished", page: Callable[[], Page | None]) -> None:
        """Write it into the fields of the page in front, as soon as each is there; what never comes stays kept."""
        self._on_its_way, self._page, self._tries = {f.key: f.words for f in left.fields}, page, MOST_TRIES

    def _busy(self, under_way: int) -> None:
        """Fields are there once everything asked of the desk is answered and shown."""
        self._under_way = under_way
        if self._on_its_way and not under_way:
            QTimer.singleShot(0, self, self._try_to_put_back)

    def _try_to_put_back(self) -> None:
        page = self._page()
        if self._under_way or page is None:
            return
        for key, words in tuple(self._on_its_way.items()):
            place, _mark, name = key.partition(MARK)
            if page.put_back(place, name, words):
                self._held[key] = self._on_its_way.pop(key)
        self._tries -= 1
        if not self._tries:
            self._on_its_way.clear()

    def _discard(self) -> None:
        if self.offered:
            first, *rest = self.offered
            keys = tuple(field.key for field in first.fields)
            self._worker.do(self, partial(_keep, typed=dict.fromkeys(keys, "")))
            for key in keys:
                self._held.pop(key, None)
            self._offer(tuple(rest))
            self.discarded.emit(first.place)


# The desk's side is imported when it is first asked, on its thread: not before the first paint.


def _left(desk: object) -> "tuple[Unfinished, ...]":
    from app.desk import Desk
    from app.overview.unfinished import unfinished

    # A window without a store has no desk: nothing can have been kept.
    return unfinished(desk) if isinstance(desk, Desk) else ()


def _keep(desk: "Desk", *, typed: dict[str, str]) -> None:
    desk.keep_fields(typed)
