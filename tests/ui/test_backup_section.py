"""The backup section: where backups lie, one made now, one chosen to restore."""

from pathlib import Path

import make
import pytest
from hands import type_words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.upkeep.backup.places import Places, change_places, places
from app.upkeep.backup.shelf import shelved
from ui.settings.backup_section import BackupSection
from ui.settings.settings_page import SettingsPage
from ui.worker import Worker

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, worker: Worker, store: Store, staff_no: str) -> SettingsPage:
    worker.use_desk(make.desk(store, staff_no))
    page = SettingsPage(worker)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.open("backup")
    return page


def section(page: SettingsPage) -> BackupSection:
    found = page.section
    assert isinstance(found, BackupSection)
    return found


def find(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_the_manager_gives_two_folders_by_keys(qtbot: QtBot, worker: Worker, store: Store, tmp_path: Path) -> None:
    page = shown(qtbot, worker, store, make.MANAGER)
    for name, folder in (("settings.backup_folder", "shelf"), ("settings.backup_second", "nas")):
        editor = find(page, name)
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.clear()
        type_words(editor, str(tmp_path / folder))
    page.primary()
    wanted = Places(str(tmp_path / "shelf"), str(tmp_path / "nas"))
    qtbot.waitUntil(lambda: places(make.desk(store)) == wanted)


def test_a_folder_inside_the_store_is_refused_under_its_field_and_stays_typed(
    qtbot: QtBot, worker: Worker, store: Store
) -> None:
    page = shown(qtbot, worker, store, make.MANAGER)
    inside = str(store.folder / "backups")
    section(page).folder.set_text(inside)
    page.primary()
    qtbot.waitUntil(lambda: "lost together" in section(page).folder.error)
    assert section(page).folder.text() == inside
    assert places(make.desk(store)) == Places("", "")


@pytest.fixture
def shelf(store: Store, tmp_path: Path) -> Path:
    """The store's folder for backups, set."""
    change_places(make.desk(store, make.MANAGER), Places(str(tmp_path / "shelf"), ""))
    return tmp_path / "shelf"


def test_one_is_made_now_and_stands_in_the_list(qtbot: QtBot, worker: Worker, store: Store, shelf: Path) -> None:
    page = shown(qtbot, worker, store, make.MANAGER)
    now = find(page, "settings.backup_now")
    qtbot.waitUntil(now.isEnabled)
    qtbot.mouseClick(now, LEFT)
    table = section(page).table
    qtbot.waitUntil(lambda: table.model().rowCount() == 1, timeout=20_000)
    assert len(shelved(shelf)) == 1
    assert str(table.model().index(0, 3).data()) == "folder"


def test_restoring_asks_first_and_the_way_back_changes_nothing(
    qtbot: QtBot, worker: Worker, store: Store, shelf: Path
) -> None:
    page = shown(qtbot, worker, store, make.MANAGER)
    qtbot.waitUntil(find(page, "settings.backup_now").isEnabled)
    qtbot.mouseClick(find(page, "settings.backup_now"), LEFT)
    qtbot.waitUntil(lambda: section(page).table.model().rowCount() == 1, timeout=20_000)
    section(page).table.choose(0)
    asked: list[str] = []
    page.restore_asked.connect(asked.append)

    qtbot.mouseClick(find(page, "settings.restore"), LEFT)
    assert find(page, "settings.restore_confirm").isVisible()
    QTest.keyClick(find(page, "settings.restore_confirm.cancel"), Qt.Key.Key_Space)
    assert not find(page, "settings.restore_confirm").isVisible() and asked == []

    qtbot.mouseClick(find(page, "settings.restore"), LEFT)
    qtbot.mouseClick(find(page, "settings.restore_confirm.accept"), LEFT)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [shelved(shelf)[0].path]


def test_who_may_not_only_looks(qtbot: QtBot, worker: Worker, store: Store, shelf: Path) -> None:
    page = shown(qtbot, worker, store, make.ADVISOR)
    note = find(page, "settings.backup.read_only")
    qtbot.waitUntil(note.isVisible)
    assert "Service manager" in note.accessibleName()
    for name in ("settings.backup_now", "settings.restore", "settings.restore_file"):
        assert not find(page, name).isVisible()
    assert page.primary_words() == ""


def test_without_a_folder_the_buttons_say_why_they_are_off_and_the_list_what_will_stand_there(
    qtbot: QtBot, worker: Worker, store: Store
) -> None:
    change_places(make.desk(store, make.MANAGER), new=Places("", ""))
    page = shown(qtbot, worker, store, make.MANAGER)
    qtbot.waitUntil(lambda: bool(find(page, "settings.backup_now").toolTip()))
    assert not find(page, "settings.backup_now").isEnabled()
    assert "no folder" in find(page, "settings.backup_now").accessibleDescription()
    assert "no backup yet" in find(page, "settings.restore").toolTip()
    assert find(page, "settings.backups.none").isVisible() and not section(page).table.isVisible()
