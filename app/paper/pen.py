"""Draws on one page in millimetres from its upper left corner: text, lines, areas, pictures.

Text, lines and paths are written as the page's own operators: reportlab's calls for them took most of a paper's time.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from app.paper.fonts import font_of, printable
from app.paper.grid import HAIRLINE, POINTS_PER_MM, Align, Ink, Style
from app.paper.text import runs, squeezed_end, width

Point = tuple[float, float]
# One step of a path: "M" or "L" with one point, "C" with three, "Z" with none.
Step = tuple[str, tuple[Point, ...]]

_UNSEEN = 3
_AREA = "{:.2f} {:.2f} {:.2f} {:.2f} re".format
_OPERATORS = {
    "M": "{:.2f} {:.2f} m".format,
    "L": "{:.2f} {:.2f} l".format,
    "C": "{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format,
    "Z": "h".format,
}


@cache
def _colour(ink: Ink) -> str:
    """Red, green and blue as the page wants them, `0.0902 0.2157 0.3686`."""
    return " ".join(f"{int(ink.value[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


class Pen:
    """The canvas of reportlab with our units; `x` to the right, `y` down, text by its baseline."""

    def __init__(self, canvas: Any, page_height: float) -> None:
        self._canvas = canvas
        self._height = page_height
        self._write = canvas._code.append

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
        before, end = squeezed_end(runs(line, style, tracking), style, tracking)
        self._pieces(left, y, before, style, tracking)
        if end:
            # WORKAROUND poppler: it reads a squeezed mark at a line's end as a line of its own unless told otherwise.
            actual = "".join(piece for _, piece in end).encode("utf-16-be").hex().upper()
            self._write(f"/Span <</ActualText <FEFF{actual}>>> BDC")
            self._pieces(left, y, end, style, tracking)
            self._write("EMC")
        return wide

    def unseen(self, x: float, y: float, text: str) -> None:
        """Write what only a reader of the text finds: the tick inside a drawn box."""
        self._show(self._x(x), self._y(y), text, Style(size=7.0), mode=_UNSEEN)

    def turned(self, x: float, y: float, text: str, style: Style, *, angle: float) -> None:
        """Write large letters centred on a point and turned by `angle` degrees."""
        self._canvas.saveState()
        self._canvas.translate(self._x(x), self._y(y))
        self._canvas.rotate(angle)
        self._show(-width(text, style) / 2 * POINTS_PER_MM, -style.size * 0.36, text, style)
        self._canvas.restoreState()

    def rule(self, x1: float, x2: float, y: float, weight: float = HAIRLINE, ink: Ink = Ink.LINE) -> None:
        """A horizontal line."""
        self.line((x1, y), (x2, y), weight=weight, ink=ink)

    def line(self, start: Point, end: Point, *, weight: float = HAIRLINE, ink: Ink = Ink.LINE) -> None:
        """A straight line, `weight` in points."""
        ends = (self._x(start[0]), self._y(start[1]), self._x(end[0]), self._y(end[1]))
        self._pens(None, weight, ink)
        self._write("{:.2f} {:.2f} m {:.2f} {:.2f} l S".format(*ends))

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
        if radius:
            parts = {"stroke": int(weight > 0), "fill": int(fill is not None)}
            self._canvas.roundRect(left, low, self._x(size[0]), self._x(size[1]), self._x(radius), **parts)
        else:
            self._write(_AREA(left, low, self._x(size[0]), self._x(size[1])))
            self._write(_ends(fill, weight))

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
        high, write = self._height, self._write
        write("1 j 1 J" if has_round_ends else "0 j 0 J")
        for command, points in steps:
            flat = [number * POINTS_PER_MM for x, y in points for number in (x, high - y)]
            write(_OPERATORS[command](*flat))
        write(_ends(fill, weight))
        write("0 j 0 J")

    def boxes(self, boxes: Sequence[tuple[Point, Point]], *, fill: Ink = Ink.BLACK) -> None:
        """Many rectangles (corner, size) as one path and one fill, so that no seams show between them."""
        self._pens(fill, 0.0, fill)
        for (left, top), (wide, high) in boxes:
            self._write(_AREA(self._x(left), self._y(top + high), self._x(wide), self._x(high)))
        self._write("f")

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

    def _pieces(
        self, left: float, y: float, pieces: Sequence[tuple[float, str]], style: Style, tracking: float
    ) -> None:
        for offset, piece in pieces:
            self._show(self._x(left + offset), self._y(y), piece, style, spacing=self._x(tracking))

    def _show(self, x: float, y: float, text: str, style: Style, *, spacing: float = 0.0, mode: int = 0) -> None:
        """Show text at a point of the page, in points; each subset of a face is a font of its own in the file."""
        font, document = font_of(style.face), self._canvas._doc
        self._write(f"BT {_colour(style.ink)} rg {mode} Tr {spacing:.3f} Tc 1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, codes in font.splitString(text, document):
            name = font.getSubsetInternalName(subset, document)
            self._write(f"{name} {style.size:g} Tf <{codes.hex()}> Tj")
        self._write("ET")

    def _pens(self, fill: Ink | None, weight: float, ink: Ink) -> None:
        if fill is not None:
            self._write(f"{_colour(fill)} rg")
        if weight:
            self._write(f"{weight:g} w {_colour(ink)} RG")

    def _x(self, millimetres: float) -> float:
        return millimetres * POINTS_PER_MM

    def _y(self, millimetres: float) -> float:
        return (self._height - millimetres) * POINTS_PER_MM


def _ends(fill: Ink | None, weight: float) -> str:
    """The operator that ends a path: filled by the non-zero rule, lined, both, or neither."""
    return {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[
        fill is not None, weight > 0
    ]
