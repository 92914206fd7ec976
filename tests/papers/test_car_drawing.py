"""The outline of a car and the marks on it."""

import pytest

from app.order.checkin.choices import View
from app.paper.car_drawing import CAPTIONS, HEIGHT, LOOKS, PLACES, VIEW_WORDS, outline


@pytest.mark.parametrize("view", VIEW_WORDS)
def test_every_view_has_a_drawing_whose_parts_we_know_how_to_draw(view):
    drawing = outline(view)
    assert len(drawing.paths) > 15
    assert {kind for kind, _steps in drawing.paths} <= LOOKS.keys()


@pytest.mark.parametrize("view", VIEW_WORDS)
def test_a_drawing_lies_within_its_view_box(view):
    left, top, wide, high = outline(view).box
    points = [point for _kind, steps in outline(view).paths for _command, points in steps for point in points]
    assert all(left - 1 <= x <= left + wide + 1 and top - 1 <= y <= top + high + 1 for x, y in points)


def test_the_views_are_those_of_the_check_in():
    assert set(VIEW_WORDS) == {view.value for view in View} == set(PLACES) == set(CAPTIONS)


def test_no_view_hangs_out_of_the_drawing():
    for view, (at, below, wide) in PLACES.items():
        box = outline(view).box
        assert below + wide * box[3] / box[2] <= HEIGHT
        assert at + wide <= 183.0
