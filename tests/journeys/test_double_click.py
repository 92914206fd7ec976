"""Every button of a whole visit double-clicked with the mouse: each thing is booked once."""

from dataclasses import replace

import pytest
from playing import VISIT, at_the_desk, deeds_of, play
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk, Store
from app.order.workflow import Step
from app.trust.proof import Proof
from ui.shell.window import Window
from ui.tour.driver import CTRL, Driver, Key, StepFailed
from ui.tour.pictures import open_order, sign_in
from ui.widgets.button import Button
from ui.worker import Worker

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class DoubleClicks(Driver):
    """Presses every button twice, the primary action by mouse too.

    The second press comes at once, or (`waits`) after everything the first one asked for is booked and shown: then it
    falls on whatever stands under the mouse by now, as a person's second click within the interval does.
    """

    def __init__(self, window: Window, worker: Worker, *, waits: bool) -> None:
        super().__init__(window, worker)
        self.waits, self.pressed = waits, set[str]()

    def click_on(self, widget: QWidget, at: QPoint | None = None, name: str = "") -> None:
        if not isinstance(widget, Button):
            super().click_on(widget, at, name)
            return
        self.pressed.add(widget.objectName())
        place = widget.mapTo(self.window, at or widget.rect().center())
        if self.waits:
            super().click_on(widget, at, name)
        else:
            QTest.mouseClick(widget, LEFT, NONE, at or widget.rect().center())
        self._second_press(place)
        self.rest()

    def _second_press(self, place: QPoint) -> None:
        """What Qt sends for the second press of a double click, to what lies under the mouse now."""
        target = self.window.childAt(place)
        if target is None or not target.isEnabled():
            return
        inside = QPointF(target.mapFrom(self.window, place))
        for kind, buttons in (
            (QEvent.Type.MouseButtonDblClick, LEFT),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(kind, inside, QPointF(target.mapToGlobal(inside)), LEFT, buttons, NONE)
            QApplication.sendEvent(target, event)

    def primary(self) -> None:
        button = self.window.bar.primary
        if not button.isVisible():
            super().primary()
            return
        if self.page.missing():
            raise StepFailed(f"still missing: {self.page.missing()}")
        self.click_on(button)


# Every button of the story that books something, and two that only open something.
OF_THE_STORY = {
    "checkin.save", "inspection.begin", "inspection.complete", "quote.offer", "sign.accept", "shell.primary",
    "workshop.issue", "qc.fail", "settlement.prepare", "settlement.pay", "handover.print",
}  # fmt: skip
ways = pytest.mark.parametrize("waits", [False, True], ids=["at once", "after the first is booked"])


def give_the_password(driver: Driver) -> None:
    """As if the manager had just typed the password: this is not about the panel that asks for it."""
    desk = driver.worker.desk
    assert isinstance(desk, Desk)
    driver.worker.use_desk(desk.proved(Proof.given(desk.person.id, desk.seat, elapsed=desk.store.clock.elapsed())))


@ways
def test_every_button_of_a_visit_double_clicked_books_once(qtbot: QtBot, demo_store: Store, waits: bool) -> None:
    hands: list[DoubleClicks] = []

    def made(window: Window, worker: Worker) -> Driver:
        hands.append(DoubleClicks(window, worker, waits=waits))
        return hands[0]

    number = play(demo_store, made)

    assert deeds_of(demo_store, number) == VISIT
    assert hands[0].pressed >= OF_THE_STORY


@ways
def test_the_buttons_beside_the_story_book_once_too(qtbot: QtBot, demo_store: Store, waits: bool) -> None:
    lazy = replace(demo_store, makes_files_later=True)
    with at_the_desk(lazy, lambda window, worker: DoubleClicks(window, worker, waits=waits)) as driver:
        before = deeds_of(demo_store)
        sign_in(driver, "S02", has_lock=False)
        open_order(driver, "WXD000025", Step.CHECKIN)
        driver.press(Key.Key_M, CTRL)
        driver.fill("promise.at", "18:30")
        driver.fill("promise.reason", "a part is late")
        driver.click("promise.save")
        panel = driver.find("order.tabs")
        driver.click("order.tabs", QPoint(panel.width() - 20, 10))
        driver.fill("order.note", "call after three")
        driver.click("order.note.write")
        driver.press(Key.Key_K, CTRL)
        driver.type("取消工单")
        driver.press(Key.Key_Return)
        driver.fill("cancel.reason", "too expensive")
        driver.click("cancel.save")
        open_order(driver, "WXD000023", Step.INSPECTION)
        driver.click("inspection.skip")
        driver.fill("inspection.skip_reason", "known scope")
        driver.primary()
        sign_in(driver, "S04")
        driver.click("shell.rail.workshop")
        driver.press(Key.Key_Down, on="workshop.waiting")
        driver.press(Key.Key_Down, on="workshop.technician")
        driver.primary()
        sign_in(driver, "S01")
        give_the_password(driver)
        driver.click("shell.rail.settings")
        driver.fill("staff.phone", "14000009999")
        driver.primary()
        driver.press(Key.Key_N, CTRL)
        driver.fill("staff.name", "Wei Lan")
        driver.choose("staff.roles", "service_advisor")
        driver.fill("staff.pin", "824613")
        driver.fill("staff.pin_again", "824613")
        driver.primary()
    booked = deeds_of(demo_store) - before
    assert {deed: times for deed, times in booked.items() if not deed.startswith("sign_in.")} == {
        "promise.move": 1,
        "order.note": 1,
        "order.cancel": 1,
        "inspection.skip": 1,
        "work.dispatch": 1,
        "staff.save": 2,
    }  # fmt: skip
