"""The five drawings of the car: where they lie unfolded, and how they are painted in the theme's colours."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.order.checkin.choices import View
from ui import theme

# Width and height of each drawing's own box.
VIEW_BOXES = {
    View.LEFT: (472, 148),
    View.TOP: (472, 210),
    View.RIGHT: (472, 148),
    View.FRONT: (220, 146),
    View.REAR: (220, 146),
}
GAP, EDGE = 8.0, 4.0


def places(room: QRectF) -> dict[View, QRectF]:
    """Unfolded: left side above, roof in the middle, right side below; front and rear beside the roof."""
    across = 2 * VIEW_BOXES[View.FRONT][0] + VIEW_BOXES[View.TOP][0]
    down = VIEW_BOXES[View.LEFT][1] + VIEW_BOXES[View.TOP][1] + VIEW_BOXES[View.RIGHT][1]
    scale = min((room.width() - 2 * (GAP + EDGE)) / across, (room.height() - 2 * (GAP + EDGE)) / down)
    sizes = {view: (width * scale, height * scale) for view, (width, height) in VIEW_BOXES.items()}
    middle, top = room.center().x(), room.center().y() - (down * scale + 2 * GAP) / 2
    roof_top = top + sizes[View.LEFT][1] + GAP
    roof_middle = roof_top + sizes[View.TOP][1] / 2
    body, end = sizes[View.TOP][0], sizes[View.FRONT]
    return {
        View.LEFT: QRectF(middle - body / 2, top, *sizes[View.LEFT]),
        View.TOP: QRectF(middle - body / 2, roof_top, *sizes[View.TOP]),
        View.RIGHT: QRectF(middle - body / 2, roof_top + sizes[View.TOP][1] + GAP, *sizes[View.RIGHT]),
        View.FRONT: QRectF(middle - body / 2 - GAP - end[0], roof_middle - end[1] / 2, *end),
        View.REAR: QRectF(middle + body / 2 + GAP, roof_middle - end[1] / 2, *end),
    }


def draw_view(painter: QPainter, view: View, area: QRectF) -> None:
    """Draw one view into its place."""
    look = theme.current()
    colours = tuple(look.color(token).name() for token in ("car_line", "car_body", "car_glass"))
    size = area.size().toSize()
    picture = _picture(view, size.width(), size.height(), colours, painter.device().devicePixelRatioF())
    painter.drawPixmap(area.topLeft(), picture)


@lru_cache(maxsize=40)
def _picture(view: View, width: int, height: int, colours: tuple[str, ...], ratio: float) -> QPixmap:
    line, body, glass = colours
    source = (files("resources") / "outlines" / f"{view.value}.svg").read_text("utf-8")
    source = source.replace("currentColor", line).replace("#fff", body).replace("#e8edf3", glass)
    picture = QPixmap(QSize(width, height) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
