"""The list that opens under a cell while one types: what fits, its tag, code, stock and price; keys at its foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from app.kernel.language import _
from ui import theme
from ui.theme import Radius, Type
from ui.widgets import drawn
from ui.widgets.icon import draw_icon
from ui.widgets.key_cap import cap_width, draw_cap
from ui.widgets.named import named
from ui.widgets.pill import Mark, draw_pill

WIDTH, HEAD, ROW, FOOT, EDGE, MOST_ROWS, LEAST_ROWS, SHADOW = 660, 28, 34, 28, 6, 8, 4, 10
KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: `key` is what `taken` carries; `stock_tone` is `good`, `warn` or `bad`."""

    key: str
    words: str
    icon: str = "box"
    tag: Mark | None = None
    code: str = ""
    remark: str = ""
    stock: str = ""
    stock_tone: str = "good"
    price: str = ""


class CataloguePopup(QWidget):
    """Opens under an editor, which keeps the focus; ↑ ↓ choose, Enter takes, Shift+Enter takes with its partner.

    `taken` carries (key, with Shift). It covers what is below and never moves it. Enter before the answer to the last
    letter takes nothing of the answer to the letters before: it waits, as a scanner that types faster than is found.
    """

    taken = Signal(str, bool)
    hurried = Signal()
    closed = Signal()

    def __init__(self, editor: QLineEdit, name: str, *, take: str = "", with_partner: str = "") -> None:
        super().__init__(editor.window())
        named(self, name, _("What fits"))
        self.offers: tuple[Offer, ...] = ()
        self.at, self._first, self._title, self._editor = 0, 0, "", editor
        self._rows = MOST_ROWS  # how many are seen at once
        self._hints = [("↑ ↓", _("choose")), ("↵", take or _("take"))]
        self._hints += [("Shift+↵", with_partner)] if with_partner else []
        self._hints += [("Esc", _("close"))]
        self._with_partner = bool(with_partner)
        self._answered = ""  # what stood in the cell when the rows came
        self._hurried: bool | None = None  # Enter came before the rows: whether with Shift
        self._around: list[QWidget] = []
        editor.installEventFilter(self)
        editor.textChanged.connect(self._typed_on)
        # It lies over the window and is its child: a page that goes with its list open would leave it hanging there.
        editor.destroyed.connect(self.deleteLater)
        self.hide()

    def hurry(self, *, with_partner: bool = False) -> None:
        """Take the first row as soon as the rows come that answer what stands in the cell now; `hurried` says so."""
        self._hurried = with_partner
        self.hurried.emit()

    def _typed_on(self) -> None:
        self._hurried = None

    def show_offers(self, title: str, offers: Sequence[Offer]) -> None:
        """Open with the rows that answer what stands in the editor; no rows closes."""
        self.offers, self._title, self.at, self._first = tuple(offers), title, 0, 0
        self._answered = self._editor.text()
        hurried, self._hurried = self._hurried, None
        if not offers:
            self.close_up()
            return
        if hurried is not None:
            self.take(with_partner=hurried)
            return
        window = self._editor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._place(window)
        self._editor.setProperty("keys_are_own", True)
        self._follow(window)
        self.show()
        self.raise_()
        self._describe()

    def close_up(self) -> None:
        """Close; the cursor stays in the cell."""
        if self.isVisible():
            self._editor.setProperty("keys_are_own", False)
            self._follow(None)
            self.hide()
            self.closed.emit()

    def _follow(self, window: QWidget | None) -> None:
        """Notice while open when the cell, or anything around it up to the window, moves: a line above came or went."""
        for passed in filter(isValid, self._around):
            passed.removeEventFilter(self)
        self._around.clear()
        around = self._editor.parentWidget() if window is not None else None
        while around is not None and around is not window:
            around.installEventFilter(self)
            self._around.append(around)
            around = around.parentWidget()

    def _place(self, window: QWidget) -> None:
        holder = (self._editor.parentWidget() if self._editor.property("bare") else None) or self._editor
        corner = holder.mapTo(window, QPoint(0, 0))
        below = corner.y() + holder.height() + 4
        # Rather a few rows less below the cell than all of them over the lines and the head above it.
        room = (window.height() - below - HEAD - FOOT - 2 * EDGE) // ROW
        rows = min(len(self.offers), MOST_ROWS)
        self._rows = rows = min(rows, room) if room >= LEAST_ROWS else rows
        self._first = min(max(self._first, self.at - rows + 1), self.at)
        size = QSize(min(WIDTH, window.width() - 2 * SHADOW), HEAD + rows * ROW + FOOT + 2 * EDGE)
        left = max(SHADOW, min(corner.x(), window.width() - size.width() - SHADOW))
        is_above = below + size.height() > window.height()
        top = max(0, corner.y() - 4 - size.height()) if is_above else below
        self.setGeometry(left - SHADOW, top, size.width() + 2 * SHADOW, size.height() + 2 * SHADOW)
        if is_above:
            # Its shadow would lie over the cell and keep the mouse away from it.
            self.setMask(QRegion(0, 0, self.width(), size.height()))
        else:
            self.clearMask()

    def _describe(self) -> None:
        offer = self.offers[self.at]
        parts = (offer.words, offer.tag.words if offer.tag else "", offer.code, offer.stock, offer.price)
        self.setAccessibleDescription(" ".join(part for part in parts if part))
        self.update()

    def move_by(self, step: int) -> None:
        """Choose another row."""
        self.at = max(0, min(self.at + step, len(self.offers) - 1))
        self._first = min(max(self._first, self.at - self._rows + 1), self.at)
        self._describe()

    def take(self, *, with_partner: bool = False) -> None:
        """Take the chosen row."""
        key = self.offers[self.at].key
        self.close_up()
        self.taken.emit(key, with_partner and self._with_partner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and event.type() == QEvent.Type.FocusOut:
            self._hurried = None
        if not self.isVisible() or not isValid(self._editor):
            return False
        if event.type() == QEvent.Type.Move:
            self._place(self._editor.window())
        elif watched is not self._editor:
            return False
        elif event.type() == QEvent.Type.FocusOut:
            self.close_up()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key not in KEYS:
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            with_partner = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.take if self._editor.text() == self._answered else self.hurry)(with_partner=with_partner)
        return True

    def _row(self, place: int) -> QRectF:
        body = QRectF(self.rect()).adjusted(SHADOW, 0, -SHADOW, -2 * SHADOW)
        return QRectF(body.left() + EDGE, body.top() + EDGE + HEAD - 4 + place * ROW, body.width() - 2 * EDGE, ROW)

    def _shown(self) -> tuple[Offer, ...]:
        return self.offers[self._first : self._first + self._rows]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._shown())):
            if self._row(place).contains(event.position()):
                self.at = self._first + place
                self.take()
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        body = QRectF(self.rect()).adjusted(SHADOW, 0, -SHADOW, -2 * SHADOW)
        self._draw_shadow(painter, body)
        drawn.box(painter, body, fill="raised", edge="line")
        head = QRectF(body.left() + 16, body.top() + 3, body.width() - 32, HEAD - 4)
        drawn.text(painter, head, self._title, size=Type.LABEL, weight=Type.MEDIUM, tone="muted")
        if any(offer.price for offer in self.offers):
            drawn.text(painter, head, _("Price"), size=Type.LABEL, weight=500, tone="muted", align=drawn.RIGHT)
            stock = head.adjusted(0, 0, -76, 0)
            drawn.text(painter, stock, _("Stock"), size=Type.LABEL, weight=500, tone="muted", align=drawn.RIGHT)
        for place, offer in enumerate(self._shown()):
            self._draw_row(painter, self._row(place), offer, is_current=self._first + place == self.at)
        self._draw_foot(painter, body)

    @staticmethod
    def _draw_row(painter: QPainter, row: QRectF, offer: Offer, *, is_current: bool) -> None:
        if is_current:
            drawn.box(painter, row, fill="accent_tint")
        middle = row.center().y()
        tone = "accent" if is_current else "muted"
        draw_icon(painter, offer.icon, left=row.left() + 10, middle=middle, side=18, tone=tone)
        words = QRectF(row.left() + 40, row.top(), row.width() * 0.42 - 40, ROW)
        used = drawn.text(painter, words, offer.words, weight=Type.MEDIUM)
        if offer.tag is not None:
            draw_pill(painter, offer.tag, left=words.left() + used + 10, middle=middle)
        code = QRectF(row.left() + row.width() * 0.432, row.top(), row.width() * 0.145, ROW)
        drawn.text(painter, code, offer.code, size=Type.LABEL, tone="muted")
        remark = QRectF(row.left() + row.width() * 0.58, row.top(), row.width() * 0.22, ROW)
        drawn.text(painter, remark, offer.remark, size=Type.LABEL, tone="muted")
        price = row.adjusted(0, 0, -10, 0)
        drawn.text(painter, price, offer.price, weight=Type.MEDIUM, align=drawn.RIGHT)
        stock = row.adjusted(row.width() * 0.8, 0, -86, 0)
        drawn.text(painter, stock, offer.stock, size=Type.LABEL, weight=500, tone=offer.stock_tone, align=drawn.RIGHT)

    def _draw_foot(self, painter: QPainter, body: QRectF) -> None:
        top = body.bottom() - FOOT
        drawn.line(painter, body.left() + 1, round(top), body.right() - 1, round(top))
        left, middle = body.left() + 16, top + FOOT / 2
        for key, words in self._hints:
            draw_cap(painter, key, left=left, middle=middle, fill="raised")
            left += cap_width(key) + 6
            room = QRectF(left, top, 200, FOOT)
            left += drawn.text(painter, room, words, size=Type.LABEL, tone="muted") + 16

    @staticmethod
    def _draw_shadow(painter: QPainter, body: QRectF) -> None:
        colour = QColor(theme.current().color("shadow"))
        colour.setAlphaF(colour.alphaF() / SHADOW * 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for ring in range(0, SHADOW, 2):
            grown = body.adjusted(-ring, 6 - ring, ring, 6 + ring)
            painter.drawRoundedRect(grown, Radius.CONTROL + ring, Radius.CONTROL + ring)
