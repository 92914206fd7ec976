"""Widgets on the page: named, worked by keys and by mouse, telling what they show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hands import Show, type_words
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel import language
from app.kernel.language import Language
from ui import formats
from ui.widgets.button import Button, Look
from ui.widgets.check import Check
from ui.widgets.chips import Chip, Chips
from ui.widgets.choice import Choice
from ui.widgets.energy_level import EnergyLevel
from ui.widgets.field import Field, LineField, LinesField
from ui.widgets.key_cap import KeyHints
from ui.widgets.missing_line import MissingLine
from ui.widgets.named import tip
from ui.widgets.order_chip import OrderChip
from ui.widgets.pill import Kind, Mark
from ui.widgets.plate import Plate
from ui.widgets.promise_clock import standing
from ui.widgets.segmented import Segmented
from ui.widgets.shape import Shape
from ui.widgets.steps import Steps
from ui.widgets.table import Column, TableView
from ui.widgets.text import Link, Text

Key = Qt.Key
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    net_fen: int


LINES = (Line("更换前制动片", 24_000), Line("<b>垫片</b>", 800), Line("制动液", 6_500))
COLUMNS = (
    Column[Line]("Item", lambda line: line.name, stretch=True),
    Column[Line]("Net", lambda line: formats.amount(line.net_fen), sort=lambda line: line.net_fen, numeric=True),
)


def centre(widget: QWidget) -> QPoint:
    return widget.rect().center()


def test_a_field_says_what_is_wrong_and_keeps_what_was_typed(shown: Show) -> None:
    field = shown(LineField("checkin.phone", "Phone"))
    assert isinstance(field, LineField)
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "140")
    field.set_error("A number has 11 digits.")
    assert field.text() == "140"
    assert field.findChild(QWidget, "checkin.phone.error") is field.error_line
    assert field.error_line.isVisible() and field.error == "A number has 11 digits."
    assert field.editor.accessibleName() == "Phone"
    assert field.editor.accessibleDescription() == "A number has 11 digits."
    QTest.keyClicks(field.editor, "0")
    assert field.error == "" and not field.error_line.isVisible()


def test_a_field_takes_rare_characters_from_an_input_method(shown: Show) -> None:
    field = shown(LineField("checkin.customer_name", "Name"))
    assert isinstance(field, LineField)
    type_words(field.editor, "刘𬭎䶮")
    assert field.text() == "刘𬭎䶮"


def laid_out() -> None:
    """A field that grew asks its form for room, and the form its window."""
    for _turn in range(3):
        QApplication.processEvents()


def test_an_error_of_one_line_moves_nothing_and_one_of_two_is_read_whole(shown: Show) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    column.setSpacing(0)
    fields = [LineField(f"form.{name}", name) for name in ("Plate", "VIN")]
    for field in fields:
        column.addWidget(field)
    form.setFixedWidth(280)
    shown(form)
    before = [field.geometry() for field in fields]
    fields[0].set_error("请填写车牌号。")
    laid_out()
    assert [field.geometry() for field in fields] == before
    line, box = fields[0].error_line, fields[0].edge
    assert box is not None and line.isVisible()
    assert line.geometry().bottom() <= fields[0].height() and line.height() >= line.heightForWidth(line.width())
    fields[0].set_error("请填写车牌号，须与行驶证一致；临时牌照请写全称，挂车请在备注中注明。")
    laid_out()
    assert fields[1].y() > before[1].y()
    assert line.height() >= line.heightForWidth(line.width()) and line.geometry().bottom() <= fields[0].height()
    fields[0].clear_error()
    laid_out()
    assert [field.height() for field in fields] == [68, 68]


def test_fields_stand_68_px_apart(shown: Show) -> None:
    field = shown(LineField("a.b", "Name"))
    assert field.sizeHint().height() == 68


def test_a_text_of_several_lines_ends_at_two_thousand_characters(shown: Show) -> None:
    field = shown(LinesField("checkin.concern", "Words"))
    assert isinstance(field, LinesField)
    field.editor.setPlainText("响" * 2_001)
    assert len(field.text()) == 2_000


def test_a_button_answers_to_mouse_space_and_enter(shown: Show) -> None:
    button = shown(Button("a.go", "Go", key="F2"))
    assert isinstance(button, Button)
    presses: list[str] = []
    button.clicked.connect(lambda: presses.append("pressed"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=centre(button))
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    QTest.keyClick(button, Key.Key_Return)
    assert len(presses) == 3


def test_a_primary_action_that_misses_something_can_still_be_pressed(shown: Show) -> None:
    button = shown(Button("a.go", "Go", look=Look.PRIMARY))
    assert isinstance(button, Button)
    button.set_ready(False)
    assert button.isEnabled()


def test_a_button_is_never_off_without_its_reason(shown: Show) -> None:
    button = shown(Button("a.go", "Go"))
    assert isinstance(button, Button)
    button.refuse("The customer has not signed yet.")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "The customer has not signed yet."
    button.refuse("")
    assert button.isEnabled() and button.toolTip() == ""


def test_arrows_move_the_choice_of_a_segmented_control(shown: Show) -> None:
    wash = shown(Segmented("checkin.wash", "Wash", [("none", "None"), ("full", "Full"), ("outside", "Outside")]))
    assert isinstance(wash, Segmented)
    told: list[str] = []
    wash.chosen_changed.connect(told.append)
    assert wash.chosen is None
    wash.setFocus()
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_3, Key.Key_Right):
        QTest.keyClick(wash, key)
    assert told == ["none", "full", "none", "outside"]
    QTest.mouseClick(wash, Qt.MouseButton.LeftButton, pos=wash.area_of("full").center().toPoint())
    assert (wash.chosen, wash.accessibleDescription()) == ("full", "Full")


def test_one_chip_is_chosen_of_a_filter_and_several_of_a_list(shown: Show) -> None:
    lamps = [Chip("none", "None"), Chip("abs", "ABS"), Chip("engine", "Engine", 2)]
    many = shown(Chips("checkin.lamps", "Lamps", lamps, many=True, none_key="none"))
    assert isinstance(many, Chips)
    many.setFocus()
    QTest.keyClick(many, Key.Key_Space)
    assert many.chosen == {"none"}
    QTest.keyClick(many, Key.Key_Right)
    QTest.keyClick(many, Key.Key_Space)
    QTest.mouseClick(many, Qt.MouseButton.LeftButton, pos=many.areas()[2].center().toPoint())
    assert many.chosen == {"abs", "engine"}
    many.toggle("none")
    assert many.chosen == {"none"}
    one = Chips("board.filter", "Filter", lamps, chosen=["none"])
    one.toggle("abs")
    one.toggle("abs")
    assert one.chosen == {"abs"}


def test_chips_wrap_and_ask_for_the_height_they_need(shown: Show) -> None:
    chips = Chips("a.b", "Many", [Chip(str(n), f"Number {n}") for n in range(12)])
    assert chips.heightForWidth(200) > chips.heightForWidth(2_000) == 28


def test_a_check_box_is_ticked_by_space(shown: Show) -> None:
    check = shown(Check("sign.privacy_consent", "I agree"))
    assert isinstance(check, Check)
    assert not check.isChecked()
    check.setFocus()
    QTest.keyClick(check, Key.Key_Space)
    assert check.isChecked()


def test_a_drop_down_keeps_its_choice_when_the_list_changes(shown: Show) -> None:
    bays = Choice([("1", "Bay 1"), ("2", "Bay 2")], placeholder="Choose")
    shown(Field("workshop.bay", "Bay", bays, boxed=False))
    assert bays.chosen is None
    bays.show_chosen("2")
    bays.show_options([("2", "Bay 2"), ("3", "Bay 3")])
    assert bays.chosen == "2"
    assert bays.objectName() == "workshop.bay"


def test_missing_links_name_their_field(shown: Show) -> None:
    line = MissingLine("shell.missing")
    holder = QWidget()
    QHBoxLayout(holder).addWidget(line)
    shown(holder)
    wanted: list[str] = []
    line.wanted.connect(wanted.append)
    line.show_missing((("checkin.odometer", "odometer"), ("checkin.phone", "phone")))
    link = line.findChild(Link, "shell.missing.checkin.phone")
    assert link is not None and line.isVisible()
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=centre(link))
    link.setFocus()
    QTest.keyClick(link, Key.Key_Return)
    assert wanted == ["checkin.phone", "checkin.phone"]
    line.show_missing(())
    assert not line.isVisible()


def test_a_table_sorts_where_a_column_says_by_what(shown: Show) -> None:
    view = shown(TableView[Line]("quote.lines", "Lines", COLUMNS))
    assert isinstance(view, TableView)
    view.show_rows(LINES)
    view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [line.net_fen for line in view.table.rows] == [800, 6_500, 24_000]
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [line.net_fen for line in view.table.rows] == [800, 6_500, 24_000]
    view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert view.table.rows == LINES


def test_a_table_opens_by_enter_and_tells_single_keys(shown: Show) -> None:
    view = shown(TableView[Line]("quote.lines", "Lines", COLUMNS))
    assert isinstance(view, TableView)
    view.show_rows(LINES)
    opened, keys = list[Line](), list[tuple[Line, str]]()
    view.opened.connect(opened.append)
    view.key_pressed.connect(lambda line, key: keys.append((line, key)))
    view.setFocus()
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    QTest.keyClicks(view, "y")
    assert opened == [LINES[1]] and keys == [(LINES[1], "Y")]
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_row_in_hand_stays_when_the_rows_are_read_again(shown: Show) -> None:
    view = shown(TableView[Line]("quote.lines", "Lines", COLUMNS))
    assert isinstance(view, TableView)
    view.show_rows(LINES)
    view.choose(2)
    view.show_rows((LINES[2], LINES[0]), keep=lambda line: line.name)
    assert view.current_row() == LINES[2]


def test_what_a_cell_shows_is_said_as_typed(shown: Show) -> None:
    view = TableView[Line]("quote.lines", "Lines", COLUMNS)
    shown(view)
    view.show_rows(LINES)
    assert view.table.data(view.table.index(1, 0)) == "<b>垫片</b>"
    text = Text("x")
    tip(text, "<b>垫片</b> & Co")
    assert ">&lt;b&gt;垫片&lt;/b&gt; &amp; Co<" in text.toolTip()


@pytest.mark.parametrize(
    ("minutes", "words", "kind", "shape"),
    [
        (-12, "12 min late", Kind.BAD, Shape.TRIANGLE),
        (-300, "5 h late", Kind.BAD, Shape.TRIANGLE),
        (-1_500, "1 day late", Kind.BAD, Shape.TRIANGLE),
        (42, "42 min left", Kind.WARN, Shape.CLOCK),
        (60, "1:00 left", Kind.NEUTRAL, Shape.CLOCK),
        (162, "2:42 left", Kind.NEUTRAL, Shape.CLOCK),
        (2_880, "2 days left", Kind.NEUTRAL, Shape.CLOCK),
    ],
)
def test_a_promise_says_what_is_left_of_it(minutes: int, words: str, kind: Kind, shape: Shape) -> None:
    now = standing(NOON + timedelta(minutes=minutes), now=NOON)
    assert (now.words, now.kind, now.shape) == (words, kind, shape)


def test_times_and_amounts_are_written_as_the_desk_writes_them() -> None:
    formats.show_times_in(480)
    assert formats.when(NOON, now=NOON) == "12:00"
    assert formats.when(NOON - timedelta(days=1), now=NOON) == "11-22 12:00"
    assert formats.promised(NOON + timedelta(days=1), now=NOON) == "Tomorrow 12:00"
    assert formats.promised(NOON + timedelta(days=40), now=NOON) == "2027-01-02 12:00"
    assert (formats.money(123_450), formats.money(-100), formats.money(None)) == ("¥1,234.50", "−¥1.00", "—")
    assert (formats.percent(9_048), formats.percent(None)) == ("90.48 %", "—")
    assert formats.ago(NOON - timedelta(minutes=12), now=NOON) == "12 min ago"
    formats.show_times_in(None)


def test_fuel_is_set_by_cell_key_and_digit(shown: Show) -> None:
    fuel = EnergyLevel()
    shown(Field("checkin.energy_level", "Fuel", fuel, boxed=False))
    told: list[int] = []
    fuel.changed.connect(told.append)
    assert (fuel.value, fuel.words()) == (None, "—")
    QTest.mouseClick(fuel, Qt.MouseButton.LeftButton, pos=QPointF(fuel.width() * 0.56, 18).toPoint())
    fuel.setFocus()
    for key in (Key.Key_Right, Key.Key_8, Key.Key_Right, Key.Key_Home):
        QTest.keyClick(fuel, key)
    assert told == [5, 6, 8, 0]
    assert fuel.words() == "0/8"


def test_charge_is_typed_in_per_cent(shown: Show) -> None:
    charge = shown(EnergyLevel(is_charge=True))
    assert isinstance(charge, EnergyLevel)
    charge.setFocus()
    QTest.keyClicks(charge, "85")
    assert (charge.value, charge.words()) == (85, "85 %")
    charge.show_kind(is_charge=False)
    assert charge.value is None


def test_an_order_chip_opens_its_order(shown: Show) -> None:
    chip = shown(OrderChip("WXD000013", plate="苏E5G7H2", mark=Mark("Delivered", Shape.TICK, Kind.GOOD)))
    assert isinstance(chip, OrderChip)
    opened: list[str] = []
    chip.opened.connect(opened.append)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=centre(chip))
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Return)
    assert opened == ["WXD000013", "WXD000013"]


def test_a_full_field_takes_no_more_and_keeps_what_stands_in_it(shown: Show) -> None:
    field = shown(LinesField("checkin.concern", "Words"))
    assert isinstance(field, LinesField)
    field.set_text("𬭎" * 1_998 + "尾")
    cursor = field.editor.textCursor()
    cursor.setPosition(4)
    field.editor.setTextCursor(cursor)
    for key in (Key.Key_A, Key.Key_B, Key.Key_C):
        QTest.keyClick(field.editor, key)
    assert field.text() == "𬭎𬭎a" + "𬭎" * 1_996 + "尾"
    assert field.editor.textCursor().position() == 5
    assert "2,000" in field.error


def test_steps_lead_where_they_are_pressed(shown: Show) -> None:
    steps = shown(Steps("order.steps", ("Check-in", "Inspection", "Quote"), can_press=True))
    assert isinstance(steps, Steps)
    steps.show_step(1)
    pressed: list[int] = []
    steps.pressed.connect(pressed.append)
    steps.setFocus()
    QTest.keyClick(steps, Key.Key_Right)
    QTest.keyClick(steps, Key.Key_Return)
    QTest.mouseClick(steps, Qt.MouseButton.LeftButton, pos=steps.area_of(0).center().toPoint())
    assert pressed == [2, 0]


def test_a_plate_without_a_number_says_so_in_words() -> None:
    assert Plate("").accessibleName() == "No plate yet"
    language.use(Language.CHINESE)
    assert Plate("").accessibleName() == "未上牌"


@pytest.mark.parametrize("make", [lambda: Plate("苏A8K2M6"), lambda: KeyHints((("F6", "next"),)), lambda: Text("李㛃")])
def test_widgets_ask_for_the_room_their_words_need(make: Callable[[], QWidget]) -> None:
    assert make().sizeHint().width() > 20
