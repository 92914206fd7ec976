"""What people type is shown as typed, wherever the window shows it: no markup, no picture, no shortcut comes of it."""

from dataclasses import replace

import make
from playing import at_the_desk
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.kernel.refusal import Refusal, Trouble
from app.order.notes import write_note
from app.order.tables import ServiceOrder
from app.order.workflow import Step
from app.records.staff.change import change_member
from app.trust.roles import Role
from ui.shell.window import Window
from ui.tour.driver import CTRL, Driver, Key
from ui.tour.pictures import open_order, sign_in
from ui.widgets.named import tip
from ui.widgets.page import Notice

HOSTILE = "<b>&\"'李<img src=x>&Q"
LINES = f"{HOSTILE}\n<h1>second line"


def shown_literally(window: Window) -> int:
    """Everything that carries the words shows them as they are; answers how many did."""
    count = 0
    for label in window.findChildren(QLabel):
        assert label.textFormat().name == "PlainText", label.objectName() or label.text()
        count += HOSTILE in label.text()
    for widget in window.findChildren(QWidget):
        if "img src" in widget.toolTip():
            assert HOSTILE in as_read(widget), widget.objectName()
            count += 1
        count += HOSTILE in widget.accessibleName()
    for button in window.findChildren(QAbstractButton):
        assert button.shortcut().isEmpty(), f"{button.objectName()} took a key from {button.text()}"
        count += HOSTILE in button.text()
    return count


def as_read(widget: QWidget) -> str:
    """What a tooltip says once Qt has read it as rich text."""
    document = QTextDocument()
    document.setHtml(widget.toolTip())
    assert document.toHtml().count("<img") == 0
    return document.toPlainText().strip()


def test_what_was_typed_is_shown_as_typed_in_every_place(qtbot: QtBot, demo_store: Store) -> None:
    store = replace(demo_store, makes_files_later=True)
    form = replace(make.another_car(7), customer_name=HOSTILE, customer_statement=LINES, model_name=HOSTILE)
    order_id = make.order(store, form=form)
    desk = make.desk(store)
    write_note(desk, order_id, text=LINES)
    with desk.look() as session:
        number = session.get_one(ServiceOrder, order_id).number
    other = make.desk(store, make.OTHER_ADVISOR)
    roles = (Role.SERVICE_ADVISOR,)
    change_member(make.desk(store, make.MANAGER), other.person.id, name=HOSTILE, mobile="", roles=roles)
    with at_the_desk(store, Driver) as driver:
        window = driver.window
        assert shown_literally(window) >= 1, "the tile of the sign-in"
        sign_in(driver, "S03", has_lock=False)
        for place in ("board", "orders", "checkin", "workshop"):
            window.go(place)
            driver.rest()
            shown_literally(window)
        for step in Step:
            open_order(driver, number, step)
            driver.rest()
            assert shown_literally(window) >= 1, step
        driver.press(Key.Key_K, CTRL)
        driver.type("<img")
        driver.rest()
        shown_literally(window)
        driver.press(Key.Key_Escape)


def test_notices_and_banners_say_what_was_typed(qtbot: QtBot, demo_store: Store) -> None:
    with at_the_desk(replace(demo_store, makes_files_later=True), Driver) as driver:
        sign_in(driver, "S02", has_lock=False)
        window = driver.window
        window.say(Notice(HOSTILE, "bad"))
        window.show_trouble(Trouble(HOSTILE, HOSTILE))
        driver.worker.refused.emit(Refusal("note.empty", HOSTILE))
        window.workspace.scribe.banner.say(HOSTILE, HOSTILE, action=HOSTILE)
        assert window.toaster.words.text() == HOSTILE
        assert window.banner.remedy.text() == HOSTILE
        assert shown_literally(window) >= 6


def test_a_tooltip_keeps_its_lines(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, LINES)
    assert as_read(widget) == LINES
