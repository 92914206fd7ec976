"""Privacy in the settings: consents ticked and taken back, a copy with a second person's yes, erasing."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import make
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from section_page import click, find, rest, sections, write

from app.desk import Store
from app.order.workflow import Stage
from app.privacy.people import PersonRow, people
from app.records.customers.consent_kinds import ConsentKind
from ui.settings.privacy_section import PrivacySection

Open = Callable[[str], PrivacySection]
PASSWORD = "forecourt-demo"


@pytest.fixture
def open_for(qtbot: QtBot, store: Store) -> Iterator[Open]:
    """The section with this person at the desk; one customer, whose car has left."""
    make.order(store, stage=Stage.DELIVERED)
    with sections(qtbot, store, PrivacySection) as open_it:
        yield open_it


def agree(section: PrivacySection, qtbot: QtBot, pin: str = PASSWORD) -> None:
    """The manager's password in the panel, by keys."""
    rest(qtbot, section)
    write(section, "step_up.pin", pin)
    QTest.keyClick(find(section, "step_up.pin"), Qt.Key.Key_Return)
    rest(qtbot, section)


def the_one(section: PrivacySection) -> PersonRow:
    desk = section.worker.desk
    return people(make.desk(desk)).rows[0]  # type: ignore[arg-type]  # the worker's desk is one


def is_in_full_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_a_number_is_masked_until_asked_for(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.ADVISOR)
    assert section.person.phone.text() == "140****0001"
    click(section, "privacy.show_phone", qtbot)
    assert section.person.phone.text() == "140 0000 0001"


def test_a_consent_is_given_and_taken_back(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.ADVISOR)
    name = f"privacy.consent.{ConsentKind.MARKETING.value}"
    for is_given in (True, False):
        click(section, name, qtbot)
        row = next(row for row in the_one(section).consents if row.kind is ConsentKind.MARKETING)
        assert row.is_given is is_given
    assert "taken back" in section.person.proofs[ConsentKind.MARKETING].text()


def test_a_copy_asks_for_its_reason_then_for_a_second_person(
    open_for: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = open_for(make.ADVISOR)
    target = tmp_path / "copy.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    click(section, "privacy.copy", qtbot)
    assert "stands in the audit" in section.person.reason.error
    write(section, "privacy.reason", "came in person")
    click(section, "privacy.copy", qtbot)
    agree(section, qtbot, pin="000000")
    assert not target.exists() and find(section, "step_up.pin.error").isVisible()
    agree(section, qtbot)
    with zipfile.ZipFile(target) as file:
        assert "personal-data.json" in file.namelist()


def test_erasing_takes_a_request_a_yes_and_a_second_person(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.ADVISOR)
    assert not find(section, "privacy.erase").isVisible()
    click(section, "privacy.ask_erasure", qtbot)
    click(section, "privacy.erase", qtbot)
    assert the_one(section).erased_at is None
    click(section, "privacy.confirm.accept", qtbot)
    assert the_one(section).erased_at is None
    agree(section, qtbot)
    row = the_one(section)
    assert row.erased_at is not None and row.name == row.customer_no
    assert not section.person.own.isVisible()


def test_esc_takes_each_question_back(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.ADVISOR)
    click(section, "privacy.ask_erasure", qtbot)
    click(section, "privacy.erase", qtbot)
    assert is_in_full_sight(find(section, "privacy.confirm.accept")), "the question stands at the foot of a long form"
    assert section.step_back() and not section.person.confirm.isVisible()
    assert QApplication.focusWidget() is find(section, "privacy.erase")
    click(section, "privacy.erase", qtbot)
    click(section, "privacy.confirm.accept", qtbot)
    assert section.step_back() and not section.step_up.isVisible()
    assert QApplication.focusWidget() is find(section, "privacy.erase")
    assert not section.step_back() and the_one(section).erased_at is None


def test_people_are_found_by_a_piece_of_their_name(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.ADVISOR)
    write(section, "privacy.search", "zzzz")
    rest(qtbot, section)
    assert section.nothing.isVisible()
    editor = find(section, "privacy.search")
    assert isinstance(editor, QLineEdit)
    editor.clear()
    write(section, "privacy.search", "wjj")
    rest(qtbot, section)
    assert [row.name for row in section.table.table.rows] == ["王建军"]


def test_the_workshop_sees_nobody_here(open_for: Open) -> None:
    section = open_for(make.TECHNICIAN)
    assert section.read_only.isVisible() and section.table.table.rows == ()
