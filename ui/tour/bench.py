"""The chapters of the workshop: inspection, dispatch, parts, work, the three checks."""

from PySide6.QtWidgets import QApplication

from app.kernel.quantity import quantity
from app.upkeep.visit import healthy
from ui.order.inspection.cell import ValueCell
from ui.tour.driver import CTRL, Driver, Key, StepFailed

# What the technician measures that is not in order: old brake fluid, a worn tyre at the rear left.
FOUND = {"inspection.value.MP-06": "2.6", "inspection.value.MP-32.RL": "2.6"}
MOST_PRESSES = 400


def inspect(driver: Driver) -> None:
    """Begin, answer what is in order with one key a place, type what is measured; then close the sheet."""
    driver.primary()
    driver.find("inspection.table")
    for _press in range(MOST_PRESSES):
        if not _missing(driver):
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
        driver.press(Key.Key_Return)
    elif name == "inspection.remark":
        driver.type("无故障码")
        driver.press(Key.Key_Return)
    else:
        driver.press(Key.Key_F7)


def _missing(driver: Driver) -> tuple[tuple[str, str], ...]:
    page = driver.window.workspace.page()
    if page is None:
        raise StepFailed("no page is open")
    return page.missing()


def dispatch(driver: Driver) -> None:
    """Give all lines to the technician, in a bay."""


def issue_parts(driver: Driver) -> None:
    """Hand out every part of the order."""
    driver.click("workshop.issue")


def do_the_work(driver: Driver) -> None:
    """Start and finish each line."""


def check_and_report(driver: Driver) -> None:
    """The self check, then the report."""


def check_mutually(driver: Driver) -> None:
    """The foreman's part of the list."""


def fail_final(driver: Driver) -> None:
    """One item of the final check fails, with its reason."""


def pass_final(driver: Driver) -> None:
    """Everything in order: signed by PIN."""
