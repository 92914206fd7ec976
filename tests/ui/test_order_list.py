"""All orders in one list: filters, search, opening, more as one scrolls."""

from collections.abc import Iterator

import pytest
from hands import type_words
from order_page import Key, OpenPage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.kernel.language import Language, use
from app.order.workflow import Flag, Stage
from ui.order import orders_page
from ui.order.marks import flag_mark
from ui.order.orders_page import OrdersPage
from ui.widgets.pill import pill_width
from ui.widgets.table_paint import CELL_GAP


@pytest.fixture
def opened(qtbot: QtBot, advisor: Desk) -> Iterator[OpenPage]:
    made = OpenPage(qtbot, advisor, "WXD000025", lambda worker, _order_id: OrdersPage(worker))
    yield made
    made.worker.close()


def page(opened: OpenPage) -> OrdersPage:
    assert isinstance(opened.page, OrdersPage)
    return opened.page


def numbers(opened: OpenPage) -> list[str]:
    return [row.number for row in page(opened).table.table.rows]


def test_all_forty_orders_stand_there(opened: OpenPage) -> None:
    assert len(numbers(opened)) == 40


@pytest.mark.parametrize("language", [Language.CHINESE, Language.ENGLISH])
def test_the_column_of_the_flags_is_as_wide_as_the_longest(qtbot: QtBot, advisor: Desk, language: Language) -> None:
    use(language)
    opened = OpenPage(qtbot, advisor, "WXD000025", lambda worker, _order_id: OrdersPage(worker))
    column = next(at for at, one in enumerate(page(opened).table.table.columns) if not one.head)
    widest = max(pill_width(flag_mark(flag)) for flag in Flag)
    assert page(opened).table.columnWidth(column) >= widest + CELL_GAP
    opened.worker.close()


def test_a_stage_is_chosen_with_the_mouse(opened: OpenPage) -> None:
    page(opened).stages.toggle("qc")
    opened.rest()
    assert {row.stage for row in page(opened).table.table.rows} == {Stage.IN_QC}


def test_ones_own_orders_only(opened: OpenPage, advisor: Desk) -> None:
    page(opened).mine.toggle("mine")
    opened.rest()
    assert {row.advisor for row in page(opened).table.table.rows} == {advisor.person.name}


def test_a_name_a_plate_and_a_phone_find_their_order(opened: OpenPage) -> None:
    field = opened.find("orders.search")
    assert isinstance(field, QLineEdit)
    for typed in ("马依拉", "新A·4C8K5", "14000000013"):
        field.clear()
        type_words(field, typed)
        opened.qtbot.waitUntil(lambda: "WXD000025" in numbers(opened) and len(numbers(opened)) < 40)


def test_nothing_found_teaches_what_to_do(opened: OpenPage) -> None:
    type_words(opened.find("orders.search"), "没有这个人")
    opened.qtbot.waitUntil(lambda: opened.sees("orders.none"))
    assert page(opened).step_back()
    opened.qtbot.waitUntil(lambda: len(numbers(opened)) == 40)


def test_enter_opens_the_order_in_hand(opened: OpenPage) -> None:
    opened.press(Key.Key_Return, "orders.table")
    assert opened.gone == [("order", numbers(opened)[0])]


def test_more_come_as_one_scrolls(opened: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    few = orders_page.orders
    monkeypatch.setattr(orders_page, "orders", lambda desk, **how: few(desk, limit=15, **how))
    page(opened).refresh()
    opened.rest()
    assert len(numbers(opened)) == 15
    bar = page(opened).table.verticalScrollBar()
    for count in (30, 40):
        opened.qtbot.waitUntil(lambda: bar.maximum() > 0)
        bar.setValue(0)
        bar.setValue(bar.maximum())
        opened.qtbot.waitUntil(lambda count=count: len(numbers(opened)) == count)  # type: ignore[misc]
