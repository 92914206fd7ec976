"""Choice chips: one or several of many, with a count where it helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.named import named

PADDING, GAP, COUNT_GAP = 12, 8, 8


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip: its key, its words, a count, and the token of the count (`bad` where it hurts)."""

    key: str
    words: str
    count: int | None = None
    count_tone: str = "muted"


class Chips(QWidget):
    """Chips that wrap; arrows move, Space chooses. With `many` each is by itself, else exactly one is chosen.

    `none_key` names the chip that says “none”: it and the others exclude each other.
    """

    chosen_changed = Signal(object)

    def __init__(
        self,
        name: str,
        label: str,
        chips: Sequence[Chip],
        *,
        many: bool = False,
        chosen: Sequence[str] = (),
        none_key: str = "",
        wraps: bool = True,
    ) -> None:
        super().__init__()
        named(self, name, label)
        self._chips, self._many, self._none_key, self._wraps = tuple(chips), many, none_key, wraps
        self.chosen: frozenset[str] = frozenset(chosen)
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setProperty("enter_moves_on", True)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Other chips or counts; what is chosen stays."""
        self._chips = tuple(chips)
        self._at = min(self._at, max(len(chips) - 1, 0))
        self.updateGeometry()
        self.update()

    def show_chosen(self, keys: Sequence[str] | frozenset[str]) -> None:
        """Show a choice without telling anyone."""
        self.chosen = frozenset(keys)
        self._describe()

    def toggle(self, key: str) -> None:
        """Choose (or leave) one chip and tell."""
        if not self._many:
            chosen = frozenset({key})
        elif key == self._none_key:
            chosen = frozenset() if key in self.chosen else frozenset({key})
        else:
            chosen = (self.chosen ^ {key}) - {self._none_key}
        if chosen != self.chosen:
            self.chosen = chosen
            self._describe()
            self.chosen_changed.emit(chosen)

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(chip.words for chip in self._chips if chip.key in self.chosen))
        self.update()

    def _width(self, chip: Chip) -> int:
        count = 0.0
        if chip.count is not None:
            count = COUNT_GAP + drawn.width_of(str(chip.count), Type.DATA, Type.MEDIUM)
        return round(drawn.width_of(chip.words, Type.DATA, Type.MEDIUM) + count) + 2 * PADDING

    def areas(self, width: int | None = None) -> list[QRectF]:
        """Where each chip is, in order."""
        room = width or max(self.width(), 1)
        left = top = 0
        result = []
        for chip in self._chips:
            chip_width = self._width(chip)
            if self._wraps and left and left + chip_width > room:
                left, top = 0, top + Size.CHIP + GAP
            result.append(QRectF(left, top, chip_width, Size.CHIP))
            left += chip_width + GAP
        return result

    def area_of(self, key: str) -> QRectF:
        """Where one chip is, so that a test or a popup can point at it."""
        return self.areas()[[chip.key for chip in self._chips].index(key)]

    def key_at(self, place: int) -> str:
        """The key of the chip at a place, from 0."""
        return self._chips[place].key

    def sizeHint(self) -> QSize:
        areas = self.areas(100_000)
        return QSize(round(areas[-1].right()) if areas else 0, Size.CHIP)

    def minimumSizeHint(self) -> QSize:
        if not self._wraps:
            return self.sizeHint()
        return QSize(max((self._width(chip) for chip in self._chips), default=0), Size.CHIP)

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        areas = self.areas(width)
        return round(areas[-1].bottom()) if areas else Size.CHIP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps:
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        for index, (chip, area) in enumerate(zip(self._chips, self.areas(), strict=True)):
            self._draw(painter, chip, area, is_at=self.hasFocus() and index == self._at)

    def _draw(self, painter: QPainter, chip: Chip, area: QRectF, *, is_at: bool) -> None:
        is_chosen = chip.key in self.chosen
        drawn.box(
            painter,
            area,
            fill="accent_tint" if is_chosen else "surface",
            edge="accent" if is_chosen or is_at else "line",
            edge_width=2 if is_at else 1,
            radius=Size.CHIP / 2,
        )
        tone, weight = ("accent", Type.MEDIUM) if is_chosen else ("ink", Type.REGULAR)
        inner = area.adjusted(PADDING, 0, 0, 0)
        used = drawn.text(painter, inner, chip.words, weight=weight, tone=tone)
        if chip.count is not None:
            inner.setLeft(inner.left() + used + COUNT_GAP)
            count_tone = "accent" if is_chosen else chip.count_tone
            drawn.text(painter, inner, str(chip.count), weight=Type.MEDIUM, tone=count_tone)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, area in enumerate(self.areas()):
            if area.contains(event.position()):
                self._at = index
                self.toggle(self._chips[index].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._chips:
            self._at = max(0, min(self._at + step, len(self._chips) - 1))
            self.update()
        elif event.key() == Qt.Key.Key_Space and self._chips:
            self.toggle(self._chips[self._at].key)
        else:
            super().keyPressEvent(event)
