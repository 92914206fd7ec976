"""Settings · Appearance: which screen is the customer's, and the numbers that show which is which."""

import pytest
from order_page import Key
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import screens
from ui.settings.customer_screen_card import CustomerScreenCard
from ui.settings.kept_look import keep_customer_screen, kept_customer_screen
from ui.settings.screen_number import ScreenNumber


@pytest.fixture
def card(qtbot: QtBot) -> CustomerScreenCard:
    """The card on the advisor's screen."""
    if len(QGuiApplication.screens()) < 2:
        pytest.skip("this platform has one screen: QT_QPA_PLATFORM was set from outside")
    made = CustomerScreenCard()
    qtbot.addWidget(made)
    made.resize(720, 200)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.read_again()
    return made


def offered(card: CustomerScreenCard) -> list[str]:
    """The words of the list, from top to bottom."""
    return [card.choice.itemText(at) for at in range(card.choice.count())]


def numbers(card: CustomerScreenCard) -> dict[str, QScreen]:
    """The numbers that are lit, each with its screen."""
    lit = (each for each in card.findChildren(ScreenNumber) if each.isVisible())
    return {each.accessibleName(): each.screen() for each in lit}


def test_every_screen_is_named_with_its_size_and_place(card: CustomerScreenCard) -> None:
    assert offered(card) == [
        "Same as mine",
        "1·desk·800 × 800·this one",
        "2·counter·1280 × 800·to the right of mine",
    ]
    assert card.choice.chosen == screens.MINE


def test_what_is_chosen_holds_at_once_and_at_the_next_start(card: CustomerScreenCard) -> None:
    card.choice.setFocus()
    QTest.keyClick(card.choice, Key.Key_End)
    assert kept_customer_screen() == "counter"
    found = screens.customers(card.screen())
    assert found is not None and found.name() == "counter"
    card.read_again()
    assert card.choice.chosen == "counter"
    QTest.keyClick(card.choice, Key.Key_Home)
    assert screens.customers(card.screen()) is None and not screens.is_missing()


def test_one_s_own_screen_is_the_same_as_mine(card: CustomerScreenCard) -> None:
    keep_customer_screen("desk")
    assert screens.customers(card.screen()) is None and not screens.is_missing()


def test_a_screen_that_is_not_connected_stays_chosen_and_is_said(card: CustomerScreenCard) -> None:
    keep_customer_screen("HDMI-9")
    card.read_again()
    assert offered(card)[-1] == "The screen chosen before, not connected now"
    assert card.choice.chosen == "HDMI-9"
    assert screens.is_missing()


def test_a_screen_that_goes_is_no_longer_offered(card: CustomerScreenCard, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [screen for screen in screens.every() if screen.name() == "desk"]
    monkeypatch.setattr(screens, "every", lambda: left)
    QGuiApplication.instance().screenRemoved.emit(left[0])  # type: ignore[union-attr]
    QApplication.processEvents()
    assert len(offered(card)) == 2


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_show_me_lights_its_number_on_each_screen(card: CustomerScreenCard) -> None:
    QTest.mouseClick(card.show_me, Qt.MouseButton.LeftButton)
    lit = numbers(card)
    assert {words: screen.name() for words, screen in lit.items()} == {"1 desk": "desk", "2 counter": "counter"}
    QTest.mouseClick(card.show_me, Qt.MouseButton.LeftButton)
    assert len(numbers(card)) == 2
    second = next(
        each for each in card.findChildren(ScreenNumber) if each.accessibleName() == "2 counter" and each.isVisible()
    )
    off = second.geometry().center() - second.screen().geometry().center()
    assert off.manhattanLength() <= 2
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert list(numbers(card)) == ["1 desk"]


@pytest.mark.parametrize(
    ("at", "words"), [((-800, 0), "to the left of mine"), ((0, 900), "below mine"), ((0, -900), "above mine")]
)
def test_where_a_screen_stands_is_said_from_where_one_sits(at: tuple[int, int], words: str) -> None:
    mine, other = FakeScreen(0, 0), FakeScreen(*at)
    assert screens.words_of(other, mine=mine).endswith(words)  # type: ignore[arg-type]


class FakeScreen:
    """A screen of 800 × 800 that stands at a place."""

    def __init__(self, x: int, y: int) -> None:
        self._at = (x, y)

    def name(self) -> str:
        return "\\\\.\\DISPLAY2"

    def model(self) -> str:
        return "U2720Q"

    def devicePixelRatio(self) -> float:
        return 1.5

    def geometry(self) -> QRect:
        return QRect(*self._at, 800, 800)


def test_a_model_stands_beside_its_connector_and_pixels_are_the_screen_s_own() -> None:
    words = screens.words_of(FakeScreen(800, 0), mine=FakeScreen(0, 0))  # type: ignore[arg-type]
    assert words == "DISPLAY2 U2720Q·1200 × 1200·to the right of mine"
