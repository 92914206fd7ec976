"""Signatures drawn as filled outlines from the points of the hand: black, and sharp at any size."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from app.paper.content import StrokePoint, Strokes
from app.paper.grid import Ink
from app.paper.pen import Pen, Point, Step

# A pad is shown some 100 mm wide; on paper no signature becomes larger than it was written there.
LARGEST_MM = 90.0
# A mouse knows no pressure and reports 0.
USUAL_PRESSURE = 420
NEAR_MM = 0.14


def draw(pen: Pen, strokes: Strokes, *, corner: Point, size: Point) -> None:
    """Draw the strokes at the left of an area of `size`, as large as they fit, in their own proportions."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return
    left, top = min(point.x for point in points), min(point.y for point in points)
    wide, high = (max(point.x for point in points) - left, max(point.y for point in points) - top)
    scale = min(size[0] / max(wide, 1), size[1] / max(high, 1), LARGEST_MM / 10_000)
    lower = corner[1] + (size[1] - high * scale) / 2
    steps: list[Step] = []
    for stroke in strokes:
        placed = [
            (corner[0] + (point.x - left) * scale, lower + (point.y - top) * scale, _radius(point)) for point in stroke
        ]
        steps += outline(smoothed(placed))
    pen.path(steps, fill=Ink.BLACK)


Inked = tuple[float, float, float]


def _radius(point: StrokePoint) -> float:
    return 0.1 + 0.32 * (point.pressure or USUAL_PRESSURE) / 1000


def smoothed(points: Sequence[Inked]) -> list[Inked]:
    """Fewer points, then corners cut twice: a steady hand's line through a jittering pen's points."""
    kept = [point for index, point in enumerate(points) if index in (0, len(points) - 1) or _is_apart(points, index)]
    for _round in range(2):
        kept = _corners_cut(kept)
    return kept


def _is_apart(points: Sequence[Inked], index: int) -> bool:
    before, here = points[index - 1], points[index]
    return hypot(here[0] - before[0], here[1] - before[1]) >= NEAR_MM / 4


def _corners_cut(points: list[Inked]) -> list[Inked]:
    if len(points) < 3:
        return points
    out = [points[0]]
    for start, end in pairwise(points):
        out += [_between(start, end, 0.25), _between(start, end, 0.75)]
    return [*out, points[-1]]


def _between(start: Inked, end: Inked, part: float) -> Inked:
    x, y, r = (a + (b - a) * part for a, b in zip(start, end, strict=True))
    return x, y, r


def outline(points: Sequence[Inked]) -> list[Step]:
    """One stroke as closed paths of one direction: a disc at each end and sharp turn, a ribbon between them."""
    steps = _disc(points[0]) if points else []
    if len(points) < 2:
        return steps
    left, right = list[Point](), list[Point]()
    for index, (x, y, radius) in enumerate(points):
        across_x, across_y = _across(points, index)
        left.append((x + across_x * radius, y + across_y * radius))
        right.append((x - across_x * radius, y - across_y * radius))
        if index and (index == len(points) - 1 or _turns(points, index)):
            steps += _disc((x, y, radius))
    return steps + _closed([*left, *reversed(right)])


def _across(points: Sequence[Inked], index: int) -> Point:
    before, after = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
    along_x, along_y = after[0] - before[0], after[1] - before[1]
    length = hypot(along_x, along_y) or 1.0
    return along_y / length, -along_x / length


def _turns(points: Sequence[Inked], index: int) -> bool:
    """Whether the pen turns here by more than some forty degrees, where a ribbon would tear."""
    before, here, after = points[index - 1], points[index], points[index + 1]
    into = (here[0] - before[0], here[1] - before[1])
    out = (after[0] - here[0], after[1] - here[1])
    dot = into[0] * out[0] + into[1] * out[1]
    return dot < 0.77 * hypot(*into) * hypot(*out)


def _disc(point: Inked) -> list[Step]:
    x, y, radius = point
    turns = [2 * pi * step / 10 for step in range(10)]
    return _closed([(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns])


def _closed(points: Sequence[Point]) -> list[Step]:
    return [("M", (points[0],)), *(("L", (point,)) for point in points[1:]), ("Z", ())]
