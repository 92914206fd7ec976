"""Two desks write into the same place of an order or of the staff: the second sees both versions and decides."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hands import type_words
from order_page import Make, OpenPage, open_page
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.order.inspection.draft import kept_diagnosis
from app.order.inspection.inspect import answer_many, open_inspection
from app.order.inspection.queries import inspection
from app.order.queries import head, notes, order_of_number
from app.order.quote.edit import LineChange, change_line
from app.order.quote.queries import LineRow, versions
from app.order.settlement.queries import bills
from app.order.settlement.settle import prepare_settlement
from app.overview.order_view import order_view
from app.records.catalogue.categories import Payer
from app.records.staff.queries import staff_list
from app.trust.roles import Role
from app.upkeep.demo import PIN
from app.upkeep.visit import healthy
from tests.conftest import DeskOf
from ui.order.inspection.page import InspectionPage
from ui.order.promise import PromiseForm
from ui.order.quote.columns import Cell
from ui.order.quote.page import QuotePage
from ui.order.settlement.settlement_page import SettlementPage
from ui.settings.staff_section import StaffSection
from ui.widgets.chips import Chips
from ui.widgets.page import Page
from ui.worker import Worker

QUOTED, RECEIVED, COMPLETED, IN_WORK = "WXD000025", "WXD000022", "WXD000037", "WXD000033"
CODE = "LB-R001"


class Hosted(Page):
    """A page with one form in it, as the order's head holds it."""

    def __init__(self, worker: Worker, order_id: int) -> None:
        super().__init__(worker)
        self.form = PromiseForm(worker)
        self.form.setParent(self)
        self.form.resize(1200, 400)
        self.order_id = order_id


class Two:
    """Two desks at which the same is open; neither hears of the other, as two programs on one store would not."""

    def __init__(self, qtbot: QtBot, desk_of: DeskOf, stack: ExitStack) -> None:
        self._qtbot, self._desk_of, self._stack = qtbot, desk_of, stack

    def at(self, number: str, make: Make, who: str, other: str) -> tuple[OpenPage, OpenPage]:
        """The page of an order at the desks of two people."""
        first, second = (
            self._stack.enter_context(open_page(self._qtbot, self._desk_of(staff_no), number, make))
            for staff_no in (who, other)
        )
        return first, second


@pytest.fixture
def two(qtbot: QtBot, desk_of_lazy: DeskOf, store_time: None) -> Iterator[Two]:
    with ExitStack() as stack:
        yield Two(qtbot, desk_of_lazy, stack)


def choose(opened: OpenPage, name: str) -> None:
    """Press one of the two buttons of a question by key."""
    button = opened.find(name)
    assert button.isVisible(), name
    QTest.keyClick(button, Qt.Key.Key_Space)
    opened.rest()


def asks(opened: OpenPage) -> bool:
    return any(one.isVisible() for one in opened.page.findChildren(QWidget, "conflict"))


# The staff


class StaffDesk(OpenPage):
    """The staff's section of the settings."""

    @property
    def staff(self) -> StaffSection:
        assert isinstance(self.page, StaffSection)
        return self.page

    def choose_person(self, staff_no: str) -> None:
        rows = self.staff.table.table.rows
        self.staff.table.choose(next(at for at, row in enumerate(rows) if row.staff_no == staff_no))
        self.rest()

    def write(self, name: str, words: str) -> None:
        editor = self.find(name)
        editor.setFocus()
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_words(editor, words)

    def post(self, role: Role) -> None:
        chips = self.find("staff.roles")
        assert isinstance(chips, Chips)
        self.click("staff.roles", chips.area_of(role.value).center().toPoint())

    def save(self) -> None:
        self.staff.primary()
        self.rest()


@pytest.fixture
def managers(qtbot: QtBot, desk_of_lazy: DeskOf, store_time: None) -> Iterator[tuple[StaffDesk, StaffDesk]]:
    first, second = (
        StaffDesk(qtbot, desk_of_lazy("S01"), QUOTED, lambda worker, _order_id: StaffSection(worker))
        for _turn in (1, 2)
    )
    yield first, second
    for opened in (first, second):
        opened.worker.close()


def test_two_managers_write_one_persons_form_and_both_versions_are_shown(
    managers: tuple[StaffDesk, StaffDesk],
) -> None:
    first, second = managers
    for opened in managers:
        opened.choose_person("S03")
    first.write("staff.name", "甲")
    first.save()
    second.write("staff.name", "乙")
    second.write("staff.phone", "14000000077")
    second.staff.refresh()  # read again meanwhile: it still knows what it was filled from
    second.rest()
    second.save()
    assert asks(second), "the second is asked"
    saved = {row.staff_no: row for row in staff_list(first.desk).rows}
    assert (saved["S03"].name, saved["S03"].mobile != "14000000077") == ("甲", True), "nothing was overwritten"
    choose(second, "conflict.mine.name")
    assert not asks(second)
    second.save()
    saved = {row.staff_no: row for row in staff_list(first.desk).rows}
    assert (saved["S03"].name, saved["S03"].mobile) == ("乙", "14000000077")


def test_posts_that_two_managers_gave_are_shown_in_words_and_theirs_can_be_taken(
    managers: tuple[StaffDesk, StaffDesk],
) -> None:
    first, second = managers
    for opened in managers:
        opened.choose_person("S03")
    first.post(Role.CASHIER)
    first.save()
    second.post(Role.PARTS_CLERK)
    second.save()
    said = [label.text() for label in second.staff.conflict.findChildren(QWidget) if hasattr(label, "text")]
    assert "Service advisor, Cashier" in said
    assert "Service advisor, Parts clerk" in said
    choose(second, "conflict.theirs.roles")
    second.save()
    saved = {row.staff_no: row for row in staff_list(first.desk).rows}
    assert set(saved["S03"].roles) == {Role.SERVICE_ADVISOR, Role.CASHIER}


# The promise


def come_up(opened: OpenPage) -> None:
    assert isinstance(opened.page, Hosted)
    opened.page.form.come_up(order_view(opened.desk, opened.order_id))


def move_to(opened: OpenPage, at: str) -> None:
    opened.type_into("promise.reason", "a part is late")
    opened.type_into("promise.at", at)
    opened.click("promise.save")


def test_a_promise_that_someone_else_moved_meanwhile_is_moved_only_knowingly(two: Two) -> None:
    first, second = two.at(IN_WORK, Hosted, "S02", "S03")
    for opened in (first, second):
        come_up(opened)
    move_to(first, "11-25 11:00")
    moved_at = head(first.desk, first.order_id).promised_at
    move_to(second, "11-26 16:00")
    assert asks(second)
    assert head(first.desk, first.order_id).promised_at == moved_at, "nothing was overwritten"
    choose(second, "conflict.mine.promised_at")
    second.click("promise.save")
    assert head(first.desk, first.order_id).promised_at > moved_at


def test_their_promise_is_left_as_it_is(two: Two) -> None:
    first, second = two.at(IN_WORK, Hosted, "S02", "S03")
    for opened in (first, second):
        come_up(opened)
    move_to(first, "11-25 11:00")
    move_to(second, "11-26 16:00")
    moved_at = head(first.desk, first.order_id).promised_at
    choose(second, "conflict.theirs.promised_at")
    assert not second.sees("promise.save"), "the form has gone"
    assert head(first.desk, first.order_id).promised_at == moved_at


# The invoice


def write_invoice(opened: OpenPage, name: str, words: str) -> None:
    opened.type_into(name, words)
    QTest.keyClick(opened.find(name), Qt.Key.Key_Return)
    opened.rest()


def test_an_invoice_title_that_two_cashiers_wrote_is_asked_about(two: Two, desk_of_lazy: DeskOf) -> None:
    cashier = desk_of_lazy("S09")
    order_id = order_of_number(cashier, COMPLETED)
    prepare_settlement(cashier, order_id)
    first, second = two.at(COMPLETED, SettlementPage, "S09", "S09")
    write_invoice(first, "settlement.invoice_title", "First Ltd")
    write_invoice(second, "settlement.invoice_title", "Second Ltd")
    assert asks(second)
    bill = bills(cashier, order_id)[0]
    assert bill.invoice_title == "First Ltd", "nothing was overwritten"
    assert second.find("settlement.invoice_title").text() == "Second Ltd", "nothing typed is lost"
    choose(second, "conflict.mine.title")
    assert bills(cashier, order_id)[0].invoice_title == "Second Ltd", "what was chosen is kept at once"


def test_a_number_and_a_title_written_at_two_desks_both_stand(two: Two, desk_of_lazy: DeskOf) -> None:
    cashier = desk_of_lazy("S09")
    order_id = order_of_number(cashier, COMPLETED)
    prepare_settlement(cashier, order_id)
    first, second = two.at(COMPLETED, SettlementPage, "S09", "S09")
    write_invoice(first, "settlement.invoice_title", "First Ltd")
    write_invoice(second, "settlement.invoice_number", "25312000000012345678")
    assert not asks(second)
    bill = bills(cashier, order_id)[0]
    assert (bill.invoice_title, bill.invoice_number) == ("First Ltd", "25312000000012345678")


# The diagnosis


@pytest.fixture
def answered(desk_of_lazy: DeskOf) -> Desk:
    """A technician's desk; every item of the sheet is answered."""
    desk = desk_of_lazy("S05")
    order_id = order_of_number(desk, RECEIVED)
    open_inspection(desk, order_id)
    row = inspection(desk, order_id)
    assert row is not None
    assert row.sheet is not None
    answer_many(desk, order_id, given=tuple(healthy(item) for item in row.sheet.items))
    return desk


def close_with(opened: OpenPage, words: str) -> None:
    assert isinstance(opened.page, InspectionPage)
    opened.page.sheet.go_to("conclusion")
    type_words(opened.find("inspection.cause"), words)
    opened.page.primary()
    opened.rest()


def test_a_diagnosis_that_came_second_is_shown_beside_the_one_on_the_report_and_kept_as_a_note(
    two: Two, answered: Desk
) -> None:
    first, second = two.at(RECEIVED, InspectionPage, "S05", "S06")
    close_with(first, "前制动片磨损")
    close_with(second, "制动盘变形")
    assert asks(second)
    row = inspection(answered, first.order_id)
    assert row is not None
    assert row.cause == "前制动片磨损", "the report stands"
    assert second.find("inspection.cause").toPlainText() == "制动盘变形", "nothing typed is lost"
    choose(second, "conflict.mine.cause")
    assert any("制动盘变形" in note.text for note in notes(answered, first.order_id))
    assert second.find("inspection.cause").toPlainText() == "前制动片磨损"
    assert not asks(second)
    assert kept_diagnosis(second.desk, second.order_id) is None


def test_what_was_typed_before_someone_else_closed_the_sheet_is_asked_about_when_it_is_looked_at_again(
    two: Two, answered: Desk
) -> None:
    first, second = two.at(RECEIVED, InspectionPage, "S05", "S06")
    assert isinstance(second.page, InspectionPage)
    second.page.sheet.go_to("conclusion")
    type_words(second.find("inspection.evidence"), "厚度 2 mm")
    close_with(first, "前制动片磨损")
    second.page.refresh()
    second.rest()
    assert asks(second)
    choose(second, "conflict.theirs.evidence")
    assert second.find("inspection.evidence").toPlainText() == ""
    assert not notes(answered, first.order_id)


# The lines of a quote


def line_of(desk: Desk, order_id: int) -> LineRow:
    return next(line for line in versions(desk, order_id)[-1].lines if line.code == CODE)


def open_cell(opened: OpenPage, cell: Cell) -> QWidget:
    assert isinstance(opened.page, QuotePage)
    grid = opened.page.grid
    line = grid.find_line(CODE)
    assert line is not None
    opened.page.activateWindow()
    opened.qtbot.waitUntil(opened.page.isActiveWindow)
    grid.cell = cell
    grid.take(grid.lines.index(line))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor is not None
    return editor


def write_cell(opened: OpenPage, cell: Cell, words: str) -> None:
    editor = open_cell(opened, cell)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.rest()


def test_a_quantity_that_two_advisors_wrote_is_decided_by_the_second(two: Two) -> None:
    first, second = two.at(QUOTED, QuotePage, "S02", "S03")
    write_cell(first, Cell.QUANTITY, "2")
    write_cell(second, Cell.QUANTITY, "3")
    assert asks(second)
    assert line_of(first.desk, first.order_id).quantity_milli == 2_000, "nothing was overwritten"
    choose(second, "conflict.mine.quantity_milli")
    assert line_of(first.desk, first.order_id).quantity_milli == 3_000
    assert not asks(second)


def test_an_editor_that_was_open_while_the_line_was_read_again_still_knows_what_it_was_opened_on(two: Two) -> None:
    first, second = two.at(QUOTED, QuotePage, "S02", "S03")
    editor = open_cell(second, Cell.PRICE)
    line_id = line_of(first.desk, first.order_id).id
    change_line(first.desk, first.order_id, line_id=line_id, change=LineChange(unit_price_fen=11_100))
    second.page.refresh()
    second.rest()
    QTest.keyClicks(editor, "222")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    second.rest()
    assert asks(second)
    choose(second, "conflict.theirs.unit_price_fen")
    assert line_of(first.desk, first.order_id).unit_price_fen == 11_100


def test_who_pays_chosen_at_two_desks_is_asked_about_too(two: Two) -> None:
    first, second = two.at(QUOTED, QuotePage, "S02", "S03")
    for opened, payer in ((first, Payer.WARRANTY), (second, Payer.INTERNAL)):
        assert isinstance(opened.page, QuotePage)
        line = opened.page.grid.find_line(CODE)
        assert line is not None
        opened.page.grid.take(opened.page.grid.lines.index(line))
        line.open_detail()
        assert line.detail is not None
        line.detail.payer.chosen_changed.emit(payer.value)
        opened.rest()
    assert asks(second)
    choose(second, "conflict.theirs.payer")
    assert line_of(first.desk, first.order_id).payer is Payer.WARRANTY


def agree(opened: OpenPage) -> None:
    """The manager beside them types their PIN."""
    assert opened.sees("step_up")
    QTest.keyClicks(opened.find("step_up.pin"), PIN)
    opened.press(Qt.Key.Key_Return, "step_up.pin")


def write_discount(opened: OpenPage, words: str) -> None:
    editor = open_cell(opened, Cell.DISCOUNT)
    type_words(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    opened.rest()


def test_a_discount_agreed_to_while_someone_else_wrote_one_shows_both(two: Two) -> None:
    first, second = two.at(QUOTED, QuotePage, "S02", "S03")
    write_discount(first, "9.5折")
    write_discount(second, "8.5折")
    agree(second)
    assert asks(second) and not second.sees("step_up")
    assert line_of(first.desk, first.order_id).payable_bp == 9_500, "nothing was overwritten"
    choose(second, "conflict.mine.payable_bp")
    agree(second)  # what was agreed to was another change: of a line that stood otherwise
    assert line_of(first.desk, first.order_id).payable_bp == 8_500
    assert not asks(second) and not second.sees("step_up")


def test_their_discount_is_left_as_it_is_without_another_pin(two: Two) -> None:
    first, second = two.at(QUOTED, QuotePage, "S02", "S03")
    write_discount(first, "9.5折")
    write_discount(second, "8.5折")
    agree(second)
    choose(second, "conflict.theirs.payable_bp")
    assert line_of(first.desk, first.order_id).payable_bp == 9_500
    assert not asks(second) and not second.sees("step_up")
