"""A paper on the screen: its pages as pictures, with zoom and paging by key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.language import _
from ui.theme import Size, Type
from ui.widgets import drawn
from ui.widgets.button import Button, Look
from ui.widgets.named import named, tip
from ui.widgets.scrolled import ScrollArea
from ui.widgets.text import Text

MARGIN, BAR = 16, 40
ZOOMS = (50, 75, 100, 125, 150, 200)
# Beyond this share of a screen's height the next press of PageDown turns the page.
TURN_SHARE = 0.9


class Pages(QWidget):
    """The pages below one another, each as wide as the zoom says; 0 fits the width of the view."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: tuple[QImage, ...] = ()
        self._scaled: dict[tuple[int, int], QPixmap] = {}
        self._width = 400

    def show_pictures(self, pictures: tuple[QImage, ...]) -> None:
        """Other pages."""
        self._pictures = pictures
        self._scaled.clear()
        self._measure()

    def show_width(self, width: int) -> None:
        """Another width of a page, in px."""
        if width != self._width:
            self._width = max(width, 100)
            self._measure()

    def tops(self) -> list[int]:
        """Where each page begins, in px from the top."""
        result, top = [], MARGIN
        for picture in self._pictures:
            result.append(top)
            top += self._height(picture) + MARGIN
        return result

    def _height(self, picture: QImage) -> int:
        return round(self._width * picture.height() / max(picture.width(), 1))

    def _measure(self) -> None:
        height = MARGIN + sum(self._height(picture) + MARGIN for picture in self._pictures)
        self.setFixedHeight(max(height, 2 * MARGIN))
        self.setMinimumWidth(self._width + 2 * MARGIN)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        drawn.box(painter, self.rect(), fill="sunken", radius=0)
        left = max((self.width() - self._width) // 2, MARGIN)
        for at, top in enumerate(self.tops()):
            area = QRectF(left, top, self._width, self._height(self._pictures[at]))
            if area.intersects(QRectF(event.rect())):
                self._draw_page(painter, at, area)

    def _draw_page(self, painter: QPainter, at: int, area: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        key = (at, round(area.width() * ratio))
        if key not in self._scaled:
            size = QSize(key[1], round(area.height() * ratio))
            scaled = self._pictures[at].scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._scaled[key] = QPixmap.fromImage(scaled)
            self._scaled[key].setDevicePixelRatio(ratio)
        painter.drawPixmap(area.topLeft(), self._scaled[key])
        drawn.box(painter, area.adjusted(-1, -1, 1, 1), edge="line", radius=0)


class PaperView(QWidget):
    """Shows the pages of one paper. Keys: PageUp/PageDown, Home/End, + and −, 0 fits the width.

    `page_changed` carries the page in sight, from 1.
    """

    page_changed = Signal(int)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        named(self, name, label)
        self.pages, self.zoom = Pages(), 0
        self._area = ScrollArea()
        self._area.setWidget(self.pages)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().installEventFilter(self)
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count, self._page = 0, 1
        self.where = Text(size=Type.LABEL, tone="muted", align=drawn.CENTRE)
        self.where.setMinimumWidth(56)
        self.scale = Text(size=Type.LABEL, tone="muted", align=drawn.CENTRE)
        self.scale.setMinimumWidth(72)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self._area, 1)
        self._say()

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._button("up", _("Previous page"), lambda: self.go(self._page - 1)))
        row.addWidget(self.where)
        row.addWidget(self._button("down", _("Next page"), lambda: self.go(self._page + 1)))
        row.addStretch(1)
        row.addWidget(self._button("minus", _("Smaller"), lambda: self.zoom_by(-1)))
        row.addWidget(self.scale)
        row.addWidget(self._button("plus", _("Larger"), lambda: self.zoom_by(1)))
        return row

    def _button(self, icon: str, words: str, deed: object) -> Button:
        button = Button(f"{self.objectName()}.{icon}", "", look=Look.QUIET, icon=icon, height=Size.BUTTON_ROW)
        button.setAccessibleName(words)
        tip(button, words)
        button.clicked.connect(deed)
        return button

    def show_pages(self, pictures: Sequence[QImage | bytes]) -> None:
        """Show these pages: pictures, or the bytes of PNGs; the view goes to the first."""
        images = tuple(p if isinstance(p, QImage) else QImage.fromData(p) for p in pictures)
        self._count, self._page = len(images), 1
        self.pages.show_pictures(images)
        self._fit()
        self._area.verticalScrollBar().setValue(0)
        self._say()

    def go(self, page: int) -> None:
        """Bring a page into sight, from 1."""
        tops = self.pages.tops()
        if tops:
            at = max(1, min(page, len(tops)))
            self._area.verticalScrollBar().setValue(tops[at - 1] - MARGIN)

    def zoom_by(self, step: int) -> None:
        """The next larger or smaller zoom; from “fit” on from what is seen."""
        now = self.zoom or self._fitting_percent()
        larger = [zoom for zoom in ZOOMS if (zoom > now if step > 0 else zoom < now)]
        if larger:
            self.zoom = larger[0] if step > 0 else larger[-1]
            self._fit()

    def fit_width(self) -> None:
        """As wide as the view."""
        self.zoom = 0
        self._fit()

    def _fitting_percent(self) -> int:
        return round((self._area.viewport().width() - 2 * MARGIN) * 100 / self._full_width())

    def _full_width(self) -> int:
        """An A4 page at 96 dpi: what “100 %” means."""
        return 794

    def _fit(self) -> None:
        room = self._area.viewport().width() - 2 * MARGIN
        self.pages.show_width(self._full_width() * self.zoom // 100 if self.zoom else room)
        self.scale.setText(f"{self.zoom} %" if self.zoom else _("Full width"))

    def _scrolled(self, value: int) -> None:
        tops = self.pages.tops()
        middle = value + self._area.viewport().height() // 2
        page = max((at for at, top in enumerate(tops, start=1) if top <= middle), default=1)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._say()

    def _say(self) -> None:
        self.where.setText(f"{self._page} / {self._count}" if self._count else "—")

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # The view knows its new width only after its own layout has run.
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self._area.verticalScrollBar(), Qt.Key(event.key())
        leap = round(self._area.viewport().height() * TURN_SHARE)
        steps = {
            Qt.Key.Key_PageDown: leap,
            Qt.Key.Key_Space: leap,
            Qt.Key.Key_PageUp: -leap,
            Qt.Key.Key_Down: 48,
            Qt.Key.Key_Up: -48,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key in steps:
            bar.setValue(bar.value() + steps[key])
        elif event.text() in ("+", "="):
            self.zoom_by(1)
        elif event.text() in ("-", "−"):
            self.zoom_by(-1)
        elif event.text() == "0":
            self.fit_width()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        width, edge = (2, "accent") if self.hasFocus() else (1, "line")
        drawn.box(painter, self.rect(), fill="surface", edge=edge, edge_width=width)
