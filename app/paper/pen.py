"""Draws on one page in millimetres from its upper left corner: text, lines, areas, pictures."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from app.paper.fonts import outline, printable
from app.paper.grid import HAIRLINE, POINTS_PER_MM, Align, Face, Ink, Style
from app.paper.text import runs, squeezed_end, width

Point = tuple[float, float]
# One step of a path: "M" or "L" with one point, "C" with three, "Z" with none.
Step = tuple[str, tuple[Point, ...]]

_NON_ZERO = 1
_UNSEEN = 3


class Pen:
    """The canvas of reportlab with our units; `x` to the right, `y` down, text by its baseline."""

    def __init__(self, canvas: Any, page_height: float) -> None:
        self._canvas = canvas
        self._height = page_height
        for face in Face:
            outline(face)

    @property
    def page(self) -> int:
        """The page that is drawn on, counted from 0."""
        return int(self._canvas.getPageNumber()) - 1

    def area(self, corner: Point, size: Point) -> tuple[int, int, int, int]:
        """A rectangle in points from the lower left corner of the page: left, low, right, high."""
        left, low = self._x(corner[0]), self._y(corner[1] + size[1])
        return round(left), round(low), round(left + self._x(size[0])), round(low + self._x(size[1]))

    def text(
        self, x: float, y: float, text: str, style: Style, *, align: Align = Align.LEFT, tracking: float = 0.0
    ) -> float:
        """Write one line; answers its width. `tracking` is added after each character."""
        line = printable(text).replace("\n", " ")
        wide = width(line, style) + tracking * max(len(line) - 1, 0)
        left = x - {Align.LEFT: 0.0, Align.CENTRE: wide / 2, Align.RIGHT: wide}[align]
        self._ready(style)
        before, end = squeezed_end(runs(line, style, tracking), style, tracking)
        self._pieces(left, y, before, tracking)
        if end:
            # WORKAROUND poppler: it reads a squeezed mark at a line's end as a line of its own unless told otherwise.
            actual = "".join(piece for _, piece in end).encode("utf-16-be").hex().upper()
            self._canvas._code.append(f"/Span <</ActualText <FEFF{actual}>>> BDC")
            self._pieces(left, y, end, tracking)
            self._canvas._code.append("EMC")
        return wide

    def unseen(self, x: float, y: float, text: str) -> None:
        """Write what only a reader of the text finds: the tick inside a drawn box."""
        self._ready(Style(size=7.0))
        self._canvas.drawString(self._x(x), self._y(y), text, mode=_UNSEEN)

    def turned(self, x: float, y: float, text: str, style: Style, *, angle: float) -> None:
        """Write large letters centred on a point and turned by `angle` degrees."""
        self._canvas.saveState()
        self._canvas.translate(self._x(x), self._y(y))
        self._canvas.rotate(angle)
        self._ready(style)
        self._canvas.drawString(-width(text, style) / 2 * POINTS_PER_MM, -style.size * 0.36, text)
        self._canvas.restoreState()

    def rule(self, x1: float, x2: float, y: float, weight: float = HAIRLINE, ink: Ink = Ink.LINE) -> None:
        """A horizontal line."""
        self.line((x1, y), (x2, y), weight=weight, ink=ink)

    def line(self, start: Point, end: Point, *, weight: float = HAIRLINE, ink: Ink = Ink.LINE) -> None:
        """A straight line, `weight` in points."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeColor(ink.value)
        self._canvas.line(self._x(start[0]), self._y(start[1]), self._x(end[0]), self._y(end[1]))

    def box(
        self,
        corner: Point,
        size: Point,
        *,
        fill: Ink | None = None,
        weight: float = 0.0,
        ink: Ink = Ink.BLACK,
        radius: float = 0.0,
    ) -> None:
        """A rectangle by its upper left corner, filled or lined or both, its corners rounded by `radius`."""
        self._pens(fill, weight, ink)
        left, low = self._x(corner[0]), self._y(corner[1] + size[1])
        parts = {"stroke": int(weight > 0), "fill": int(fill is not None)}
        if radius:
            self._canvas.roundRect(left, low, self._x(size[0]), self._x(size[1]), self._x(radius), **parts)
        else:
            self._canvas.rect(left, low, self._x(size[0]), self._x(size[1]), **parts)

    def circle(
        self, centre: Point, radius: float, *, fill: Ink | None = None, weight: float = 0.0, ink: Ink = Ink.BLACK
    ) -> None:
        """A circle, filled or lined or both."""
        self._pens(fill, weight, ink)
        self._canvas.circle(
            self._x(centre[0]), self._y(centre[1]), self._x(radius), stroke=int(weight > 0), fill=int(fill is not None)
        )

    def path(
        self,
        steps: Iterable[Step],
        *,
        fill: Ink | None = None,
        weight: float = 0.0,
        ink: Ink = Ink.BLACK,
        has_round_ends: bool = True,
    ) -> None:
        """A path, filled by the non-zero rule or lined or both."""
        self._pens(fill, weight, ink)
        self._canvas.setLineJoin(int(has_round_ends))
        self._canvas.setLineCap(int(has_round_ends))
        path = self._canvas.beginPath()
        for command, points in steps:
            flat = [number for x, y in points for number in (self._x(x), self._y(y))]
            {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[command](*flat)
        self._canvas.drawPath(path, stroke=int(weight > 0), fill=int(fill is not None), fillMode=_NON_ZERO)
        self._canvas.setLineJoin(0)
        self._canvas.setLineCap(0)

    def boxes(self, boxes: Sequence[tuple[Point, Point]], *, fill: Ink = Ink.BLACK) -> None:
        """Many rectangles (corner, size) as one path and one fill, so that no seams show between them."""
        self._pens(fill, 0.0, fill)
        path = self._canvas.beginPath()
        for (left, top), (wide, high) in boxes:
            path.rect(self._x(left), self._y(top + high), self._x(wide), self._x(high))
        self._canvas.drawPath(path, stroke=0, fill=1, fillMode=_NON_ZERO)

    def picture(self, corner: Point, size: Point, jpeg: bytes, *, radius: float = 0.0) -> None:
        """A photograph as it is (JPEG bytes), its corners cut round."""
        from reportlab.lib.utils import ImageReader

        self._canvas.saveState()
        path, low = self._canvas.beginPath(), self._y(corner[1] + size[1])
        path.roundRect(self._x(corner[0]), low, self._x(size[0]), self._x(size[1]), self._x(radius))
        self._canvas.clipPath(path, stroke=0, fill=0)
        image = ImageReader(BytesIO(jpeg))
        self._canvas.drawImage(image, self._x(corner[0]), low, self._x(size[0]), self._x(size[1]))
        self._canvas.restoreState()

    def _ready(self, style: Style) -> None:
        self._canvas.setFont(style.face.value, style.size)
        self._canvas.setFillColor(style.ink.value)

    def _pieces(self, left: float, y: float, pieces: Sequence[tuple[float, str]], tracking: float) -> None:
        for offset, piece in pieces:
            self._canvas.drawString(self._x(left + offset), self._y(y), piece, charSpace=self._x(tracking))

    def _pens(self, fill: Ink | None, weight: float, ink: Ink) -> None:
        if fill is not None:
            self._canvas.setFillColor(fill.value)
        if weight:
            self._canvas.setLineWidth(weight)
            self._canvas.setStrokeColor(ink.value)

    def _x(self, millimetres: float) -> float:
        return millimetres * POINTS_PER_MM

    def _y(self, millimetres: float) -> float:
        return (self._height - millimetres) * POINTS_PER_MM
