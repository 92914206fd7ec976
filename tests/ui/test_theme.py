"""Every colour pair can be read in both themes, and no character becomes a box."""

import pytest
from PySide6.QtGui import QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.theme import DARK, LIGHT, PLATES, Appearance, Tokens, Type, contrast

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("canvas", "surface", "raised", "sunken", "hover")
TINTS = ("accent_tint", "good_tint", "warn_tint", "bad_tint", "info_tint", "neutral_tint")


@THEMES
@pytest.mark.parametrize("ground", [*GROUNDS, *TINTS])
@pytest.mark.parametrize("tone", ["ink", "muted", "faint"])
def test_words_can_be_read_on_every_ground(tokens: Tokens, ground: str, tone: str) -> None:
    assert contrast(getattr(tokens, tone), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("tone", ["accent", "good", "warn", "bad", "info"])
def test_a_state_can_be_read_on_its_tint_and_on_a_card(tokens: Tokens, tone: str) -> None:
    assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_tint")) >= 4.5
    assert contrast(getattr(tokens, tone), tokens.surface) >= 4.5


@THEMES
def test_words_on_filled_buttons_and_discs_can_be_read(tokens: Tokens) -> None:
    for filled in (tokens.accent, tokens.accent_pressed, tokens.bad, tokens.warn):
        assert contrast(tokens.on_accent, filled) >= 4.5


@THEMES
def test_edges_of_controls_and_the_car_can_be_seen(tokens: Tokens) -> None:
    assert contrast(tokens.ctl, tokens.surface) >= 3
    assert contrast(tokens.car_line, tokens.car_body) >= 3


@pytest.mark.parametrize("kind", PLATES)
def test_plates_can_be_read(kind: str) -> None:
    plate = PLATES[kind]
    assert contrast(plate.words, plate.top) >= 4.5
    assert contrast(plate.words, plate.bottom) >= 4.5


def test_rare_characters_of_names_are_in_the_faces() -> None:
    faces = [QRawFont.fromFont(theme.current().font(Type.BODY, weight)) for weight in (400, 700)]
    for character in "骏䶮㛃㭎䒟𬭎𫖮𣲗":
        assert all(face.supportsCharacter(ord(character)) for face in faces), character


def test_figures_have_one_width() -> None:
    metrics = QFontMetrics(theme.current().font(Type.DATA, Type.MEDIUM))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_switching_dresses_the_application_and_tells(qapp: QApplication) -> None:
    told: list[bool] = []

    def hear() -> None:
        told.append(theme.current().is_dark)

    theme.current().switched.connect(hear)
    theme.current().choose(Appearance.DARK)
    assert qapp.palette().window().color().name().upper() == DARK.canvas
    assert theme.current().color("ink").name().upper() == DARK.ink
    theme.current().choose(Appearance.LIGHT)
    theme.current().switched.disconnect(hear)
    assert told == [True, False]
    assert qapp.palette().window().color().name().upper() == LIGHT.canvas


def test_the_middle_dot_gets_blanks_only_where_the_face_draws_it_narrow() -> None:
    assert theme.current().separator() in ("·", " · ")
