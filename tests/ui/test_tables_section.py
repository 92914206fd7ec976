"""Tables in the settings: a file is tried first and its faults shown; then it comes in. One goes out with a reason."""

import csv
import threading
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import make
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from section_page import click, find, rest, sections, write

from app.desk import Store
from app.exchange.kinds import TableKind
from app.records.catalogue.tables import Part
from tests.app.exchange.tables import PART, PART_HEAD, csv_file
from tests.refusing import contents
from ui.settings.tables_section import TablesSection
from ui.widgets.choice import Choice

Open = Callable[[str], TablesSection]


@pytest.fixture
def open_for(qtbot: QtBot, store: Store) -> Iterator[Open]:
    """The section with this person at the desk of a store with a catalogue."""
    with sections(qtbot, store, TablesSection) as open_it:
        yield open_it


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """The next dialog of the system answers this file."""

    def pick(file: Path) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_given: (str(file), ""))

    return pick


def choose(section: TablesSection, name: str, kind: TableKind) -> None:
    """Choose from a list by keys."""
    choice = find(section, name)
    assert isinstance(choice, Choice)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _step in range(choice.findData(kind.value)):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.chosen == kind.value


def bring(section: TablesSection, qtbot: QtBot, kind: TableKind) -> None:
    """Choose the kind, then the file; wait until it was read and tried."""
    choose(section, "tables.kind", kind)
    click(section, "tables.choose", qtbot)
    qtbot.waitUntil(lambda: section.outcome.text() not in ("", "Reading …"), timeout=20_000)
    rest(qtbot, section)


def test_refused_rows_are_shown_with_line_column_and_reason_and_nothing_comes_in(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    before = contents(section.worker.desk.store.engine)  # type: ignore[attr-defined]
    picks(
        csv_file(
            tmp_path,
            PART_HEAD,
            PART,
            PART.replace("ZZ-1", "ZZ 2"),
            PART.replace("ZZ-1", "ZZ-3").replace("15800", "158.00"),
        )
    )
    bring(section, qtbot, TableKind.PARTS)
    assert [(row.line, row.column) for row in section.rows.table.rows] == [(3, "part_number"), (4, "price_fen")]
    assert "2 rows are refused" in section.outcome.text()
    assert section.missing() == (("tables.rows", "Rows that can all be taken"),)
    section.rows.setFocus()
    QTest.keyClick(section.rows, Qt.Key.Key_Down)
    assert "whole number of fen" in section.in_full.text()
    assert contents(section.worker.desk.store.engine) == before  # type: ignore[attr-defined]


def test_a_clean_table_is_counted_first_and_brought_in_by_the_primary_action(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.PARTS_CLERK)
    picks(csv_file(tmp_path, PART_HEAD, PART))
    bring(section, qtbot, TableKind.PARTS)
    assert "1 new" in section.outcome.text() and "Only tried" in section.outcome.text()
    assert section.missing() == ()
    section.primary()
    rest(qtbot, section)
    assert "Brought in" in section.outcome.text()
    assert section.missing() == (("tables.choose", "Another file"),), "once is enough"
    with section.worker.desk.look() as session:  # type: ignore[attr-defined]
        assert session.get(Part, "ZZ-1") is not None


def test_another_kind_tries_the_same_file_by_its_own_columns(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    picks(csv_file(tmp_path, PART_HEAD, PART))
    bring(section, qtbot, TableKind.LABOUR)
    assert {row.line for row in section.rows.table.rows} == {1}
    choose(section, "tables.kind", TableKind.PARTS)
    rest(qtbot, section)
    assert section.missing() == ()


def test_many_rows_say_how_far_they_are_and_can_be_stopped(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    before = contents(section.worker.desk.store.engine)  # type: ignore[attr-defined]
    picks(csv_file(tmp_path, PART_HEAD, *(PART.replace("ZZ-1", f"ZZ-{number}") for number in range(5_000))))
    choose(section, "tables.kind", TableKind.PARTS)
    assert not section.stop.isVisible()
    for is_tried in (False, True):
        if is_tried:
            click(section, "tables.choose", qtbot)
            qtbot.waitUntil(lambda: section.missing() == (), timeout=60_000)
            assert "5000 rows" in section.outcome.text() and not section.stop.isVisible()
            section.primary()
        else:
            find(section, "tables.choose").click()  # type: ignore[attr-defined]
        qtbot.waitUntil(section.stop.isVisible, timeout=20_000)
        assert "00 of 5000 rows so far" in section.outcome.text()
        click(section, "tables.stop", qtbot)
        assert section.outcome.text() == "Stopped: nothing was changed." and not section.stop.isVisible()
    assert section.missing() == (), "what was tried and found clean can still come in"
    assert contents(section.worker.desk.store.engine) == before  # type: ignore[attr-defined]


def test_a_file_that_is_chosen_while_a_table_goes_out_is_tried_afterwards(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section, written = open_for(make.MANAGER), threading.Event()
    picks(csv_file(tmp_path, PART_HEAD, PART))
    choose(section, "tables.kind", TableKind.PARTS)
    section.booking.do(lambda _desk: written.wait(20), done=lambda _is_set: None, refused=lambda _why: None)
    find(section, "tables.choose").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: section._table is not None, timeout=20_000)
    assert section.missing() == (("tables.choose", "A file"),)
    written.set()
    qtbot.waitUntil(lambda: section.missing() == (), timeout=20_000)
    assert "1 new" in section.outcome.text()


def test_a_window_that_closes_does_not_wait_for_what_is_only_tried(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    picks(csv_file(tmp_path, PART_HEAD, *(PART.replace("ZZ-1", f"ZZ-{number}") for number in range(5_000))))
    choose(section, "tables.kind", TableKind.PARTS)
    find(section, "tables.choose").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(section.stop.isVisible, timeout=20_000)
    section.worker.close()
    assert 0 < section._rows.tried < 4_900


def test_a_file_chosen_while_another_is_tried_is_tried_itself(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    picks(csv_file(tmp_path, PART_HEAD, PART, PART.replace("ZZ-1", "ZZ 2")))
    bring(section, qtbot, TableKind.PARTS)
    first, tried = section._table, section._tried
    assert first is not None and tried is not None and len(section.rows.table.rows) == 1
    picks(csv_file(tmp_path, PART_HEAD, PART, name="second.csv"))
    find(section, "tables.choose").click()  # type: ignore[attr-defined]
    assert section.rows.table.rows == (), "the other file's rows do not stand under this one's name"
    section._show(tried, first)
    assert section.missing() == (("tables.choose", "A file"),), "what came late is of the other file"
    qtbot.waitUntil(lambda: section.missing() == (), timeout=20_000)
    assert "1 row: 1 new" in section.outcome.text()


def test_what_is_no_table_is_one_sentence(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    letter = tmp_path / "letter.xlsx"
    letter.write_bytes(b"PK\x03\x04 dear customer")
    picks(letter)
    bring(section, qtbot, TableKind.PARTS)
    assert "damaged" in section.outcome.text()
    assert find(section, "tables.unread").isVisible(), "nobody is told that no file was chosen"
    assert section.missing() == (("tables.choose", "A file"),)
    picks(csv_file(tmp_path, PART_HEAD, PART))
    bring(section, qtbot, TableKind.PARTS)
    assert find(section, "tables.clean").isVisible()


def test_a_file_that_cannot_be_opened_says_why_and_so_does_a_folder(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    assert find(section, "tables.nothing").isVisible()
    picks(tmp_path / "gone.csv")
    with qtbot.waitSignal(section.worker.troubled) as told:
        bring(section, qtbot, TableKind.PARTS)
    assert told.args is not None and "another program" in told.args[0].remedy
    assert "it is not there" in section.outcome.text() and find(section, "tables.unread").isVisible()
    picks(tmp_path)
    bring(section, qtbot, TableKind.PARTS)
    assert "This is a folder" in section.outcome.text() and find(section, "tables.unread").isVisible()


def test_who_keeps_the_catalogue_brings_in_only_that_and_takes_nothing_out(open_for: Open) -> None:
    clerk = open_for(make.PARTS_CLERK)
    assert [clerk.kind.editor.itemData(at) for at in range(clerk.kind.editor.count())] == ["labour", "parts"]
    assert not find(clerk, "tables.take_out").isEnabled()
    advisor = open_for(make.ADVISOR)
    assert advisor.primary_words() == "" and advisor.read_only.isVisible()
    assert not find(advisor, "tables.choose").isEnabled()


def test_a_table_goes_out_with_a_reason(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    file = tmp_path / "parts.csv"
    picks(file)
    choose(section, "tables.out_kind", TableKind.PARTS)
    click(section, "tables.take_out", qtbot)
    assert section.out.reason.error and not file.exists()
    write(section, "tables.reason", "yearly check")
    click(section, "tables.take_out", qtbot)
    assert len(list(csv.reader(StringIO(file.read_text(encoding="utf-8-sig"))))) == 121
    assert section.out.reason.text() == ""


def test_the_health_record_asks_for_its_days(
    open_for: Open, picks: Callable[[Path], None], tmp_path: Path, qtbot: QtBot
) -> None:
    section = open_for(make.MANAGER)
    picks(tmp_path / "record.csv")
    first: QWidget = find(section, "tables.first")
    assert not first.isVisible()
    choose(section, "tables.out_kind", TableKind.HEALTH_RECORD)
    assert first.isVisible()
    write(section, "tables.reason", "report")
    write(section, "tables.first", "yesterday")
    click(section, "tables.take_out", qtbot)
    assert "is no day" in section.out.first.error
    section.out.first.set_text("2026-01-01")
    click(section, "tables.take_out", qtbot)
    assert (tmp_path / "record.csv").exists()
