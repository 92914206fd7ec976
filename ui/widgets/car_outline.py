"""The outline of the car, unfolded: a click or Enter marks a damage, the number stands in the list too."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from app.order.checkin.choices import LETTERS, WORDS, DamageKind, View
from app.order.checkin.form import Damage
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.car_views import draw_view, places
from ui.widgets.named import named

DISC, RING, WIDE, NUDGE, NEXT_TO = 19, 1.5, 10_000, 200, 900
LEAST_WIDTH, LEAST_HEIGHT = 300, 176
# From each view where an arrow leads, as the views lie unfolded.
WAYS = {
    Qt.Key.Key_Left: {View.TOP: View.FRONT, View.REAR: View.TOP, View.LEFT: View.FRONT, View.RIGHT: View.FRONT},
    Qt.Key.Key_Right: {View.TOP: View.REAR, View.FRONT: View.TOP, View.LEFT: View.REAR, View.RIGHT: View.REAR},
    Qt.Key.Key_Up: {View.TOP: View.LEFT, View.RIGHT: View.TOP, View.FRONT: View.LEFT, View.REAR: View.LEFT},
    Qt.Key.Key_Down: {View.TOP: View.RIGHT, View.LEFT: View.TOP, View.FRONT: View.RIGHT, View.REAR: View.RIGHT},
}
NUDGES = {
    Qt.Key.Key_Left: (-NUDGE, 0),
    Qt.Key.Key_Right: (NUDGE, 0),
    Qt.Key.Key_Up: (0, -NUDGE),
    Qt.Key.Key_Down: (0, NUDGE),
}


class CarOutline(QWidget):
    """Five views with numbered marks.

    Mouse: a click on the car adds a mark, a click on a mark chooses it, dragging moves it. Keyboard: arrows choose
    the view, Enter adds a mark there, digits choose a mark, Shift+arrows move it, A–G set its kind, Delete removes
    it. New marks are of `next_kind`.
    """

    marks_changed = Signal(object)  # tuple[Damage, ...]
    mark_chosen = Signal(int)  # its place in `marks`, -1 for none

    def __init__(self, name: str, label: str, *, can_mark: bool = True) -> None:
        super().__init__()
        named(self, name, label)
        self.marks: tuple[Damage, ...] = ()
        self.chosen = -1
        self.view = View.LEFT
        self.next_kind = DamageKind.SCRATCH
        self._can_mark, self._is_dragging = can_mark, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_mark else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        if can_mark:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def show_marks(self, marks: tuple[Damage, ...]) -> None:
        """Show these marks without telling anyone."""
        self.marks = tuple(marks)
        if self.chosen >= len(self.marks):
            self._choose(-1)
        self._describe()

    def choose(self, at: int) -> None:
        """Choose a mark (-1 lets go); its view is then the one the arrows start from."""
        if at == -1:
            self._choose(-1)
        elif at < len(self.marks):
            self.view = self.marks[at].view
            self._choose(at)

    def change(self, at: int, mark: Damage) -> None:
        """Another kind, severity, remark or place of a mark."""
        self._set((*self.marks[:at], mark, *self.marks[at + 1 :]))

    def remove(self, at: int) -> None:
        """Take a mark away; those after it move up by one number."""
        if 0 <= at < len(self.marks):
            self._set((*self.marks[:at], *self.marks[at + 1 :]))
            self._choose(min(at, len(self.marks) - 1))

    def add(self, view: View, x: int, y: int) -> None:
        """Add a mark; x and y are 0–10000 of the view."""
        self._set((*self.marks, Damage(view, _inside(x), _inside(y), self.next_kind)))
        self.view = view
        self._choose(len(self.marks) - 1)

    def point_of(self, at: int) -> QPointF:
        """Where a mark is drawn."""
        mark = self.marks[at]
        area = places(QRectF(self.rect()))[mark.view]
        return QPointF(area.left() + area.width() * mark.x / WIDE, area.top() + area.height() * mark.y / WIDE)

    def _set(self, marks: tuple[Damage, ...]) -> None:
        self.marks = marks
        self._describe()
        self.marks_changed.emit(marks)

    def _choose(self, at: int) -> None:
        self.chosen = at
        self.update()
        self.mark_chosen.emit(at)

    def _describe(self) -> None:
        words = (f"{at} {_(WORDS[mark.view])} {_(WORDS[mark.kind])}" for at, mark in enumerate(self.marks, start=1))
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(442, 258)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        areas = places(QRectF(self.rect()))
        for view, area in areas.items():
            if self.hasFocus() and view is self.view:
                drawn.box(painter, area.adjusted(-3, -3, 3, 3), edge="accent", edge_width=2, radius=Radius.CARD)
            draw_view(painter, view, area)
        self._draw_words(painter, areas)
        for at in range(len(self.marks)):
            draw_mark(painter, at + 1, self.point_of(at), mark=self.marks[at], is_chosen=at == self.chosen)

    def _draw_words(self, painter: QPainter, areas: dict[View, QRectF]) -> None:
        room = 64.0
        left, right, top = areas[View.LEFT], areas[View.RIGHT], areas[View.TOP]
        front, rear = areas[View.FRONT], areas[View.REAR]
        spots = {
            View.LEFT: QRectF(front.center().x() - room / 2, left.center().y() - 9, room, 18),
            View.RIGHT: QRectF(rear.center().x() - room / 2, right.center().y() - 9, room, 18),
            View.FRONT: QRectF(front.center().x() - room / 2, front.bottom() + 4, room, 18),
            View.REAR: QRectF(rear.center().x() - room / 2, rear.bottom() + 4, room, 18),
        }
        for view, spot in spots.items():
            drawn.text(painter, spot, _(WORDS[view]), size=Type.LABEL, tone="muted", align=drawn.CENTRE)
        words = _(WORDS[View.TOP])
        width = drawn.width_of(words, Type.LABEL) + 14
        roof = QRectF(top.left() + top.width() * 0.525 - width / 2, top.center().y() - 11, width, 22)
        drawn.text(painter, roof, words, size=Type.LABEL, tone="muted", align=drawn.CENTRE)

    def _mark_at(self, point: QPointF) -> int:
        near = [at for at in range(len(self.marks)) if (self.point_of(at) - point).manhattanLength() <= DISC * 0.75]
        return near[-1] if near else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._mark_at(event.position())
        if at >= 0:
            self.choose(at)
            self._is_dragging = self._can_mark
            return
        for view, area in places(QRectF(self.rect())).items():
            if self._can_mark and area.contains(event.position()):
                self.add(view, *_share(area, event.position()))
                self._is_dragging = True
                return
        self._choose(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and self.chosen >= 0:
            mark = self.marks[self.chosen]
            x, y = _share(places(QRectF(self.rect()))[mark.view], event.position())
            self.change(self.chosen, replace(mark, x=x, y=y))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._is_dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._can_mark or not (self._move_key(event) or self._mark_key(event)):
            super().keyPressEvent(event)

    def _move_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key not in WAYS:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.chosen >= 0:
            mark, (right, down) = self.marks[self.chosen], NUDGES[key]
            self.change(self.chosen, replace(mark, x=_inside(mark.x + right), y=_inside(mark.y + down)))
        else:
            self.view = WAYS[key].get(self.view, self.view)
            self.update()
        return True

    def _mark_key(self, event: QKeyEvent) -> bool:
        key, letter = Qt.Key(event.key()), event.text().upper()
        kinds = {value: kind for kind, value in LETTERS.items()}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            beside = sum(mark.view is self.view for mark in self.marks)
            self.add(self.view, WIDE // 2 + beside % 4 * NEXT_TO, WIDE // 2)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen >= 0:
            self.remove(self.chosen)
        elif letter.isdigit() and letter != "0":
            self.choose(int(letter) - 1)
        elif letter in kinds and self.chosen >= 0:
            self.change(self.chosen, replace(self.marks[self.chosen], kind=kinds[letter]))
        else:
            return False
        return True


def draw_mark(painter: QPainter, number: int, centre: QPointF, *, mark: Damage, is_chosen: bool = False) -> None:
    """A numbered disc: `bad`, or `warn` for what is slight; the chosen one has an accent ring."""
    outer = DISC / 2 + RING
    ring = QRectF(centre.x() - outer, centre.y() - outer, 2 * outer, 2 * outer)
    if is_chosen:
        drawn.box(painter, ring.adjusted(-2, -2, 2, 2), fill="accent", radius=outer + 2)
    drawn.box(painter, ring, fill="surface", radius=outer)
    disc = ring.adjusted(RING, RING, -RING, -RING)
    drawn.box(painter, disc, fill=mark_tone(mark), radius=DISC / 2)
    drawn.text(painter, disc, str(number), size=Type.LABEL, weight=Type.BOLD, tone="on_accent", align=drawn.CENTRE)


def mark_tone(mark: Damage) -> str:
    """The colour of a mark's disc, the same in the list."""
    return "warn" if mark.severity == "light" else "bad"


def _share(area: QRectF, point: QPointF) -> tuple[int, int]:
    return (
        _inside(round((point.x() - area.left()) / area.width() * WIDE)),
        _inside(round((point.y() - area.top()) / area.height() * WIDE)),
    )


def _inside(value: int) -> int:
    return max(0, min(value, WIDE))
