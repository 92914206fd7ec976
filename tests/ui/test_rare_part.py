"""What few visits need stays folded on a low screen, and never hides what was typed."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.order.checkin.choices import DashCam
from app.order.checkin.draft import BLANK
from ui.order.checkin.rare_part import RarePart


@pytest.fixture
def rare(qtbot: QtBot) -> RarePart:
    part = RarePart()
    qtbot.addWidget(part)
    part.resize(380, 300)
    part.show()
    return part


def test_on_a_low_screen_one_link_stands_for_the_rare_questions(rare: RarePart) -> None:
    assert rare.link.isVisible()
    assert not rare.fields.isVisible()


def test_the_link_opens_them_and_puts_the_cursor_into_the_first(rare: RarePart, qtbot: QtBot) -> None:
    rare.activateWindow()
    rare.link.pressed.emit()
    assert rare.fields.isVisible()
    qtbot.waitUntil(rare.limit.editor.hasFocus)


def test_a_draft_with_a_limit_or_a_dash_cam_shows_them(rare: RarePart) -> None:
    rare.read(replace(BLANK, spend_limit_fen=50_000))
    assert rare.fields.isVisible()
    rare.read(BLANK)
    assert not rare.fields.isVisible()
    rare.read(replace(BLANK, dash_cam=DashCam.SWITCH_OFF))
    assert rare.fields.isVisible()


def test_what_was_typed_does_not_fold_away_when_the_window_gets_lower(rare: RarePart) -> None:
    rare.give_room(True)
    rare.interview.set_text("冷车，每天早上")
    rare.give_room(False)
    assert rare.fields.isVisible()
    assert rare.write(BLANK).fault_interview == "冷车，每天早上"


def test_a_limit_that_is_no_amount_is_missing(rare: RarePart) -> None:
    rare.limit.set_text("很多")
    assert rare.lacks_limit()
    rare.limit.set_text("500")
    assert rare.write(BLANK).spend_limit_fen == 50_000
