"""The outline of a car from five sides, drawn from resources/outlines, with damage marks on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.kernel.language import mark
from app.paper.blocks import Solid
from app.paper.grid import LABEL, Align, Ink
from app.paper.labels import label
from app.paper.pen import Pen, Point, Step
from app.paper.pieces import DamagePill

# By the name of the view's file. The nose is on the left in `left` and `top`.
VIEW_WORDS: dict[str, str] = {
    "left": mark("Left side"),
    "front": mark("Front"),
    "right": mark("Right side"),
    "top": mark("Roof"),
    "rear": mark("Rear"),
}
# Upper left corner and width of each view, in millimetres from the corner of the drawing.
PLACES: dict[str, tuple[float, float, float]] = {
    "left": (-0.8, 0.9, 69.2),
    "front": (73.5, 0.0, 35.0),
    "right": (113.6, 0.9, 69.2),
    "top": (-0.8, 29.2, 69.2),
    "rear": (73.5, 33.2, 35.0),
}
# Centre and baseline of the word under each view.
CAPTIONS: dict[str, tuple[float, float]] = {
    "left": (34.0, 26.0),
    "front": (91.0, 26.0),
    "right": (148.2, 26.0),
    "top": (34.0, 62.8),
    "rear": (91.0, 62.8),
}
HEIGHT = 64.0
_TAG = re.compile(r'<path class="(\w+)" d="([^"]+)"/>')
_BOX = re.compile(r'viewBox="([-\d. ]+)"')
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")


@dataclass(frozen=True, slots=True)
class Outline:
    """One view: its view box (left, top, width, height) and its paths with their class."""

    box: tuple[float, float, float, float]
    paths: tuple[tuple[str, tuple[Step, ...]], ...]


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """Where a damage mark stands: x and y in 10000ths of the view's box."""

    number: int
    letter: str
    view: str
    x: int
    y: int


@cache
def outline(view: str) -> Outline:
    """The drawing of one view, in the units of its file."""
    text = files("resources").joinpath("outlines", f"{view}.svg").read_text(encoding="utf-8")
    found = _BOX.search(text)
    if found is None:
        raise ValueError(f"outlines/{view}.svg has no view box")
    left, top, wide, high = map(float, found[1].split())
    return Outline((left, top, wide, high), tuple((kind, _steps(path)) for kind, path in _TAG.findall(text)))


def _steps(path: str) -> tuple[Step, ...]:
    return tuple((command, _points(numbers)) for command, numbers in _STEP.findall(path))


def _points(numbers: str) -> tuple[Point, ...]:
    values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
    return tuple(zip(values[::2], values[1::2], strict=True))


@dataclass(frozen=True)
class CarDrawing(Solid):
    """Left, front and right above, top and rear below; at the lower right is room for a list."""

    marks: Sequence[MarkPlace]

    def height(self, width: float) -> float:
        return HEIGHT

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for view in VIEW_WORDS:
            self._draw_view(pen, x, y, view)
        for place in self.marks:
            across, down = _on_paper(place, x, y)
            DamagePill(place.number, place.letter).draw_at(pen, across - 3.2, down - 1.85)

    def _draw_view(self, pen: Pen, x: float, y: float, view: str) -> None:
        drawing, (at, below, wide) = outline(view), PLACES[view]
        scale = wide / drawing.box[2]

        def placed(steps: tuple[Step, ...]) -> list[Step]:
            return [(command, tuple(map(on_paper, points))) for command, points in steps]

        def on_paper(point: Point) -> Point:
            return (x + at + (point[0] - drawing.box[0]) * scale, y + below + (point[1] - drawing.box[1]) * scale)

        for kind, steps in drawing.paths:
            fill, weight, ink = LOOKS[kind]
            pen.path(placed(steps), fill=fill, weight=weight, ink=ink)
        centre, baseline = CAPTIONS[view]
        pen.text(x + centre, y + baseline, label(VIEW_WORDS[view]), LABEL, align=Align.CENTRE)


LOOKS: dict[str, tuple[Ink | None, float, Ink]] = {
    "body": (Ink.WHITE, 0.85, Ink.BLACK),
    "tyre": (Ink.WHITE, 0.85, Ink.BLACK),
    "glass": (Ink.TINT, 0.5, Ink.MUTED),
    "line": (None, 0.5, Ink.MUTED),
    "fine": (None, 0.3, Ink.MUTED),
}


def _on_paper(place: MarkPlace, x: float, y: float) -> Point:
    _left, _top, wide, high = outline(place.view).box
    at, below, across = PLACES[place.view]
    return (x + at + place.x / 10_000 * across, y + below + place.y / 10_000 * across * high / wide)
