"""Hands that press, click and type whatever comes, on whatever is in front: nobody at a counter does worse."""

import gc
import random
import time
from collections import deque

from hands import type_words
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.upkeep.demo import PIN
from ui.shell.window import Window

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
KEYS = (
    "Tab", "Tab", "Tab", "Backtab", "Return", "Return", "Escape", "Space", "Space", "Left", "Right", "Up", "Down",
    "Down", "Home", "End", "PageUp", "PageDown", "Delete", "Backspace", *(f"F{number}" for number in range(1, 13)),
    *"YNLX12345",
)  # fmt: skip
COMMANDS = ("Return", "Return", "Return", "Up", "Down", "Delete", "Tab", *"12345678ABCDEFIKLMNOPSTUVZ")
WORDS = (
    "苏A8K2M6", "14000000001", "王建军", "䶮㛃𬭎𣲗", "LYJBA5G15KA000137", "１２３４５", "-5", "0", "999999999999",
    "<b>&\"'", "a" * 60, "2027-02-30", "明天 16:00", "12:00", "#", "= 1+1", "é", "😀", PIN, "1.5", "１．５", "wjj",
    "A5", "机油", "0.001", " ", "\u200b", "86400",
)  # fmt: skip
SIZES = ((1366, 768), (1920, 1080), (1280, 720))
PLACES = ("board", "checkin", "orders", "workshop", "settings")
POPUP_MS, SIGN_IN_SECONDS, REMEMBERED = 60, 10, 30


class RandomHands:
    """Works one window by the dice of a seed; `lately` says what was done last."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window, self.dice, self.acts = window, random.Random(seed), 0
        self.lately: deque[str] = deque(maxlen=REMEMBERED)
        # A menu or a dialog waits for an answer in a loop of its own.
        self._popups = QTimer(window)
        self._popups.timeout.connect(self._answer_popup)
        self._popups.start(POPUP_MS)

    def stop(self) -> None:
        """Let go."""
        self._popups.stop()

    def act(self) -> None:
        """One act, and a moment for the window."""
        self.acts += 1
        if self.window.is_at_sign_in():
            self._sign_in()
        ways = (
            (34, self._click_anywhere), (8, self._press_button), (20, self._press_key), (12, self._press_command),
            (16, self._type), (3, self._open_order), (2, self._go), (2, self._click_field), (1, self._resize),
            (1, self._look_for_garbage), (1, lambda: self._wait(300)),
        )  # fmt: skip
        way = self.dice.choices([one for _weight, one in ways], [weight for weight, _one in ways])[0]
        way()
        self._wait(self.dice.choice((0, 0, 5, 15)))

    def _say(self, what: str) -> None:
        self.lately.append(what)

    @staticmethod
    def _wait(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def _aim(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    @staticmethod
    def _windows() -> list[QWidget]:
        return [top for top in QApplication.topLevelWidgets() if top.isVisible()]

    def _seen(self, kind: type[QWidget]) -> list[QWidget]:
        every = [one for top in self._windows() for one in top.findChildren(kind)]
        return [one for one in every if one.isVisible() and one.isEnabled()]

    def _sign_in(self) -> None:
        page = self.window.sign_in
        assert page is not None
        self.window.activateWindow()
        page.people.setFocus()
        for key in (str(self.dice.randrange(1, 10)), *PIN):
            QTest.keyClick(self._aim(), key)
        late = time.monotonic() + SIGN_IN_SECONDS
        while not self.window.is_open() and time.monotonic() < late:
            self._wait(20)
        self._say(f"signed in: {self.window.is_open()}")

    def _answer_popup(self) -> None:
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is not None:
            key = self.dice.choice((Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Escape))
            self._say(f"{key.name} in {type(popup).__name__}")
            QTest.keyClick(popup.focusWidget() or popup, key)

    def _click_anywhere(self) -> None:
        top = self.dice.choice(self._windows() or [self.window])
        place = QPoint(self.dice.randrange(max(1, top.width())), self.dice.randrange(max(1, top.height())))
        hit = top.childAt(place) or top
        button = self.dice.choices((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (93, 7))[0]
        click = QTest.mouseDClick if self.dice.random() < 0.1 else QTest.mouseClick
        self._say(f"click {type(hit).__name__} {hit.objectName()}")
        click(hit, button, NONE, hit.mapFrom(top, place))

    def _press_button(self) -> None:
        if buttons := self._seen(QAbstractButton):
            button = self.dice.choice(buttons)
            self._say(f"button {button.objectName()}")
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _click_field(self) -> None:
        if fields := [*self._seen(QLineEdit), *self._seen(QPlainTextEdit)]:
            field = self.dice.choice(fields)
            self._say(f"into {field.objectName()}")
            field.setFocus()

    def _press_key(self) -> None:
        key = self.dice.choice(KEYS)
        self._say(f"{key} on {self._aim().objectName()}")
        QTest.keyClick(self._aim(), Qt.Key[f"Key_{key}"], SHIFT if key == "Backtab" else NONE)

    def _press_command(self) -> None:
        key = self.dice.choice(COMMANDS)
        self._say(f"Ctrl+{key} on {self._aim().objectName()}")
        QTest.keyClick(self._aim(), Qt.Key[f"Key_{key}"], CTRL)

    def _type(self) -> None:
        words = self.dice.choice(WORDS)
        self._say(f"“{words}” on {self._aim().objectName()}")
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self._aim(), letter)
            else:
                type_words(self._aim(), letter)

    def _open_order(self) -> None:
        if self.window.is_open():
            number = f"WXD{self.dice.randrange(1, 41):06d}"
            self._say(f"open {number}")
            self.window.go("order", number)

    def _go(self) -> None:
        if self.window.is_open():
            place = self.dice.choice(PLACES)
            self._say(f"go to {place}")
            self.window.go(place)

    def _resize(self) -> None:
        self._say("resize")
        self.window.resize(*self.dice.choice(SIZES))

    def _look_for_garbage(self) -> None:
        self._say("garbage")
        gc.collect()
