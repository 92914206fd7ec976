"""A number plate, drawn as one: blue, green for new energy, yellow, black."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.language import _
from ui import theme
from ui.theme import PLATES, Type
from ui.widgets import drawn
from ui.widgets.set_line import set_line

# Which colour a kind of plate has; the kinds are those of the vehicle records.
COLOUR_OF = {
    "normal": "blue",
    "nev_small": "green",
    "nev_large": "green",
    "hk_macau": "black",
    "embassy": "black",
    "consulate": "black",
    "training": "yellow",
    "trailer": "yellow",
}
UNDRAWN = {"temporary", "none", "police", "other"}

# All measures are shares of the height: 13 px type at 22, spacing 0.6, 12 px beside the text, 86 px at least.
TYPE_RATIO, SPACING_RATIO, PADDING_RATIO, LEAST_RATIO, DOT_RATIO = 13 / 22, 0.6 / 22, 12 / 22, 86 / 22, 0.42


def _parts(text: str) -> tuple[str, str]:
    """What stands before and after the dot; embassy plates and words have none."""
    plain = text.replace("·", "").strip()
    has_dot = len(plain) >= 7 and not plain[0].isascii() and plain[1].isascii() and plain[1].isalpha()
    return (plain[:2], plain[2:]) if has_dot else ("", plain)


def _advances(text: str, height: int) -> tuple[float, float, float]:
    """Width of the first part, of the dot's room, of the second part, in px."""
    size, spacing = round(height * TYPE_RATIO), height * SPACING_RATIO
    before, after = _parts(text)
    dot = height * DOT_RATIO if before else 0.0
    return (
        drawn.width_of(before, size, Type.BOLD) + spacing * len(before),
        dot,
        drawn.width_of(after, size, Type.BOLD) + spacing * max(len(after) - 1, 0),
    )


def plate_width(text: str, height: int = 22) -> int:
    """How wide the plate is, in px."""
    return max(round(sum(_advances(text, height)) + height * PADDING_RATIO), round(height * LEAST_RATIO))


def draw_plate(painter: QPainter, text: str, plate_type: str, *, left: float, middle: float, height: int = 22) -> int:
    """Draw a plate with its left edge and its middle line given; answers its width."""
    width = plate_width(text, height)
    area = QRectF(round(left), round(middle - height / 2), width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    words = _draw_ground(painter, area, plate_type)
    _draw_words(painter, area, text, words)
    painter.restore()
    return width


def _draw_ground(painter: QPainter, area: QRectF, plate_type: str) -> str:
    """The metal and its inner line; answers the colour of the type."""
    look = theme.current()
    radius = 3 if area.height() < 32 else 4
    if plate_type in UNDRAWN:
        drawn.box(painter, area, fill="surface", edge="ctl", radius=radius, dashed=plate_type == "none")
        return look.tokens.ink
    colours = PLATES[COLOUR_OF.get(plate_type, "blue")]
    ground = QLinearGradient(area.topLeft(), area.bottomLeft())
    ground.setColorAt(0, look.color(colours.top))
    ground.setColorAt(1, look.color(colours.bottom))
    is_black = colours is PLATES["black"]
    edge = look.color("plate_black_edge" if is_black else colours.edge)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ground))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    drawn.ring(painter, area, edge, 1, radius + 0.5)
    inner = 1.0 if area.height() < 28 else 2.0
    line = QColor(look.color(colours.line))
    line.setAlphaF(0.8)
    drawn.ring(painter, area.adjusted(inner, inner, -inner, -inner), line, 1, radius - 0.5)
    return colours.words


def _draw_words(painter: QPainter, area: QRectF, text: str, colour: str) -> None:
    height = int(area.height())
    size = round(height * TYPE_RATIO)
    before_width, dot_width, after_width = _advances(text, height)
    before, after = _parts(text)
    left = area.left() + (area.width() - before_width - dot_width - after_width) / 2
    _draw_spaced(painter, before, left, area, size, colour)
    _draw_spaced(painter, after, left + before_width + dot_width, area, size, colour)
    if before:
        # Painted, not written: in most CJK faces “·” is a full em wide.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color(colour))
        centre = QPointF(left + before_width + (dot_width - height * SPACING_RATIO) / 2, area.center().y())
        painter.drawEllipse(centre, height * 0.06, height * 0.06)


def _draw_spaced(painter: QPainter, words: str, left: float, area: QRectF, size: int, colour: str) -> None:
    painter.setPen(theme.current().color(colour))
    baseline = round(area.center().y() + Type.BODY_DROP * size)
    set_line(words, size, Type.BOLD, area.height() * SPACING_RATIO).draw(painter, left, baseline)


class Plate(QWidget):
    """A plate that stands by itself; heights are 20, 22, 24, 28, 36 or 40 px."""

    def __init__(self, text: str = "", plate_type: str = "normal", *, height: int = 22) -> None:
        super().__init__()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_plate(text, plate_type)

    def show_plate(self, text: str, plate_type: str) -> None:
        """Another plate; an empty one is shown as “No plate yet”."""
        self.plate_type = plate_type if text else "none"
        self.text = text or _("No plate yet")
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(plate_width(self.text, self._height), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = drawn.painter_on(self)
        draw_plate(painter, self.text, self.plate_type, left=0, middle=self.height() / 2, height=self._height)
