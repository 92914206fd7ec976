"""The end of the day at the till: what was taken, the sheet issued and opened, earlier ones, and who may."""

from collections.abc import Callable, Iterator

import make
import pytest
from pytestqt.qtbot import QtBot
from section_page import rest, sections

from app.closing.queries import closing
from app.desk import Store
from app.order.workflow import Stage
from ui.settings.closing_section import ClosingSection
from ui.shell.commands import shell_commands
from ui.shell.rooms import rooms
from ui.shell.window import Window
from ui.widgets.page import Notice

Open = Callable[[str], ClosingSection]


@pytest.fixture
def open_for(qtbot: QtBot, store: Store, store_time: None) -> Iterator[Open]:
    """The section with this person at the desk; one car was settled today."""
    make.order(store, stage=Stage.SETTLED)
    with sections(qtbot, store, ClosingSection) as open_it:
        yield open_it


def test_the_cashier_sees_the_day_closes_it_and_has_the_sheet_before_them(qtbot: QtBot, open_for: Open) -> None:
    section = open_for(make.CASHIER)
    said: list[Notice] = []
    section.say.connect(said.append)
    assert [row.left_fen for row in section.takings.table.rows] == [make.TOTAL_FEN]
    assert "¥638.00" in section.till.text()
    assert section.primary_words() == "Close the day"
    section.primary()
    rest(qtbot, section)
    assert "is closed" in said[-1].words
    assert section.sheet.isVisible() and "RJ2026000001" in section.sheet.about.text()
    assert section.primary_words() == "", "nothing is closed while its sheet is being looked at"
    assert section.step_back()
    assert section.primary_words() == "Close the day again"
    assert [row.number for row in section.sheets.table.rows] == ["RJ2026000001"]


def test_an_earlier_sheet_is_opened_again(qtbot: QtBot, open_for: Open) -> None:
    section = open_for(make.MANAGER)
    section.primary()
    rest(qtbot, section)
    section.step_back()
    section.sheets.opened.emit(section.sheets.table.rows[0])
    rest(qtbot, section)
    assert section.sheet.isVisible() and not section.isHidden()


def test_before_the_first_sheet_it_says_what_it_is_for(open_for: Open) -> None:
    assert open_for(make.CASHIER).findChild(object, "closing.none").isVisible()  # type: ignore[union-attr]


def test_an_advisor_is_told_who_closes_the_day(open_for: Open) -> None:
    section = open_for(make.ADVISOR)
    assert section.read_only.isVisible() and section.primary_words() == ""


def test_the_palette_leads_there_from_anywhere(qtbot: QtBot, open_for: Open, store: Store) -> None:
    section = open_for(make.CASHIER)
    window = Window(section.worker, places=rooms())
    qtbot.addWidget(window)
    window.show()
    window.enter(make.CASHIER, "冯雅静", "")
    rest(qtbot, section)
    command = next(one for one in shell_commands(window) if one.words == "Daily closing")
    command.deed()
    rest(qtbot, section)
    page = window.workspace.page()
    assert page is not None and page.primary_words() == "Close the day"
    page.primary()
    rest(qtbot, section)
    assert closing(make.desk(store, make.CASHIER)).is_closed
