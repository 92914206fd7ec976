"""The audit in the settings: filters, one entry in full, the chain verified, the list exported with a reason."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import make
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from section_page import find, rest, sections, write

from app.desk import Store
from app.order.workflow import Stage
from app.overview.audit import AuditForm, audit_page
from app.trust.deeds import Deed
from ui.settings.audit_section import AuditSection
from ui.widgets.choice import Choice

Open = Callable[[str], AuditSection]


@pytest.fixture
def open_for(qtbot: QtBot, store: Store) -> Iterator[Open]:
    """The section with this person at the desk; a car was quoted."""
    make.order(store, stage=Stage.QUOTED)
    with sections(qtbot, store, AuditSection) as open_it:
        yield open_it


def shown(section: AuditSection) -> list[Deed]:
    return [row.deed for row in section.table.table.rows]


def choose(section: AuditSection, name: str, key: str) -> None:
    """Choose from a list by keys, as far down as the entry stands."""
    choice = find(section, name)
    assert isinstance(choice, Choice)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _step in range(choice.findData(key)):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.chosen == key


def test_the_newest_deed_stands_first_and_its_changes_beside_it(open_for: Open) -> None:
    section = open_for(make.MANAGER)
    section.table.choose(shown(section).index(Deed.QUOTE_OFFER))
    words = [label.text() for label in section.entry.inside.findChildren(QLabel)]
    assert "Quotation issued" in words
    assert "Checked in → Quoted" in words


def test_one_kind_of_deed(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.MANAGER)
    choose(section, "audit.deed", Deed.ORDER_CHECK_IN.value)
    rest(qtbot, section)
    assert shown(section) == [Deed.ORDER_CHECK_IN]


def test_an_unknown_order_is_said_under_its_field(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.MANAGER)
    before = shown(section)
    write(section, "audit.order", "nonsense")
    rest(qtbot, section)
    assert "no order of this number" in section.order.error
    assert section.order.text() == "nonsense" and shown(section) == before


def test_the_chain_is_verified_on_the_spot(open_for: Open, qtbot: QtBot) -> None:
    section = open_for(make.MANAGER)
    QTest.mouseClick(section.walk, Qt.MouseButton.LeftButton)
    rest(qtbot, section)
    assert "whole" in section.chain.mark.words


def test_an_export_asks_for_its_reason_first(
    open_for: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = open_for(make.MANAGER)
    assert [name for name, _words in section.missing()] == ["audit.reason"]
    write(section, "audit.reason", "annual review")
    assert section.missing() == ()
    target = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    section.primary()
    rest(qtbot, section)
    rows = list(csv.reader(StringIO(target.read_text("utf-8-sig"), newline="")))
    assert len(rows) > 5
    newest = audit_page(make.desk(section.worker.desk, make.MANAGER), AuditForm()).rows[0]  # type: ignore[arg-type]
    assert newest.deed is Deed.AUDIT_EXPORT and dict(newest.details)["reason"] == "annual review"


def test_others_are_told_whose_list_this_is(open_for: Open) -> None:
    section = open_for(make.ADVISOR)
    assert section.read_only.isVisible() and shown(section) == [] and section.primary_words() == ""
