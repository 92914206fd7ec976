"""Every form of the window: what is typed survives a kill, is offered to who typed it, and goes when it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from playing import at_the_desk
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.desk import Desk, Store
from app.order.workflow import Step
from ui.tour.driver import CTRL, Driver, Key
from ui.tour.pictures import open_order, sign_in
from ui.widgets.typed import editors_under, key_of, words_of

RECEIVED, SHEET, QUOTED, WORKING, IN_QC = "WXD000023", "WXD000022", "WXD000025", "WXD000031", "WXD000035"
READY, SETTLED, ASKED = "WXD000037", "WXD000039", "WXD000033"


@dataclass(frozen=True, slots=True)
class Form:
    """A field of a form: whose, how it is reached, its object name, what is typed."""

    who: str
    reach: Callable[[Driver], object]
    field: str
    words: str


def step(number: str, of: Step) -> Callable[[Driver], None]:
    return lambda driver: open_order(driver, number, of)


def promise(driver: Driver) -> None:
    open_order(driver, QUOTED, Step.CHECKIN)
    driver.press(Key.Key_M, CTRL)


def cancelling(driver: Driver) -> None:
    open_order(driver, QUOTED, Step.CHECKIN)
    if driver.is_seen("promise.cancel"):
        driver.click("promise.cancel")
    driver.press(Key.Key_K, CTRL)
    driver.type("取消工单")
    driver.press(Key.Key_Return)


def note(driver: Driver) -> None:
    open_order(driver, QUOTED, Step.CHECKIN)
    tabs = driver.find("order.tabs")
    tabs.setFocus()
    driver.press(Key.Key_Right)
    driver.press(Key.Key_Right)


def finding(driver: Driver) -> None:
    open_order(driver, WORKING, Step.WORK)
    driver.press(Key.Key_B, CTRL)


def answering(driver: Driver) -> None:
    open_order(driver, ASKED, Step.QUOTE)
    driver.click("supplement.by_phone")


def ending(driver: Driver) -> None:
    open_order(driver, ASKED, Step.QUOTE)
    driver.click("supplement.end")


def skipping(driver: Driver) -> None:
    open_order(driver, RECEIVED, Step.INSPECTION)
    driver.click("inspection.skip")


def remark(driver: Driver) -> None:
    open_order(driver, SHEET, Step.INSPECTION)
    if driver.is_seen("inspection.skip"):
        driver.primary()
    driver.press(Key.Key_Down, on="inspection.table")
    for command in driver.page.commands():
        if command.key == "F4":
            command.deed()
    driver.rest()


def quote_cell(driver: Driver) -> None:
    open_order(driver, QUOTED, Step.QUOTE)
    driver.press(Key.Key_Return, on="quote.lines")


def waiting_for_parts(driver: Driver) -> None:
    open_order(driver, WORKING, Step.WORK)


def paying(driver: Driver) -> None:
    open_order(driver, READY, Step.SETTLEMENT)
    if driver.is_seen("settlement.prepare"):
        driver.click("settlement.prepare")


def failing(driver: Driver) -> None:
    open_order(driver, IN_QC, Step.QC)
    driver.press(Key.Key_2, on="qc.table")


def settings(section: str) -> Callable[[Driver], None]:
    def reach(driver: Driver) -> None:
        driver.window.go("settings", section)
        driver.rest()

    return reach


FORMS = (
    Form("S02", promise, "promise.reason", "a part is late"),
    Form("S02", note, "order.note", "call after three"),
    Form("S02", cancelling, "cancel.reason", "another day"),
    Form("S02", ending, "supplement.reason", "no answer"),
    Form("S02", answering, "answer.said", "yes please"),
    Form("S02", skipping, "inspection.skip_reason", "known scope"),
    Form("S05", finding, "finding.text", "damper leaks"),
    Form("S05", remark, "inspection.remark", "worn at the edge"),
    # What can be read is saved by itself; this cannot: a car does not leave with fewer kilometres.
    Form("S02", step(SETTLED, Step.HANDOVER), "handover.odometer", "12"),
    # Last: leaving the cell would save it.
    Form("S02", quote_cell, "quote.quantity", "7"),
    Form("S07", failing, "qc.reason", "still leaking"),
    Form("S09", paying, "settlement.reference", "slip 17"),
    Form("S09", paying, "settlement.invoice_number", "26112300017"),
    Form("S01", settings("staff"), "staff.phone", "14000009999"),
    Form("S01", settings("staff"), "staff.qualification.name", "welder"),
    Form("S01", settings("store"), "settings.opening_hours", "8 to 8"),
)


def type_and_be_killed(store: Store, who: str) -> tuple[Desk, dict[str, str]]:
    """Type into every form of a person and be gone in the next second; answers the desk, the words by their keys."""
    typed = dict[str, str]()
    with at_the_desk(store, Driver) as driver:
        sign_in(driver, who, has_lock=False)
        for form in (form for form in FORMS if form.who == who):
            form.reach(driver)
            editor = driver.find(form.field)
            assert isinstance(editor, QLineEdit | QPlainTextEdit)
            editor.setFocus()
            driver.press(Key.Key_A, CTRL)
            driver.type(form.words)
            assert driver.window.workspace.scribe._timer.isActive(), form.field
            driver.until(lambda: not driver.window.workspace.scribe._timer.isActive(), "the field to be kept")
            driver.rest()
            typed[key_of(editor)] = form.words
        desk = driver.worker.desk
        assert isinstance(desk, Desk)
    return desk, typed


def live(driver: Driver) -> dict[str, str]:
    """What stands in the fields of the window, by their keys."""
    return {key_of(editor): words_of(editor) for editor in editors_under(driver.window) if key_of(editor)}


@pytest.mark.parametrize("who", ["S01", "S02", "S05", "S07", "S09"])
def test_what_was_typed_survives_a_kill_and_is_put_back(qtbot: QtBot, demo_store: Store, who: str) -> None:
    store = replace(demo_store, makes_files_later=True)
    desk, typed = type_and_be_killed(store, who)
    assert {field.key: field.words for field in desk.kept_fields()} == typed

    with at_the_desk(store, Driver) as driver:
        sign_in(driver, "S03", has_lock=False)
        assert not driver.is_seen("shell.draft"), "another person's"
        sign_in(driver, who)
        while typed:
            place = driver.window.workspace.scribe.offered[0].place
            driver.click("shell.draft.action")
            mine = {key: words for key, words in typed.items() if key.startswith(f"{place}/")}
            driver.until(lambda mine=mine: mine.items() <= live(driver).items(), f"{place} to be back")
            desk.keep_fields(dict.fromkeys(mine, ""))  # saved by now
            typed = {key: words for key, words in typed.items() if key not in mine}
        driver.window.go("board")
        driver.rest()
        assert not driver.is_seen("shell.draft")


def test_what_is_discarded_is_not_offered_again(qtbot: QtBot, demo_store: Store) -> None:
    store = replace(demo_store, makes_files_later=True)
    desk, _typed = type_and_be_killed(store, "S07")
    with at_the_desk(store, Driver) as driver:
        sign_in(driver, "S07", has_lock=False)
        driver.click("shell.draft.discard")
        assert not driver.is_seen("shell.draft")
    assert desk.kept_fields() == ()


def test_what_is_saved_is_no_draft_any_more(qtbot: QtBot, demo_store: Store) -> None:
    store = replace(demo_store, makes_files_later=True)
    with at_the_desk(store, Driver) as driver:
        sign_in(driver, "S02", has_lock=False)
        promise(driver)
        driver.fill("promise.at", "18:30")
        driver.fill("promise.reason", "a part is late")
        driver.window.workspace.scribe.keep()
        driver.rest()
        desk = driver.worker.desk
        assert isinstance(desk, Desk)
        assert len(desk.kept_fields()) == 2
        driver.click("promise.save")
        assert desk.kept_fields() == ()
        note(driver)
        driver.fill("order.note", "call after three")
        driver.click("order.note.write")  # before it was ever kept
        driver.window.workspace.scribe.keep()
        driver.rest()
        assert desk.kept_fields() == ()


def test_what_is_refused_stays_a_draft(qtbot: QtBot, demo_store: Store) -> None:
    store = replace(demo_store, makes_files_later=True)
    with at_the_desk(store, Driver) as driver:
        sign_in(driver, "S02", has_lock=False)
        promise(driver)
        driver.fill("promise.at", "25:99")
        driver.click("promise.save")
        driver.window.workspace.scribe.keep()
        driver.rest()
        desk = driver.worker.desk
        assert isinstance(desk, Desk)
        assert [field.words for field in desk.kept_fields()] == ["25:99"]
