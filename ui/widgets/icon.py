"""Our own icons (24 grid, round strokes), painted in a token's colour."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources import FOLDER
from ui import theme
from ui.theme import Size
from ui.widgets import drawn

GRID = 24


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (FOLDER / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def picture(name: str, side_px: int, colour: str, ratio: float) -> QPixmap:
    """An icon as a picture of `side_px` at a device ratio, in a colour `#rrggbb`."""
    # Only with the first icon: the window is painted before there is one.
    from PySide6.QtSvg import QSvgRenderer

    # Small icons keep a drawn stroke of 1.6 px, else they fade beside the type.
    stroke = Size.STROKE if side_px >= Size.ICON else Size.STROKE_SMALL * GRID / side_px
    source = (
        _source(name)
        .replace("currentColor", colour)
        .replace(f'stroke-width="{Size.STROKE}"', f'stroke-width="{stroke:.3f}"')
    )
    picture = QPixmap(QSize(side_px, side_px) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def draw_icon(painter: QPainter, name: str, *, left: float, middle: float, side: int, tone: str) -> None:
    """Draw an icon with its left edge and its middle line given."""
    ratio = painter.device().devicePixelRatioF()
    colour = theme.current().color(tone).name()
    painter.drawPixmap(round(left), round(middle - side / 2), picture(name, side, colour, ratio))


class Icon(QWidget):
    """An icon that stands by itself; it is decoration, the words beside it say what it means."""

    def __init__(
        self, name: str, *, side: int = Size.ICON, tone: str = "muted", tile: str | None = None, tile_side: int = 0
    ) -> None:
        super().__init__()
        self._name, self._side, self._tone, self._tile = name, side, tone, tile
        self._outer = tile_side or side
        self.setFixedSize(self._outer, self._outer)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        """Another icon in another colour."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        if self._tile:
            drawn.box(painter, self.rect(), fill=self._tile)
        left = (self._outer - self._side) / 2
        draw_icon(painter, self._name, left=left, middle=self._outer / 2, side=self._side, tone=self._tone)
