"""Signatures as filled outlines."""

from app.paper.content import StrokePoint
from app.paper.handwriting import draw, outline, smoothed
from tests.papers.samples import strokes


class Recorder:
    """Keeps the points of the paths that are drawn."""

    def __init__(self) -> None:
        self.points = []

    def path(self, steps, **looks):
        self.points += [point for _command, points in steps for point in points]


def drawn(hand, size=(60.0, 11.8)):
    pen = Recorder()
    draw(pen, hand, corner=(20.0, 100.0), size=size)
    return pen.points


def test_a_signature_stays_within_its_place():
    points = drawn(strokes("李㛃"))
    assert all(19.4 <= x <= 80.6 and 99.4 <= y <= 112.4 for x, y in points)


def test_a_wide_signature_is_made_as_narrow_as_its_place():
    wide = tuple(StrokePoint(x * 100, 50, x, 500) for x in range(100))
    assert max(x for x, _ in drawn((wide,), size=(30.0, 11.8))) <= 50.6


def test_a_single_dot_is_seen():
    assert drawn(((StrokePoint(10, 10, 0, 500),),))


def test_no_stroke_draws_nothing():
    assert drawn(()) == []


def test_more_pressure_makes_a_thicker_line():
    light = tuple(StrokePoint(x * 100, 0, x, 100) for x in range(20))
    heavy = tuple(StrokePoint(x * 100, 0, x, 1000) for x in range(20))

    def height(stroke):
        ys = [y for _, y in drawn((stroke,))]
        return max(ys) - min(ys)

    assert height(heavy) > 2 * height(light)


def test_a_mouse_without_pressure_still_writes():
    assert drawn((tuple(StrokePoint(x * 100, 0, x, 0) for x in range(5)),))


def test_smoothing_keeps_both_ends():
    points = [(0.0, 0.0, 0.2), (1.0, 1.0, 0.2), (2.0, 0.0, 0.2)]
    smooth = smoothed(points)
    assert (smooth[0], smooth[-1]) == (points[0], points[-1])
    assert outline(smooth)[0][0] == "M"
