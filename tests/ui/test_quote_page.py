"""The quote worked by keyboard on the demo store: lines, catalogue, versions, issuing, decisions."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hands import type_words
from order_page import Key, OpenPage
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.desk import Desk, Store
from app.order.inspection.inspect import skip_inspection
from app.order.queries import head
from app.order.quote.edit import add_item
from app.order.quote.queries import LineRow, VersionRow, versions
from app.order.workflow import Stage, Step
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision, LineKind, Need, Payer
from app.records.catalogue.tables import Part
from app.upkeep.demo import PIN, demo_desk
from ui.order.quote.columns import Cell
from ui.order.quote.page import QuotePage
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text

QUOTED, RECEIVED, SIGNED = "WXD000025", "WXD000023", "WXD000029"
LABOUR, PART = "LB-R001", "TZ-A5-2001"


class Opened(OpenPage):
    """The page with what an advisor does on it."""

    def __init__(self, qtbot: QtBot, desk: Desk, number: str) -> None:
        super().__init__(qtbot, desk, number, QuotePage)

    @property
    def quote(self) -> QuotePage:
        assert isinstance(self.page, QuotePage)
        return self.page

    def version(self) -> VersionRow:
        return versions(self.desk, self.order_id)[-1]

    def line(self, code: str) -> LineRow:
        return next(line for line in self.version().lines if line.code == code)

    def take(self, code: str, cell: Cell = Cell.QUANTITY) -> None:
        grid = self.quote.grid
        line = grid.find_line(code)
        assert line is not None
        grid.cell = cell
        grid.take(grid.lines.index(line))
        grid.setFocus()

    def write(self, code: str, cell: Cell, words: str) -> None:
        """Type figures over a cell, and Enter."""
        self.take(code, cell)
        QTest.keyClick(self.quote.grid, Key.Key_Return)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        type_words(editor, words)
        QTest.keyClick(editor, Key.Key_Return)
        self.rest()

    def error(self, code: str) -> str:
        line = self.quote.grid.find_line(code)
        assert line is not None
        return "" if line.error.isHidden() else line.error.text()

    def find_item(self, words: str, *, code: str, shift: bool = False) -> None:
        """Type into the catalogue's cell, and Enter when the item of that code comes first."""
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.clear()
        type_words(editor, words)
        self.qtbot.waitUntil(lambda: self.quote.finder.popup.isVisible() and self._is_first(code))
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        with self.qtbot.waitSignal(self.quote.finder.taken):
            QTest.keyClick(editor, Key.Key_Return, modifier)
        self.rest()

    def _is_first(self, code: str) -> bool:
        offers = self.quote.finder.popup.offers
        return bool(offers) and offers[0].code == code


def opened_by(qtbot: QtBot, store: Store, staff_no: str, number: str) -> Opened:
    return Opened(qtbot, demo_desk(store, staff_no), number)


@pytest.fixture
def quoted(qtbot: QtBot, demo_store: Store) -> Iterator[Opened]:
    """Issued, nothing decided."""
    made = opened_by(qtbot, demo_store, "S02", QUOTED)
    yield made
    made.worker.close()


@pytest.fixture
def fresh(qtbot: QtBot, demo_store: Store) -> Iterator[Opened]:
    """Received, neither inspected nor quoted."""
    made = opened_by(qtbot, demo_store, "S02", RECEIVED)
    yield made
    made.worker.close()


def test_an_empty_quote_teaches_and_names_what_is_missing(fresh: Opened) -> None:
    assert fresh.sees("quote.empty")
    assert fresh.page.primary_name() == "quote.offer"
    assert [name for name, _words in fresh.page.missing()] == ["order.step.inspection", "quote.lines"]


def test_an_item_is_found_by_name_and_added_with_enter(fresh: Opened) -> None:
    fresh.click("quote.add_part")
    fresh.find_item("雨刮", code="TZ-A5-5005")
    (line,) = fresh.version().lines
    assert (line.kind, line.code) == (LineKind.PART, "TZ-A5-5005")
    assert not fresh.sees("quote.empty") and fresh.sees("quote.find")


def test_a_part_brings_its_labour_with_shift(fresh: Opened) -> None:
    fresh.click("quote.add_part")
    fresh.find_item("yg", code="TZ-A5-5005", shift=True)
    assert [line.kind for line in fresh.version().lines] == [LineKind.PART, LineKind.LABOUR]


def test_labour_is_found_by_its_code(fresh: Opened) -> None:
    fresh.click("quote.add_labour")
    fresh.find_item("LB-R001", code=LABOUR)
    assert [line.code for line in fresh.version().lines] == [LABOUR]


def test_a_scanner_faster_than_the_search_adds_what_it_scanned(fresh: Opened) -> None:
    fresh.click("quote.add_part")
    popup = fresh.quote.finder.popup
    fresh.qtbot.waitUntil(popup.isVisible)  # all of the catalogue stands there, its first item chosen
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    for code in (PART, "YJ-U102"):  # the second while the list is closed, after the first was taken
        with fresh.qtbot.waitSignal(fresh.quote.finder.taken):
            type_words(editor, code)
            QTest.keyClick(editor, Key.Key_Return)
        fresh.rest()
    assert [line.code for line in fresh.version().lines] == [PART, "YJ-U102"]


def test_enter_does_not_wait_for_the_pause_after_the_last_letter(fresh: Opened) -> None:
    """Who goes on at once, to another step, has taken it all the same."""
    fresh.click("quote.add_part")
    fresh.qtbot.waitUntil(fresh.quote.finder.popup.isVisible)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_words(editor, PART)
    QTest.keyClick(editor, Key.Key_Return)
    fresh.rest()
    fresh.quote.grid.setFocus()
    assert [line.code for line in fresh.version().lines] == [PART]


def test_tab_in_a_cell_goes_on_to_the_next_figure(quoted: Opened) -> None:
    quoted.take(PART)
    grid = quoted.quote.grid
    QTest.keyClick(grid, Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_words(editor, "2")
    QTest.keyClick(editor, Key.Key_Tab)
    quoted.rest()
    assert quoted.line(PART).quantity_milli == 2_000
    assert grid.hasFocus() and grid.cell is Cell.PRICE


def test_what_was_given_up_with_escape_is_not_offered_again(quoted: Opened) -> None:
    quoted.take(PART, Cell.DISCOUNT)
    QTest.keyClick(quoted.quote.grid, Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    written = QSignalSpy(editor.textChanged)
    type_words(editor, "8")
    assert quoted.quote.grid.step_back()
    assert written.at(written.count() - 1) == [""]  # what the scribe hears: it keeps no draft of it


def test_a_package_brings_all_its_lines_paid_by_the_package(fresh: Opened) -> None:
    fresh.click("quote.add_package")
    fresh.find_item("PK01", code="PK01")
    lines = fresh.version().lines
    assert len(lines) == 4 and {line.payer for line in lines} == {Payer.PACKAGE}


def test_nothing_that_fits_is_said_beside_the_cell(fresh: Opened) -> None:
    fresh.click("quote.add_part")
    type_words(fresh.find("quote.find"), "不存在的东西")
    fresh.qtbot.waitUntil(lambda: "不存在的东西" in fresh.quote.finder.hint.text())
    assert fresh.page.step_back()
    assert not fresh.sees("quote.find")


def test_figures_are_written_in_place_and_summed_at_once(quoted: Opened) -> None:
    quoted.write(PART, Cell.QUANTITY, "2")
    assert quoted.line(PART).quantity_milli == 2_000
    quoted.write(PART, Cell.PRICE, "300")
    assert quoted.line(PART).unit_price_fen == 30_000
    assert quoted.quote.side.totals.total.fen == quoted.version().totals.total_fen


def test_a_figure_typed_on_the_line_begins_writing(quoted: Opened) -> None:
    quoted.take(LABOUR)
    QTest.keyClick(quoted.quote.grid, Key.Key_2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit) and editor.text() == "2"
    QTest.keyClick(editor, Key.Key_Return)
    quoted.rest()
    assert quoted.line(LABOUR).quantity_milli == 2_000
    assert QApplication.focusWidget() is quoted.quote.grid


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (Cell.QUANTITY, "x"),
        (Cell.QUANTITY, "0"),
        (Cell.PRICE, "12345678"),
        (Cell.DISCOUNT, "7.9折"),
        (Cell.DISCOUNT, "many"),
    ],
)
def test_what_is_refused_stays_typed_with_the_reason_below(quoted: Opened, cell: Cell, typed: str) -> None:
    before = quoted.line(LABOUR)
    quoted.write(LABOUR, cell, typed)
    assert quoted.error(LABOUR)
    line = quoted.quote.grid.find_line(LABOUR)
    assert line is not None and line.editor is not None and line.editor.text() == typed
    assert quoted.line(LABOUR).net_fen == before.net_fen
    assert len(versions(quoted.desk, quoted.order_id)) == 2
    assert quoted.page.step_back()
    assert not quoted.error(LABOUR)


def test_an_advisor_may_go_down_to_ninety_five_per_cent(quoted: Opened) -> None:
    quoted.write(LABOUR, Cell.DISCOUNT, "9.5折")
    assert quoted.line(LABOUR).payable_bp == 9_500 and quoted.line(LABOUR).net_fen == 22_800


def test_beyond_it_a_manager_agrees_on_the_spot(quoted: Opened) -> None:
    quoted.write(LABOUR, Cell.DISCOUNT, "8.5折")
    assert quoted.line(LABOUR).payable_bp == 10_000
    assert quoted.sees("step_up")
    assert "beyond your limit" in quoted.quote.step_up.question.text()
    QTest.keyClicks(QApplication.focusWidget(), PIN)
    quoted.press(Key.Key_Return)
    assert quoted.line(LABOUR).payable_bp == 8_500
    assert not quoted.sees("step_up")
    assert quoted.quote.grid.hasFocus()


def test_without_the_manager_the_discount_stays_typed_and_unsaved(quoted: Opened) -> None:
    quoted.write(LABOUR, Cell.DISCOUNT, "8.5折")
    assert quoted.page.step_back()
    assert not quoted.sees("step_up")
    assert "Service manager" in quoted.error(LABOUR)
    line = quoted.quote.grid.find_line(LABOUR)
    assert line is not None and line.editor is not None and line.editor.text() == "8.5折"
    assert quoted.line(LABOUR).payable_bp == 10_000
    quoted.press(Key.Key_Return)
    assert quoted.sees("step_up")  # asked again, for what is still typed


def test_a_manager_may_go_further(qtbot: QtBot, demo_store: Store) -> None:
    made = opened_by(qtbot, demo_store, "S01", QUOTED)
    made.write(LABOUR, Cell.DISCOUNT, "8折")
    assert made.line(LABOUR).payable_bp == 8_000
    made.worker.close()


def test_writing_in_an_issued_quote_begins_the_next_version(quoted: Opened) -> None:
    issued = quoted.version()
    quoted.write(PART, Cell.QUANTITY, "2")
    before, after = versions(quoted.desk, quoted.order_id)[-2:]
    assert before == issued and after.edition == issued.edition + 1 and after.issued_at is None
    assert any(f"Version {after.edition}" in notice.words for notice in quoted.said)
    assert quoted.page.primary_words() == "Issue the quotation"


def test_an_older_version_is_only_read(quoted: Opened) -> None:
    quoted.quote.card.versions.choose("1")
    quoted.rest()
    assert not quoted.sees("quote.add_part")
    assert not any(line.can_edit or line.can_decide for line in quoted.quote.grid.lines)


def test_two_versions_are_compared(quoted: Opened) -> None:
    assert "less than v1" in quoted.quote.side.changes.words.text()


def test_y_n_and_l_decide_and_go_on(quoted: Opened) -> None:
    codes = [line.code for line in quoted.version().lines]
    quoted.take(codes[0])
    for key in (Key.Key_Y, Key.Key_N, Key.Key_L):
        quoted.press(key, "quote.lines")
    said = [quoted.line(code).decision for code in codes[:3]]
    assert said == [Decision.ACCEPTED, Decision.REFUSED, Decision.LATER]
    assert quoted.quote.side.totals.agreed.sum.fen == quoted.version().totals.accepted_customer_fen


def test_a_decision_is_made_with_the_mouse(quoted: Opened) -> None:
    decision = quoted.find(f"quote.decision.{PART}")
    assert isinstance(decision, Segmented)
    quoted.click(f"quote.decision.{PART}", decision.area_of("later").center().toPoint())
    assert quoted.line(PART).decision is Decision.LATER


def test_letters_typed_in_a_cell_decide_nothing(quoted: Opened) -> None:
    quoted.take(LABOUR)
    QTest.keyClick(quoted.quote.grid, Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Y)
    quoted.rest()
    assert quoted.line(LABOUR).decision is Decision.UNDECIDED


def test_when_all_is_decided_the_way_leads_to_signing(quoted: Opened) -> None:
    assert quoted.page.missing()
    quoted.quote.accept_all()
    quoted.rest()
    assert not quoted.page.missing() and quoted.page.primary_words() == "On to signing"
    quoted.page.primary()
    assert quoted.gone == [("step", Step.AGREEMENT)]


def test_a_warranty_line_wants_its_claim_reason_before_it_is_issued(quoted: Opened) -> None:
    quoted.take(LABOUR)
    quoted.quote.grid.open_detail()
    payer = quoted.find(f"quote.payer.{LABOUR}")
    assert isinstance(payer, Segmented)
    payer.choose(Payer.WARRANTY.value)
    quoted.rest()
    assert quoted.line(LABOUR).payer is Payer.WARRANTY
    (missing,) = quoted.page.missing()
    assert missing[0] == f"quote.line.{LABOUR}"
    quoted.page.focus_on(missing[0])
    reason = QApplication.focusWidget()
    assert reason is not None and reason.objectName() == f"quote.reason.{LABOUR}"
    type_words(reason, "SB-2026-11")
    QTest.keyClick(reason, Key.Key_Return)
    quoted.rest()
    assert quoted.line(LABOUR).reason == "SB-2026-11" and not quoted.page.missing()


def test_need_and_safety_are_set_under_the_line(quoted: Opened) -> None:
    quoted.take(PART)
    quoted.quote.grid.open_detail()
    need = quoted.find(f"quote.need.{PART}")
    assert isinstance(need, Segmented)
    need.choose(Need.OPTIONAL.value)
    quoted.rest()
    quoted.click(f"quote.safety.{PART}", quoted.find(f"quote.safety.{PART}").rect().center())
    assert quoted.line(PART).need is Need.OPTIONAL and quoted.line(PART).is_safety
    quoted.click(f"quote.addon.{PART}", quoted.find(f"quote.addon.{PART}").rect().center())
    assert quoted.line(PART).is_addon
    for name in ("safety", "addon"):
        box = quoted.find(f"quote.{name}.{PART}")
        assert box.width() >= box.sizeHint().width()


def test_a_line_is_taken_out_and_comes_back_as_it_was(quoted: Opened) -> None:
    before = quoted.line(PART)
    quoted.take(PART)
    quoted.press(Key.Key_Delete, "quote.lines")
    assert PART not in [line.code for line in quoted.version().lines]
    undo = next(notice.undo for notice in quoted.said if notice.undo is not None)
    undo()
    quoted.rest()
    after = quoted.line(PART)
    assert (after.quantity_milli, after.unit_price_fen, after.payer) == (
        before.quantity_milli, before.unit_price_fen, before.payer,
    )  # fmt: skip


def test_a_quotation_is_issued_once_with_its_paper(fresh: Opened) -> None:
    skip_inspection(fresh.desk, fresh.order_id, reason="single job")
    add_item(fresh.desk, fresh.order_id, kind=LineKind.LABOUR, code=LABOUR)
    fresh.page.refresh()
    fresh.rest()
    assert not fresh.page.missing()
    fresh.page.primary()
    fresh.page.primary()
    fresh.rest()
    assert head(fresh.desk, fresh.order_id).stage is Stage.QUOTED
    assert [paper.kind for paper in papers_of(fresh.desk, fresh.order_id)] == [PaperKind.CHECKIN, PaperKind.QUOTE]
    assert fresh.page.primary_words() == "On to signing"


def test_after_signing_the_quote_is_only_read(qtbot: QtBot, demo_store: Store) -> None:
    made = opened_by(qtbot, demo_store, "S02", SIGNED)
    assert made.page.primary_words() == "" and not made.sees("quote.add_part")
    made.take(made.version().lines[0].code)
    made.press(Key.Key_Delete, "quote.lines")
    assert not made.said
    made.worker.close()


def test_a_technician_reads_and_is_told_whose_it_is(qtbot: QtBot, demo_store: Store) -> None:
    made = opened_by(qtbot, demo_store, "S05", RECEIVED)
    assert made.page.primary_words() == "" and not made.sees("quote.add_part")
    assert "Service advisor" in made.page.side_words()
    made.worker.close()


def test_who_may_not_decide_is_not_told_what_is_to_be_decided(qtbot: QtBot, demo_store: Store) -> None:
    made = opened_by(qtbot, demo_store, "S05", QUOTED)
    assert made.page.missing() == ()
    made.worker.close()


def test_other_costs_are_typed_and_added_by_keyboard(fresh: Opened) -> None:
    next(command for command in fresh.page.commands() if command.key == "F9").deed()
    fresh.rest()
    type_words(fresh.find("quote.other.name"), "拖车费")
    fresh.type_into("quote.other.price", "300")
    fresh.press(Key.Key_Return, "quote.other.price")
    (line,) = fresh.version().lines
    assert (line.kind, line.code, line.name_zh, line.net_fen) == (LineKind.OTHER, "QT01", "拖车费", 30_000)
    assert fresh.find("quote.other.name").property("text") == ""
    assert fresh.find("quote.other.name").hasFocus(), "ready for the next one"
    assert fresh.quote.step_back() and not fresh.sees("quote.other.name")


def test_other_costs_that_cannot_be_stay_typed_with_the_reason_under_them(fresh: Opened) -> None:
    fresh.click("quote.add_other")
    fresh.click("quote.other.add")
    assert fresh.sees("quote.other.name.error")
    fresh.type_into("quote.other.name", "Towing")
    fresh.click("quote.other.add")
    assert fresh.sees("quote.other.price.error")
    assert fresh.find("quote.other.name").property("text") == "Towing"
    assert versions(fresh.desk, fresh.order_id) == ()


def test_other_costs_taken_out_come_back_as_they_were(fresh: Opened) -> None:
    fresh.click("quote.add_other")
    fresh.type_into("quote.other.name", "Towing")
    fresh.type_into("quote.other.price", "300")
    fresh.click("quote.other.add")
    fresh.take("QT01")
    fresh.press(Key.Key_Delete, "quote.lines")
    assert fresh.version().lines == ()
    undo = fresh.said[-1].undo
    assert undo is not None
    undo()
    fresh.rest()
    assert [(line.name_zh, line.net_fen) for line in fresh.version().lines] == [("Towing", 30_000)]


def test_under_a_form_that_takes_the_room_no_sum_lies_over_another(quoted: Opened) -> None:
    quoted.page.setMinimumSize(1, 1)  # as the window has a least size of its own
    quoted.page.resize(1262, 302)  # what the promise form leaves of a screen of 768
    quoted.rest()
    totals = quoted.quote.side.totals
    words = [text for text in totals.findChildren(Text) if text.isVisible() and text.text().strip()]
    places = {text.text(): QRect(text.mapTo(totals, QPoint(0, 0)), text.size()) for text in words}
    assert {"Discount", "Quoted in total"} <= set(places)
    assert [pair for pair in combinations(places, 2) if places[pair[0]].intersects(places[pair[1]])] == []
    assert all(text.height() >= text.sizeHint().height() for text in words)


def test_a_part_that_must_be_ordered_says_so_on_its_line(quoted: Opened, demo_store: Store) -> None:
    line = quoted.quote.grid.find_line(PART)
    assert line is not None
    assert "to order" not in line.accessibleDescription()
    with demo_store.engine.begin() as connection:
        connection.execute(update(Part).where(Part.part_number == PART).values(stock_milli=0))
    quoted.page.refresh()
    quoted.rest()
    assert [mark.words for mark in line.marks()][-1] == "to order"
    assert "to order" in line.accessibleDescription()
