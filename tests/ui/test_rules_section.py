"""The store's own figures under Settings, by real keys."""

from collections.abc import Iterator

import make
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.records.store.rules import rules
from tests.ui.test_settings import Settings

COMPLAINTS = (12, 24, 48, 72, 0, 2_000, 3)
LOCK, YEARS = "settings.rule.desk.lock_minutes", "settings.rule.privacy.retention_years"


@pytest.fixture
def desktop(qtbot: QtBot, store: Store) -> Iterator[Settings]:
    made = Settings(qtbot, make.desk(store, make.MANAGER))
    made.click("settings.section.rules")
    yield made
    made.worker.close()


def test_a_figure_is_typed_and_saved(desktop: Settings) -> None:
    assert desktop.find(LOCK).property("text") == "3"
    desktop.write(LOCK, "10")
    desktop.accept()
    assert [row.shown for row in rules(desktop.desk)] == [95, 80, 10, 6, 10, 15, 2_000, *COMPLAINTS]


def test_what_is_out_of_bounds_is_said_under_its_field_and_stays(desktop: Settings) -> None:
    desktop.write(YEARS, "1")
    desktop.accept()
    assert "from 2 to 30" in desktop.error(YEARS)
    assert desktop.find(YEARS).property("text") == "1"
    assert [row.shown for row in rules(desktop.desk)] == [95, 80, 3, 6, 10, 15, 2_000, *COMPLAINTS]


def test_who_may_not_only_looks(qtbot: QtBot, store: Store) -> None:
    desktop = Settings(qtbot, make.desk(store))
    try:
        desktop.click("settings.section.rules")
        assert desktop.sees("settings.rules.read_only") and not desktop.find(LOCK).isEnabled()
        desktop.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert [row.shown for row in rules(desktop.desk)] == [95, 80, 3, 6, 10, 15, 2_000, *COMPLAINTS]
    finally:
        desktop.worker.close()
