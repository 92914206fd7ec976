"""The check-in page on the demo store: find, type, warn, keep, sign, open the order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from hands import PATIENCE_MS, Patience, WorkerOf, type_words
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.language import Language, use
from app.order.checkin.choices import DamageKind, DashCam, OldParts, View, Wash
from app.order.checkin.tables import CheckIn, DamageMark, ValuableItem
from app.order.responsibility import ReworkResponsibility
from app.order.tables import Comeback, OrderPhoto, ServiceOrder
from app.order.workflow import OPEN_STAGES
from app.paper.tables import Paper
from ui.order.checkin import receiving
from ui.order.checkin.checkin_page import CheckinPage
from ui.order.signing import SignatureSheet
from ui.shell.action_bar import ActionBar
from ui.widgets.field import LIFT

NOW = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
WORDS = "踩刹车时左前轮有<b>“吱吱”</b>&\"'的响声"
MakePage = Callable[[], CheckinPage]


@pytest.fixture
def make_page(qtbot: QtBot, worker_of: WorkerOf, store_time: None) -> MakePage:
    """Opens the page as the window would, each time as if the program had just been started."""
    use(Language.CHINESE)

    def make() -> CheckinPage:
        page = CheckinPage(worker_of("S02"))
        qtbot.addWidget(page)
        page.resize(1294, 628)
        page.show()
        page.activateWindow()
        page.refresh()
        idle(qtbot, page)
        return page

    return make


@pytest.fixture
def page(make_page: MakePage) -> CheckinPage:
    return make_page()


def idle(qtbot: QtBot, page: CheckinPage) -> None:
    """Until the desk has answered everything, and what its answers asked."""
    Patience(qtbot, page.worker).rest()


def field(page: CheckinPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def error(page: CheckinPage, name: str) -> str:
    """What stands under a field; the line is made with its first error."""
    line = page.findChild(QWidget, f"{name}.error")
    return str(line.property("text")) if line is not None and not line.isHidden() else ""


def fill_in(page: CheckinPage, name: str, words: str) -> None:
    """Type into a field and leave it."""
    editor = field(page, name)
    editor.setFocus()
    editor.clear()
    type_words(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def pick(qtbot: QtBot, page: CheckinPage, words: str) -> None:
    """Find and take the first hit with the keyboard."""
    finder = field(page, "checkin.find")
    finder.setFocus()
    for letter in words:
        type_words(finder, letter)
        page.who.finder._ask(finder.text())
    qtbot.waitUntil(page.who.finder.popup.isVisible)
    idle(qtbot, page)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    idle(qtbot, page)


def choose(page: CheckinPage, name: str, digit: int) -> None:
    found = page.findChild(QWidget, name)
    assert found is not None
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_0 + digit)


def complete(qtbot: QtBot, page: CheckinPage) -> None:
    """Everything a returning customer's check-in needs, by keys and clicks."""
    pick(qtbot, page, "5G7H2")
    type_words(page.words.concern.editor, WORDS)
    fill_in(page, "checkin.odometer", "７２,４００")
    choose(page, "checkin.energy_level", 5)
    for name in ("checkin.wash", "checkin.old_parts", "checkin.waits", "checkin.road_test"):
        choose(page, name, 1)
    fill_in(page, "checkin.promised_at", "17:30")
    page.walk.no_damage.click()
    page.walk.lamps.toggle("none")
    page.walk.valuables.chips.toggle("none")
    page.walk.valuables.confirmed.click()


def sheet_of(page: CheckinPage) -> SignatureSheet:
    sheets = [one for one in page.window().findChildren(SignatureSheet) if one.isVisible()]
    assert len(sheets) == 1
    return sheets[0]


def sign(page: CheckinPage) -> None:
    """A hand writes, then accepts twice by mistake."""
    sheet = sheet_of(page)
    QTest.mousePress(sheet.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    for x in range(80, 300, 20):
        QTest.mouseMove(sheet.pad, QPoint(x, 40 + x // 3))
    QTest.mouseRelease(sheet.pad, Qt.MouseButton.LeftButton, pos=QPoint(300, 140))
    QTest.mouseClick(sheet.accept, Qt.MouseButton.LeftButton)


def orders(store: Store) -> int:
    with Session(store.engine) as session:
        return session.scalar(select(func.count(ServiceOrder.id))) or 0


def names_missing(page: CheckinPage) -> set[str]:
    return {name for name, _words in page.missing()}


# Finding


def test_picking_a_car_fills_in_everything_known(qtbot: QtBot, page: CheckinPage) -> None:
    pick(qtbot, page, "5g7h2")
    form = page.form()
    assert (form.plate, form.vin, form.model_name) == ("苏E·5G7H2", "LYJCS7G28MA000433", "云骏 S7 2.0T SUV")
    assert (form.customer_name, form.phone) == ("周𫖮", "140 0000 0009")
    assert page.who.car.tile.isVisible()
    assert field(page, "checkin.find").text() == ""
    assert page.words.concern.editor.hasFocus()
    assert names_missing(page).isdisjoint({"checkin.plate", "checkin.vin", "checkin.model", "checkin.phone"})


def test_a_possible_comeback_stands_at_the_bottom(qtbot: QtBot, page: CheckinPage) -> None:
    pick(qtbot, page, "5G7H2")
    assert page.history.isVisible()
    assert "可能是外返" in page.history.accessibleDescription()
    assert "工时剩 84 天" in page.history.accessibleDescription()


def tick(page: CheckinPage, code: str) -> None:
    """Tick what the car comes back with, by the keyboard."""
    if page.who.comeback.unfold.isVisible():
        page.who.comeback.unfold.setFocus()
        QTest.keyClick(page.who.comeback.unfold, Qt.Key.Key_Return)
    check = page.findChild(QWidget, f"checkin.comeback.{code}")
    assert check is not None
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)


def test_what_is_still_guaranteed_is_listed_and_ticked(qtbot: QtBot, page: CheckinPage) -> None:
    pick(qtbot, page, "5G7H2")
    words = [check.text() for check in page.who.comeback.checks.values()]
    assert len(words) == 4
    assert all("000013" in one for one in words)
    tick(page, "LB-R003")
    assert len(page.form().comeback_to) == 1
    assert not page.who.comeback.notice.isVisible()
    tick(page, "LB-R003")
    assert page.form().comeback_to == ()


@pytest.mark.parametrize("language", [Language.CHINESE, Language.ENGLISH])
def test_the_left_column_stands_without_scrolling_for_a_car_with_an_open_order(
    qtbot: QtBot, make_page: MakePage, demo_store: Store, language: Language
) -> None:
    """At 1366 × 768, of each car of the demo that has one."""
    with Session(demo_store.engine) as session:
        query = select(ServiceOrder.vehicle_id).where(ServiceOrder.stage.in_(OPEN_STAGES)).distinct()
        cars = list(session.scalars(query))
    assert len(cars) > 15
    use(language)
    page = make_page()
    for car in cars:
        page._begin_anew()
        page._look_up(car, page._fill_car)
        idle(qtbot, page)
        QApplication.processEvents()
        assert page.who.open_order.isVisible()
        assert page.who.area.verticalScrollBar().maximum() == 0, page.form().plate


def test_what_is_folded_away_opens_when_it_is_wanted(qtbot: QtBot, page: CheckinPage, demo_store: Store) -> None:
    with Session(demo_store.engine) as session:
        car = session.scalars(select(ServiceOrder.vehicle_id).where(ServiceOrder.number == "WXD000033")).one()
    page._look_up(car, page._fill_car)
    idle(qtbot, page)
    assert not page.who.car.vin.isVisible() and page.who.car.tile.facts.text() == "VIN …KA000137"
    page.focus_on("checkin.vin")
    assert page.who.car.vin.isVisible()
    assert len(page.who.comeback.checks) == 3 and not next(iter(page.who.comeback.checks.values())).isVisible()
    page.who.comeback.open()
    assert all(check.isVisible() for check in page.who.comeback.checks.values())


def test_a_car_without_guaranteed_work_lists_nothing(qtbot: QtBot, page: CheckinPage) -> None:
    pick(qtbot, page, "5G7H2")
    page.empty()
    idle(qtbot, page)
    assert not page.who.comeback.isVisible()
    assert page.form().comeback_to == ()


def test_a_ticked_line_opens_a_comeback(qtbot: QtBot, page: CheckinPage, demo_store: Store) -> None:
    complete(qtbot, page)
    tick(page, "LB-R003")
    page.primary()
    idle(qtbot, page)
    assert "外返" in [label for label, _value in receiving.facts(page.form())]
    sign(page)
    sign(page)
    idle(qtbot, page)
    with Session(demo_store.engine) as session:
        newest = session.scalars(select(ServiceOrder).order_by(ServiceOrder.id.desc())).first()
        assert newest is not None and newest.original_order_id is not None
        assert session.get_one(ServiceOrder, newest.original_order_id).number == "WXD000013"
        assert session.get_one(Comeback, newest.id).rework_responsibility is ReworkResponsibility.UNDECIDED


def test_a_line_that_ran_too_far_says_so_under_the_ticks(qtbot: QtBot, page: CheckinPage, demo_store: Store) -> None:
    complete(qtbot, page)
    fill_in(page, "checkin.odometer", "79000")
    tick(page, "LB-R003")
    before = orders(demo_store)
    page.primary()
    idle(qtbot, page)
    assert page.who.comeback.error.isVisible()
    assert "质保" in page.who.comeback.error.text()
    assert orders(demo_store) == before
    tick(page, "LB-R003")
    assert not page.who.comeback.error.isVisible()


def test_the_ticks_come_back_with_the_draft(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page()
    pick(qtbot, page, "5G7H2")
    tick(page, "LB-R003")
    form = page.form()
    page._restored(form)
    idle(qtbot, page)
    assert page.form().comeback_to == form.comeback_to != ()


def test_someone_new_goes_into_the_field_they_fit(qtbot: QtBot, page: CheckinPage) -> None:
    finder = field(page, "checkin.find")
    finder.setFocus()
    type_words(finder, "苏ｂ·9z9z9")
    page.who.finder._ask(finder.text())
    qtbot.waitUntil(page.who.finder.popup.isVisible)
    QTest.keyClick(finder, Qt.Key.Key_Return)  # the only row is “new”
    assert field(page, "checkin.plate").text() == "苏B·9Z9Z9"
    assert field(page, "checkin.vin").hasFocus()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("苏AD88O17", "checkin.plate"), ("LGXC16DF8NO12345", "checkin.vin"), ("LGXC16DF8NO123456", "checkin.vin")],
)
def test_a_slip_in_a_plate_or_vin_is_told_where_it_belongs(page: CheckinPage, typed: str, name: str) -> None:
    page._fill_words(typed)
    assert field(page, name).text() == typed
    assert error(page, name)
    assert page.form().customer_name == ""


def test_enter_before_the_answer_waits_for_it(qtbot: QtBot, page: CheckinPage) -> None:
    finder = field(page, "checkin.find")
    finder.setFocus()
    QTest.keyClicks(finder, "5G7H2")
    QTest.keyClick(finder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form().vehicle_id is not None)
    assert "5G7H2" in page.form().plate


def test_a_slow_answer_never_covers_a_newer_one(page: CheckinPage) -> None:
    finder = page.who.finder
    finder._generation = 5
    finder._show(4, "old", ())
    assert not finder.popup.isVisible()


def test_an_open_order_asks_for_a_reason(qtbot: QtBot, page: CheckinPage) -> None:
    pick(qtbot, page, "8K2M6")
    assert "checkin.second_order_reason" in names_missing(page)
    assert "WXD000033" in page.who.open_order.words.accessibleName()
    with qtbot.waitSignal(page.go, timeout=PATIENCE_MS) as gone:
        page.who.open_order.link.pressed.emit()
    assert gone.args == ["order", "WXD000033"]
    fill_in(page, "checkin.second_order_reason", "另一处事故")
    assert "checkin.second_order_reason" not in names_missing(page)


# Typing

BROKEN_PLATES = (
    "8K2M6", "苏", "苏8K2M6", "苏AI2345", "苏AO2345", "苏A8K2M", "苏A8K2M67X", "苏AX12345", "苏AD1234A", "苏A12345X",
    "乌A12345", "苏I12345", "使12345", "使1234567", "粤Z12C4国", "粤Z1港", "苏A12#45", "临时牌照苏A1234567890123",
    "<b>&\"'", "苏A" + "8" * 60,
)  # fmt: skip


@pytest.mark.parametrize("typed", BROKEN_PLATES)
def test_a_broken_plate_says_what_is_wrong_and_stays(page: CheckinPage, typed: str) -> None:
    fill_in(page, "checkin.plate", typed)
    assert error(page, "checkin.plate")
    assert field(page, "checkin.plate").text() == typed


def test_a_plate_in_any_dress_is_tidied(page: CheckinPage) -> None:
    fill_in(page, "checkin.plate", " 苏ａ-8k2m6 ")
    assert field(page, "checkin.plate").text() == "苏A·8K2M6"
    assert error(page, "checkin.plate") == ""


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen has no pop-ups of its own
def test_a_province_from_the_key_pad_keeps_what_was_typed(page: CheckinPage) -> None:
    field(page, "checkin.plate").setText("A8K2M6")
    page.who.car.plate.open_pad()
    key = page.who.car.plate.pad.findChild(QWidget, "checkin.plate.苏")
    assert key is not None
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert field(page, "checkin.plate").text() == "苏A8K2M6"


def test_a_plate_that_contradicts_the_energy_warns_and_stops_nothing(page: CheckinPage) -> None:
    fill_in(page, "checkin.plate", "苏AD99999")
    choose(page, "checkin.energy_type", 1)
    assert page.who.car.plate.warning.text()
    assert error(page, "checkin.plate") == ""


def test_a_vin_with_wrong_letters_is_mended_in_one_click(page: CheckinPage) -> None:
    fill_in(page, "checkin.vin", "lyjba5gi5kaooo137")
    assert "LYJBA5G15KA000137" in error(page, "checkin.vin")
    offer = page.who.car.vin.offer
    QApplication.processEvents()
    assert page.who.car.vin.error_line.y() > offer.geometry().bottom() - LIFT  # below it, not over it
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert field(page, "checkin.vin").text() == "LYJBA5G15KA000137"
    assert error(page, "checkin.vin") == ""
    assert not offer.isVisible()


def test_a_wrong_check_digit_is_only_a_warning(page: CheckinPage) -> None:
    fill_in(page, "checkin.vin", "LYJCS7G29MA000433")
    verdict = page.who.car.vin._verdict
    assert verdict is not None
    assert verdict.mark.words == "校验位不符"
    assert error(page, "checkin.vin") == ""


def test_a_phone_in_full_width_is_understood(page: CheckinPage) -> None:
    fill_in(page, "checkin.phone", "１４００００００００９")
    assert field(page, "checkin.phone").text() == "140 0000 0009"
    fill_in(page, "checkin.phone", "12345")
    assert error(page, "checkin.phone")


def test_an_odometer_that_goes_back_wants_its_reason(qtbot: QtBot, page: CheckinPage) -> None:
    pick(qtbot, page, "5G7H2")
    fill_in(page, "checkin.odometer", "71000")
    assert page.words.readings.reason.isVisible()
    assert page.words.readings.doubt.text()
    assert "checkin.odometer_reason" in names_missing(page)  # the primary action leads there, before any refusal
    fill_in(page, "checkin.odometer_reason", "2026-10 在本店更换仪表")
    assert "checkin.odometer_reason" not in names_missing(page)
    assert page.words.readings.doubt.text() == ""
    assert page.form().odometer_reason == "2026-10 在本店更换仪表"
    fill_in(page, "checkin.odometer", "72500")
    assert not page.words.readings.reason.isVisible()
    assert page.form().odometer_reason == ""


@pytest.mark.parametrize("typed", ["abc", "1.5", "-3", "9" * 20, "12万"])
def test_an_odometer_that_is_no_reading_stays_missing_or_doubted(page: CheckinPage, typed: str) -> None:
    fill_in(page, "checkin.odometer", typed)
    assert "checkin.odometer" in names_missing(page) or page.words.readings.doubt.text()


def test_fuel_has_eight_eighths_and_no_more(page: CheckinPage) -> None:
    choose(page, "checkin.energy_level", 9)
    assert page.form().fuel_eighths == 8


def test_an_electric_car_has_a_charge_a_hybrid_both(page: CheckinPage) -> None:
    choose(page, "checkin.energy_type", 4)
    assert page.words.readings.charge_field.isVisible()
    assert not page.words.readings.fuel_field.isVisible()
    assert page.words.readings.charge.objectName() == "checkin.energy_level"
    choose(page, "checkin.energy_type", 3)
    assert page.words.readings.fuel_field.isVisible()
    assert page.words.readings.charge_field.isVisible()


def test_the_customers_words_end_at_two_thousand(page: CheckinPage) -> None:
    page.words.concern.editor.setPlainText("字" * 2500)
    assert len(page.form().customer_statement) == 2000


def test_a_usual_phrase_goes_in_and_out_again(page: CheckinPage) -> None:
    type_words(page.words.concern.editor, "昨天开始。")
    page.words.phrases.toggle("noise")
    assert page.form().customer_statement == "昨天开始。行驶中有异响。"
    page.words.phrases.toggle("noise")
    assert page.form().customer_statement == "昨天开始。"


def test_a_promise_in_the_past_says_so_at_once(page: CheckinPage) -> None:
    fill_in(page, "checkin.promised_at", "09:00")
    assert error(page, "checkin.promised_at")


def test_a_promise_is_typed_or_touched(page: CheckinPage) -> None:
    fill_in(page, "checkin.promised_at", "明11:00")
    assert field(page, "checkin.promised_at").text() == "明天 11:00"
    key = next(key for key, at in page.words.promise._usual.items() if at == NOW.replace(hour=17))
    page.words.promise.chips.toggle(key)
    assert page.form().promised_at == NOW.replace(hour=17)
    assert field(page, "checkin.promised_at").text() == "今天 17:00"


def test_a_count_of_keys_that_cannot_be_is_said_under_its_field(page: CheckinPage) -> None:
    for typed in ("-1", "一把", "1.5", "99"):
        fill_in(page, "checkin.key_count", typed)
        assert "0 到 9" in error(page, "checkin.key_count"), typed
    fill_in(page, "checkin.key_count", "２")
    assert not error(page, "checkin.key_count")
    assert field(page, "checkin.key_count").text() == "2"


def test_a_limit_that_is_no_amount_stands_in_the_way(page: CheckinPage) -> None:
    fill_in(page, "checkin.spend_limit", "很多")
    assert error(page, "checkin.spend_limit")
    assert "checkin.spend_limit" in names_missing(page)
    fill_in(page, "checkin.spend_limit", "￥５００")
    assert page.form().spend_limit_fen == 50_000


def test_someone_else_who_brings_the_car_needs_name_and_authority(page: CheckinPage) -> None:
    page.who.people.swap.pressed.emit()
    assert "checkin.representative_name" in names_missing(page)
    fill_in(page, "checkin.representative_name", "张司机")
    assert "checkin.authorised" in names_missing(page)
    page.who.people.authorised.click()
    assert names_missing(page).isdisjoint({"checkin.representative_name", "checkin.authorised"})


# Walking round the car


def test_marks_are_set_by_keyboard_and_named_in_the_list(page: CheckinPage) -> None:
    outline = page.walk.outline
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_Return)
    QTest.keyClick(outline, Qt.Key.Key_B)
    fill_in(page, "checkin.mark.remark", "门下沿 8 cm")
    page.walk.editor.severity.choose("light")
    (mark,) = page.form().damages
    assert (mark.view, mark.kind, mark.severity, mark.remark) == (View.LEFT, DamageKind.DENT, "light", "门下沿 8 cm")
    assert not page.walk.no_damage.isVisible()
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_Delete)
    assert page.form().damages == ()
    assert page.walk.no_damage.isVisible()


def test_valuables_have_their_place_and_one_confirmation(page: CheckinPage) -> None:
    chips = page.walk.valuables.chips
    chips.toggle("camera")
    assert page.form().dash_cam is DashCam.LEAVE_ON  # “none there” would be signed beside it
    chips.toggle("other")
    fill_in(page, "checkin.valuable.2.name", "相机包")
    fill_in(page, "checkin.valuable.2.place", "后备厢")
    page.walk.valuables.confirmed.click()
    assert [(one.name, one.place) for one in page.form().valuables] == [("行车记录仪", ""), ("相机包", "后备厢")]
    assert "checkin.valuables" not in names_missing(page)
    chips.toggle("cash")
    assert "checkin.valuables" in names_missing(page)  # changed, so to be gone through again
    chips.toggle("none")
    assert page.form().valuables == ()
    assert page.form().dash_cam is DashCam.ABSENT


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_photo_belongs_to_the_mark_in_hand(qtbot: QtBot, page: CheckinPage) -> None:
    page.walk.outline.add(View.FRONT, 5000, 5000)
    page.walk.photos.added.emit((picture(),))
    idle(qtbot, page)
    (photo,) = page.form().photos
    assert (photo.subject, photo.caption) == ("damage.1", "1 前部")
    assert photo.picture.startswith(b"\xff\xd8")  # made a small JPEG before it is kept


def test_what_is_no_picture_is_refused_in_its_place(qtbot: QtBot, page: CheckinPage) -> None:
    page.walk.photos.added.emit((b"no picture",))
    idle(qtbot, page)
    assert page.walk.photo_fault.text()
    assert page.form().photos == ()


def test_the_rest_of_the_lamps_comes_on_asking(page: CheckinPage) -> None:
    page.walk.lamps.toggle("abs")
    page.walk.lamps.toggle("more")
    page.walk.lamps.toggle("coolant")
    assert page.form().warning_lamps == ("abs", "coolant")
    page.walk.lamps.toggle("none")
    assert page.form().warning_lamps == ()


# What is missing, keys


def test_the_missing_line_shrinks_with_each_keystroke(qtbot: QtBot, page: CheckinPage) -> None:
    assert "checkin.customer_name" in names_missing(page)
    with qtbot.waitSignal(page.bar_changed):
        type_words(field(page, "checkin.customer_name"), "王")
    assert "checkin.customer_name" not in names_missing(page)


def test_every_missing_thing_has_a_place_to_go(page: CheckinPage) -> None:
    for name, _words in page.missing():
        page.focus_on(name)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == name


def test_f6_goes_round_the_columns(page: CheckinPage) -> None:
    (command,) = [one for one in page.commands() if one.key == "F6"]
    page.take_focus()
    command.deed()
    assert page.words.concern.editor.hasFocus()
    command.deed()
    assert page.walk.outline.hasFocus()
    command.deed()
    assert field(page, "checkin.find").hasFocus()


def test_escape_empties_the_search_first(page: CheckinPage) -> None:
    field(page, "checkin.find").setText("苏A")
    assert page.step_back()
    assert field(page, "checkin.find").text() == ""
    assert not page.step_back()


# The draft


def test_what_was_typed_is_offered_after_a_crash_and_comes_back(qtbot: QtBot, make_page: MakePage) -> None:
    first = make_page()
    complete(qtbot, first)
    first.walk.outline.add(View.TOP, 100, 200)
    before = first.form()
    first.drafting.keep()
    idle(qtbot, first)
    assert "10:00" in first.kept.words

    second = make_page()
    assert second.drafting.banner.isVisible()
    assert "5G7H2" in second.drafting.banner.sentence.text()
    QTest.mouseClick(second.drafting.banner.action, Qt.MouseButton.LeftButton)
    idle(qtbot, second)
    assert second.form() == before
    assert second.history.isVisible()
    assert not second.drafting.banner.isVisible()


def test_typing_keeps_the_draft_within_a_second(qtbot: QtBot, page: CheckinPage) -> None:
    type_words(field(page, "checkin.customer_name"), "王")
    qtbot.waitUntil(page.kept.isVisible, timeout=3_000)


def test_a_discarded_draft_does_not_come_again(qtbot: QtBot, make_page: MakePage) -> None:
    first = make_page()
    fill_in(first, "checkin.customer_name", "王五")
    first.leave()
    idle(qtbot, first)
    second = make_page()
    discard = second.findChild(QWidget, "checkin.draft.discard")
    assert discard is not None
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    idle(qtbot, second)
    assert not make_page().drafting.banner.isVisible()


def test_what_is_typed_beside_an_offered_draft_overwrites_nothing(qtbot: QtBot, make_page: MakePage) -> None:
    first = make_page()
    fill_in(first, "checkin.customer_name", "第一位")
    first.leave()
    idle(qtbot, first)

    second = make_page()
    fill_in(second, "checkin.customer_name", "第二位")
    second.leave()
    idle(qtbot, second)
    QTest.mouseClick(second.drafting.banner.action, Qt.MouseButton.LeftButton)
    idle(qtbot, second)
    assert second.form().customer_name == "第一位"

    second.empty()
    idle(qtbot, second)
    assert second.drafting.banner.isVisible()
    assert "第二位" in second.drafting.banner.sentence.text()


def test_an_emptied_form_can_be_brought_back(qtbot: QtBot, page: CheckinPage) -> None:
    complete(qtbot, page)
    before = page.form()
    with qtbot.waitSignal(page.say) as said:
        page.empty()
    assert page.form().customer_name == ""
    notice = said.args[0]
    notice.undo()
    idle(qtbot, page)
    assert page.form() == before


# Signing


def test_both_sign_and_one_order_is_opened(qtbot: QtBot, page: CheckinPage, demo_store: Store) -> None:
    before = orders(demo_store)
    complete(qtbot, page)
    page.walk.outline.add(View.LEFT, 4000, 6000)
    page.walk.valuables.chips.toggle("cash")
    page.walk.valuables.confirmed.click()
    page.walk.photos.added.emit((picture(),))
    idle(qtbot, page)
    assert page.missing() == ()

    page.primary()
    page.primary()  # a double click
    idle(qtbot, page)
    assert sheet_of(page).findChild(QWidget, "sign.document") is not None
    sign(page)
    with qtbot.waitSignal(page.go, timeout=PATIENCE_MS) as gone:
        sign(page)
    idle(qtbot, page)

    assert orders(demo_store) == before + 1
    with Session(demo_store.engine) as session:
        order = session.scalars(select(ServiceOrder).order_by(ServiceOrder.id.desc())).first()
        assert order is not None
        assert gone.args == ["order", order.number]
        check_in = session.get_one(CheckIn, order.id)
        assert (check_in.customer_statement, check_in.wash, check_in.old_parts) == (
            WORDS, Wash.NONE, OldParts.TAKE_BACK,
        )  # fmt: skip
        assert (order.odometer_km, order.promised_at) == (72_400, NOW.replace(hour=17, minute=30))
        assert session.scalar(select(func.count(DamageMark.id)).where(DamageMark.order_id == order.id)) == 1
        assert session.scalar(select(ValuableItem.name).where(ValuableItem.order_id == order.id)) == "现金"
        assert session.scalar(select(func.count(OrderPhoto.id)).where(OrderPhoto.order_id == order.id)) == 1
        paper = session.scalars(select(Paper).where(Paper.order_id == order.id)).one()
        assert paper.file_sha256 is not None
    assert page.form().customer_name == ""
    assert not page.history.isVisible()


def test_giving_the_sheet_back_books_nothing_and_keeps_all(qtbot: QtBot, page: CheckinPage, demo_store: Store) -> None:
    before = orders(demo_store)
    complete(qtbot, page)
    form = page.form()
    page.primary()
    idle(qtbot, page)
    sign(page)
    QTest.keyClick(sheet_of(page), Qt.Key.Key_Escape)
    idle(qtbot, page)
    assert orders(demo_store) == before
    assert page.form() == form


def test_what_would_be_refused_is_said_before_anyone_signs(qtbot: QtBot, page: CheckinPage, clock: FrozenClock) -> None:
    complete(qtbot, page)
    clock.advance(timedelta(hours=9))
    page.primary()
    idle(qtbot, page)
    assert not page.window().findChildren(SignatureSheet)
    assert error(page, "checkin.promised_at")
    assert field(page, "checkin.promised_at").text() == "今天 17:30"
    assert field(page, "checkin.promised_at").hasFocus()


def test_a_taken_plate_is_said_under_the_plate_behind_the_tile(qtbot: QtBot, page: CheckinPage) -> None:
    complete(qtbot, page)
    page.who.car.reveal()
    fill_in(page, "checkin.plate", "苏A8K2M6")
    page.who.car.tile.show()
    page.who.car._typed.hide()
    page.primary()
    idle(qtbot, page)
    assert error(page, "checkin.plate")
    assert field(page, "checkin.plate").isVisible()
    assert field(page, "checkin.plate").text() == "苏A·8K2M6"


def test_the_action_bar_bears_the_contracts_names(qtbot: QtBot, page: CheckinPage) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    bar.read(page)
    assert (bar.primary.objectName(), bar.missing.objectName()) == ("checkin.save", "checkin.missing")
