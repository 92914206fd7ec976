"""The password asked for in place, by real keys; one's own PIN and password changed the same way."""

from collections.abc import Iterator

import make
import pytest
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.records.staff.change import change_member
from app.records.staff.queries import staff_list
from app.records.staff.sign_in import sign_in
from app.trust.roles import Role
from app.upkeep.demo import PASSWORD, PIN
from tests.ui.test_settings import Settings
from ui.shell.own_secrets import OwnSecretsPanel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NEW, NEW_PIN = "four green horses", "246813"


@pytest.fixture
def desktop(qtbot: QtBot, store: Store) -> Iterator[Settings]:
    """The settings with a manager who signed in by PIN alone."""
    desk = make.desk(store, make.MANAGER)
    made = Settings(qtbot, desk.by(desk.person))
    yield made
    made.worker.close()


def panel(desktop: Settings) -> OwnSecretsPanel:
    found = desktop.find("own")
    assert isinstance(found, OwnSecretsPanel)
    return found


def focus(name: str) -> QLineEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit) and widget.objectName() == name, widget and widget.objectName()
    return widget


def enter(desktop: Settings, name: str, words: str) -> None:
    QTest.keyClicks(focus(name), words)
    desktop.press(Key.Key_Return)


def rename_the_cashier(desktop: Settings) -> None:
    desktop.choose(make.CASHIER)
    desktop.write("staff.name", "冯静")
    desktop.accept()
    desktop.qtbot.waitUntil(lambda: panel(desktop).isVisible())


def cashier(desktop: Settings) -> str:
    return desktop.row(make.CASHIER).name


def test_what_needs_the_password_waits_for_it_and_is_done_then(desktop: Settings) -> None:
    rename_the_cashier(desktop)
    assert "周明远" in panel(desktop).question.text() and cashier(desktop) == "冯雅静"
    enter(desktop, "password.own", "wrong green horses")
    assert "not the password" in desktop.error("password.own") and cashier(desktop) == "冯雅静"
    enter(desktop, "password.own", PASSWORD)
    assert cashier(desktop) == "冯静" and not panel(desktop).isVisible()
    assert not panel(desktop).own.text()

    desktop.write("staff.name", "冯雅静")
    desktop.accept()
    assert cashier(desktop) == "冯雅静" and not panel(desktop).isVisible(), "it counts for five minutes"


def test_escape_takes_it_back_and_what_was_typed_stays(desktop: Settings) -> None:
    rename_the_cashier(desktop)
    QTest.keyClicks(focus("password.own"), "four")
    desktop.press(Key.Key_Escape)
    assert not panel(desktop).isVisible() and not panel(desktop).own.text()
    assert focus("staff.name"), "the cursor is where it was before the password was asked for"
    assert desktop.find("staff.name").property("text") == "冯静" and cashier(desktop) == "冯雅静"
    assert desktop.find("staff.save").isEnabled() and desktop.window.workspace.here == "settings"


def test_another_place_takes_it_back_too(desktop: Settings) -> None:
    rename_the_cashier(desktop)
    desktop.window.go("board")
    desktop.rest()
    assert not panel(desktop).isVisible() and cashier(desktop) == "冯雅静"


def test_a_manager_without_a_password_chooses_one_with_the_pin_and_goes_on(qtbot: QtBot, store: Store) -> None:
    other = make.desk(store, make.OTHER_ADVISOR).person
    change_member(
        make.desk(store, make.MANAGER), other.id, name=other.name, mobile="", roles=(Role.SERVICE_MANAGER,)
    )  # fmt: skip
    desk = make.desk(store, make.OTHER_ADVISOR)
    desktop = Settings(qtbot, desk.by(desk.person))
    try:
        rename_the_cashier(desktop)
        assert "chooses a password" in panel(desktop).question.text()
        enter(desktop, "password.own", PIN)
        enter(desktop, "password.new", "short")
        enter(desktop, "password.again", "short")
        assert "at least 12" in desktop.error("password.new")
        for field in ("password.new", "password.again"):
            desktop.write(field, NEW)
        desktop.press(Key.Key_Return)
        assert cashier(desktop) == "冯静"
    finally:
        desktop.worker.close()


def test_the_own_pin_is_changed_from_the_name_at_the_foot(desktop: Settings) -> None:
    desktop.click("shell.status.person")
    enter(desktop, "password.own", PIN)
    enter(desktop, "password.new", NEW_PIN)
    enter(desktop, "password.again", "246814")
    assert "differ" in desktop.error("password.again")
    desktop.write("password.again", NEW_PIN)
    desktop.press(Key.Key_Return)
    assert not panel(desktop).isVisible()
    assert sign_in(desktop.desk, make.MANAGER, pin=NEW_PIN).staff_no == make.MANAGER


def test_the_own_password_is_changed_from_the_palette(desktop: Settings) -> None:
    desktop.press(Key.Key_K, CTRL)
    type_words(QApplication.focusWidget() or desktop.window, "Change my password")
    desktop.qtbot.wait(50)
    desktop.press(Key.Key_Return)
    desktop.qtbot.waitUntil(lambda: panel(desktop).isVisible())
    enter(desktop, "password.own", PASSWORD)
    enter(desktop, "password.new", NEW)
    enter(desktop, "password.again", NEW)
    rename = panel(desktop)
    assert not rename.isVisible()
    desktop.choose(make.CASHIER)
    desktop.write("staff.name", "冯静")
    desktop.accept()
    assert cashier(desktop) == "冯静", "a password just chosen counts as given"


def test_in_the_staff_list_ones_own_ask_for_the_old_one(desktop: Settings) -> None:
    desktop.choose(make.MANAGER)
    desktop.click("staff.set_password")
    assert panel(desktop).isVisible() and not desktop.sees("staff.password")
    assert panel(desktop).own.label.text() == "Old password"
    desktop.press(Key.Key_Escape)
    desktop.click("staff.reset_pin")
    assert panel(desktop).own.label.text() == "Old PIN"


def test_another_manager_is_given_a_password(qtbot: QtBot, store: Store) -> None:
    manager, other = make.desk(store, make.MANAGER), make.desk(store, make.OTHER_ADVISOR).person
    change_member(manager, other.id, name=other.name, mobile="", roles=(Role.SERVICE_MANAGER,))
    desktop = Settings(qtbot, manager)
    try:
        desktop.choose(make.OTHER_ADVISOR)
        desktop.click("staff.set_password")
        desktop.write("staff.password", "short")
        desktop.write("staff.password_again", "short")
        desktop.accept()
        assert "at least 12" in desktop.error("staff.password")
        for field in ("staff.password", "staff.password_again"):
            desktop.write(field, NEW)
        desktop.accept()
        assert not desktop.sees("staff.password")
        assert any(row.staff_no == make.OTHER_ADVISOR for row in staff_list(manager).rows)
    finally:
        desktop.worker.close()


def test_the_lock_puts_it_away(desktop: Settings) -> None:
    rename_the_cashier(desktop)
    desktop.window.workspace.leave()
    desktop.rest()
    assert not panel(desktop).isVisible() and cashier(desktop) == "冯雅静"
    assert isinstance(desktop.find("staff.save"), QWidget)
