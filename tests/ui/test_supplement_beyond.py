"""Additional work that asks for more than the advisor alone: a discount beyond the limit, a comeback that is free."""

from collections.abc import Iterator

import pytest
from hands import type_words
from open_workspace import OpenOrder, OpenWorkspace
from order_page import Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from test_supplement_pages import standing, to_quote, write

from app.kernel.language import Language, use
from app.order.quote.edit import add_item
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.supplement.states import SupplementStatus
from app.records.catalogue.categories import Decision, LineKind, Payer
from ui.order.quote.page import QuotePage
from ui.order.quote.quote_line import Cell
from ui.widgets.text import Paragraph

ADVISOR, IN_WORK, COMEBACK = "S02", "WXD000033", "WXD000024"
ARM = "LB-R013"


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    use(Language.CHINESE)
    yield
    use(Language.ENGLISH)


def quote_page(opened: OpenWorkspace) -> QuotePage:
    found = opened.page.findChild(QuotePage)
    assert found is not None
    return found


def line(opened: OpenWorkspace, code: str) -> LineRow:
    return next(one for one in standing(opened).version.lines if one.code == code)


def open_cell(opened: OpenWorkspace, code: str, cell: Cell, words: str) -> QLineEdit:
    """Write into a cell of a line, and leave it open."""
    row = quote_page(opened).grid.find_line(code)
    assert row is not None
    row.edit(cell)
    opened.rest()
    editor = row.editor
    assert editor is not None
    editor.selectAll()
    type_words(editor, words)
    return editor


def write_cell(opened: OpenWorkspace, code: str, cell: Cell, words: str) -> None:
    """Write into a cell of a line and press Enter."""
    QTest.keyClick(open_cell(opened, code, cell, words), Key.Key_Return)
    opened.rest()


def test_a_manager_agrees_to_a_discount_beyond_the_limit_in_additional_work(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    more = to_quote(advisor)
    advisor.click("supplement.take_back")
    write_cell(advisor, ARM, Cell.DISCOUNT, "8折")
    assert advisor.sees("step_up") and line(advisor, ARM).payable_bp == 10_000
    advisor.picture("discount-asked")
    advisor.agree()
    assert line(advisor, ARM).payable_bp == 8_000
    assert not advisor.sees("step_up")
    assert standing(advisor).change_fen == 24_000 + 59_000
    advisor.picture("discount-agreed")
    advisor.press_primary()
    assert standing(advisor).status is SupplementStatus.SENT
    advisor.run("客户全部同意")
    advisor.press_primary()
    advisor.sign()
    assert standing(advisor).status is SupplementStatus.ACCEPTED
    assert standing(advisor).new_total_fen - standing(advisor).old_total_fen == 83_000
    assert more.row is None


def test_additional_work_on_a_free_comeback_costs_its_customer_nothing(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, COMEBACK)
    to_quote(advisor)
    advisor.click("supplement.begin")
    write(advisor, "supplement.finding", "皮带张紧轮异响")
    add_item(advisor.desk, advisor.order_id, kind=LineKind.LABOUR, code=ARM)
    advisor.page.refresh()
    advisor.rest()
    added = line(advisor, ARM)
    assert (added.payer, added.decision) == (Payer.INTERNAL, Decision.ACCEPTED)
    row = quote_page(advisor).grid.find_line(ARM)
    assert row is not None
    row.open_detail()
    assert row.detail is not None
    row.detail.payer.chosen_changed.emit(Payer.CUSTOMER.value)
    advisor.rest()
    assert "WXD000010" in row.error.text() and line(advisor, ARM).payer is Payer.INTERNAL
    advisor.picture("comeback-refused")
    advisor.press_primary()
    assert standing(advisor).status is SupplementStatus.SENT
    assert row.error.isHidden(), "nothing is changed any more"
    advisor.picture("comeback-asked")
    advisor.press_primary()
    advisor.picture("comeback-ceremony")
    read = [one.text() for one in advisor.find("sign.document").findChildren(Paragraph)]
    assert any("本店承担" in words for words in read), read
    advisor.sign()
    row_now = standing(advisor)
    assert (row_now.status, row_now.new_total_fen) == (SupplementStatus.ACCEPTED, 0)
    with advisor.desk.look() as session:
        assert ARM in {one.code for one in agreed_lines_in(session, advisor.order_id)}


def test_what_still_stands_in_a_cell_goes_to_the_customer_too(open_order: OpenOrder) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    to_quote(advisor)
    advisor.click("supplement.take_back")
    open_cell(advisor, ARM, Cell.QUANTITY, "2")
    advisor.press_primary()
    assert line(advisor, ARM).quantity_milli == 2_000
    assert standing(advisor).status is SupplementStatus.SENT


@pytest.mark.parametrize(("words", "asks"), [("8折", True), ("很多", False)])
def test_what_is_refused_in_a_cell_keeps_all_of_it_here(open_order: OpenOrder, words: str, asks: bool) -> None:
    advisor = open_order(ADVISOR, IN_WORK)
    to_quote(advisor)
    advisor.click("supplement.take_back")
    open_cell(advisor, ARM, Cell.DISCOUNT, words)
    advisor.press_primary()
    assert advisor.sees("step_up") is asks
    assert standing(advisor).status is SupplementStatus.DRAFT and line(advisor, ARM).payable_bp == 10_000
    if asks:
        advisor.agree()
        assert line(advisor, ARM).payable_bp == 8_000
    assert standing(advisor).status is SupplementStatus.DRAFT, "the advisor looks at it first"
