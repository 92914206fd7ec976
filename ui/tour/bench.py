"""The chapters of the workshop: inspection, dispatch, parts, work, the three checks."""

from PySide6.QtWidgets import QApplication

from app.kernel.quantity import quantity
from app.upkeep.visit import healthy
from ui.order.inspection.cell import ValueCell
from ui.tour.driver import CTRL, Driver, Key, StepFailed
from ui.widgets.choice import Choice
from ui.widgets.table import TableView

# What the technician measures that is not in order: old brake fluid, a worn tyre at the rear left.
FOUND = {"inspection.value.MP-06": "2.6", "inspection.value.MP-32.RL": "2.6"}
MOST_PRESSES = 400
TECHNICIAN, PIN = "赵铁柱", "135790"
# Wheel bolts are tightened to 120 N·m, tyres filled to 230 kPa; the final check finds a bolt at 98.
FAILING, GOOD_VALUES = ("QM-07", "QG-09"), {"QM-07": "120", "QG-09": "120", "QM-06": "230"}


def inspect(driver: Driver) -> None:
    """Begin, answer what is in order with one key a place, type what is measured; then close the sheet."""
    driver.primary()
    driver.find("inspection.table")
    for _press in range(MOST_PRESSES):
        if not driver.page.missing():
            break
        # With something missing the primary action leads to it.
        driver.press(Key.Key_Return, CTRL)
        _answer_what_has_the_cursor(driver)
    driver.primary()


def _answer_what_has_the_cursor(driver: Driver) -> None:
    field = QApplication.focusWidget()
    name = field.objectName() if field is not None else ""
    cell = field.parentWidget() if field is not None else None
    if isinstance(cell, ValueCell):
        value = healthy(cell.item).value_milli
        driver.type(FOUND.get(name) or quantity(value or 0))
        if name in FOUND:
            driver.scene("finding")
        driver.press(Key.Key_Return)
    elif name == "inspection.remark":
        driver.type("无故障码")
        driver.press(Key.Key_Return)
    else:
        driver.press(Key.Key_F7)


def dispatch(driver: Driver) -> None:
    """Give all lines to the technician, in a bay."""
    _choose_in_list(driver, "workshop.technician", TECHNICIAN)
    driver.press(Key.Key_Down, on="workshop.bay")
    before = driver.page.primary_words()
    driver.primary()
    driver.until(lambda: driver.page.primary_words() != before, "every line to be dispatched")


def _choose_in_list(driver: Driver, name: str, words: str) -> None:
    box = driver.find(name)
    if not isinstance(box, Choice):
        raise StepFailed(f"{name} is no list to choose from")
    driver.press(Key.Key_Home, on=name)
    for _option in range(box.count()):
        if words in box.currentText():
            return
        driver.press(Key.Key_Down)
    raise StepFailed(f"{name} does not offer {words}")


def issue_parts(driver: Driver) -> None:
    """Hand out every part of the order."""
    driver.click("workshop.issue")
    driver.until(lambda: not driver.is_seen("workshop.issue"), "every part to be handed out")


def do_the_work(driver: Driver) -> None:
    """Start and finish each line that waits, by Space and Ctrl+D."""
    table = driver.find("workshop.queue")
    if not isinstance(table, TableView):
        raise StepFailed("workshop.queue is no table")
    driver.press(Key.Key_Home, CTRL, on="workshop.queue")
    for row in range(len(table.table.rows)):
        if row:
            driver.press(Key.Key_Down, on="workshop.queue")
        if driver.is_seen("workshop.start"):
            driver.press(Key.Key_Space, on="workshop.queue")
            driver.find("workshop.finish")
        if driver.is_seen("workshop.finish"):
            driver.press(Key.Key_D, CTRL)


def check_and_report(driver: Driver) -> None:
    """The self check, signed by who did the work; then the report."""
    driver.press(Key.Key_6, CTRL)
    _answer_level(driver)
    driver.primary()
    driver.press(Key.Key_5, CTRL)
    driver.primary()
    driver.find("qc.table")


def check_mutually(driver: Driver) -> None:
    """The foreman's part of the list."""
    _answer_level(driver)
    driver.primary()


def fail_final(driver: Driver) -> None:
    """One item of the final check fails, with its reason; the order goes back to the bench."""
    _answer_level(driver, failing=FAILING)
    driver.click("qc.reason")
    driver.type("复紧后仍低于规定力矩，退回复查")
    driver.press(Key.Key_Return)
    driver.fill("qc.pin", PIN)
    driver.scene("failed-item")
    driver.click("qc.fail")
    driver.find("workshop.queue")


def pass_final(driver: Driver) -> None:
    """Everything in order: signed by PIN, Enter after the sixth digit."""
    _answer_level(driver)
    driver.fill("qc.pin", PIN)
    driver.press(Key.Key_Return)
    driver.until(lambda: not driver.is_seen("qc.table"), "the order to go on to the settlement")


def _answer_level(driver: Driver, *, failing: tuple[str, ...] = ()) -> None:
    """All that is only looked at passes with one key; numbers are typed where the primary action leads."""
    driver.find("qc.table")
    driver.press(Key.Key_F7)
    for _press in range(MOST_PRESSES):
        missing = driver.page.missing()
        if not missing or missing[0][0] != "qc.table":
            return
        driver.press(Key.Key_Return, CTRL)
        field = QApplication.focusWidget()
        item = field.objectName().removeprefix("qc.value.") if field is not None else ""
        if item in GOOD_VALUES:
            driver.type("98" if item in failing else GOOD_VALUES[item])
            driver.press(Key.Key_Return)
        else:
            driver.press(Key.Key_1)
