"""One of a few, side by side on a track: arrows move, a digit or a click chooses."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.theme import Radius, Size, Type
from ui.widgets import drawn
from ui.widgets.named import named

PADDING, INSET = 16, 2


class Segmented(QWidget):
    """One choice of `options` ((key, words), …); nothing is chosen until someone does, unless `chosen` is given.

    Options are of one width; not `even`, each is as wide as its words ask for. One that `wraps` puts two words
    below each other: in a high one five long English grades stand side by side.
    """

    chosen_changed = Signal(str)

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        chosen: str | None = None,
        height: int = Size.SEGMENTED,
        even: bool = True,
        wraps: bool = False,
    ) -> None:
        super().__init__()
        named(self, name, label)
        self._options, self._height, self._label, self._is_even = tuple(options), height, label, even
        self._wraps = wraps
        self.chosen: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("halo", True)
        self.setProperty("enter_moves_on", True)
        self.show_chosen(chosen)

    def show_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options; the choice stays if it is still among them."""
        self._options = tuple(options)
        self.show_chosen(self.chosen if self.chosen in self._keys() else None)
        self.updateGeometry()

    def show_chosen(self, key: str | None) -> None:
        """Show a choice without telling anyone."""
        self.chosen = key
        words = dict(self._options).get(key or "", "")
        self.setAccessibleDescription(words)
        self.update()

    def choose(self, key: str) -> None:
        """Choose and tell."""
        if key != self.chosen and self.isEnabled():
            self.show_chosen(key)
            self.chosen_changed.emit(key)

    def _keys(self) -> list[str]:
        return [key for key, _words in self._options]

    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths(2 * PADDING))) + 2 * INSET, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(sum(self._widths(8))) + 2 * INSET, self._height)

    def _widths(self, padding: int) -> list[float]:
        """What each option asks for with so much room beside its words, in px."""
        asked = [self._words_width(words) + padding for _key, words in self._options]
        return [max(asked, default=0)] * len(asked) if self._is_even else asked

    def _lines(self, words: str) -> list[str]:
        return words.split(" ", 1) if self._wraps else [words]

    def _words_width(self, words: str) -> float:
        lines = self._lines(words)
        size = Type.DATA if len(lines) == 1 else Type.LABEL
        return max(drawn.width_of(line, size, Type.MEDIUM) for line in lines)

    def area_of(self, key: str) -> QRectF:
        """Where one option is, so that a test or a popup can point at it."""
        at, asked = self._keys().index(key), self._widths(8)
        # What is left over is shared out evenly.
        spare = (self.width() - 2 * INSET - sum(asked)) / max(len(asked), 1)
        left = INSET + sum(asked[:at]) + at * spare
        return QRectF(left, INSET, asked[at] + spare, self.height() - 2 * INSET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="sunken", edge="line" if theme.current().is_dark else None)
        for key, words in self._options:
            area, is_chosen = self.area_of(key), key == self.chosen
            if is_chosen:
                width = 2 if self.hasFocus() else 1
                drawn.box(painter, area, fill="surface", edge="accent", edge_width=width, radius=Radius.CONTROL - 1)
            weight = Type.MEDIUM if is_chosen else Type.REGULAR
            tone = "accent" if is_chosen else "muted"
            self._draw_words(painter, area, words, weight=weight, tone=tone)
        if self.hasFocus() and self.chosen is None:
            drawn.focus_edge(painter, self.rect())

    def _draw_words(self, painter: QPainter, area: QRectF, words: str, *, weight: int, tone: str) -> None:
        lines = self._lines(words)
        if len(lines) == 1:
            drawn.text(painter, area, words, size=Type.DATA, weight=weight, tone=tone, align=drawn.CENTRE)
            return
        half = Type.LABEL * 0.6
        for line, shift in zip(lines, (-half, half), strict=True):
            place = area.translated(0, shift)
            drawn.text(painter, place, line, size=Type.LABEL, weight=weight, tone=tone, align=drawn.CENTRE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for key in self._keys():
            if self.area_of(key).contains(event.position()):
                self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
        elif event.key() == Qt.Key.Key_Space and self.chosen is None:
            self._move(1)
        elif event.text().isdigit() and 1 <= int(event.text()) <= len(self._options):
            self.choose(self._keys()[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        keys = self._keys()
        at = keys.index(self.chosen) + step if self.chosen in keys else 0
        self.choose(keys[max(0, min(at, len(keys) - 1))])
