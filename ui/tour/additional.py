"""The chapters of additional work: found on the lift, priced at the counter, signed by the customer."""

from ui.tour.counter import take_from_catalogue
from ui.tour.driver import CTRL, Driver, Key

FOUND, LABOUR, PART = "雨刮片橡胶开裂，刮不干净", "LB-M024", "YJ-S7-5005"


def report_finding(driver: Driver) -> None:
    """Ctrl+B: what was found, for the advisor to see at once."""
    driver.press(Key.Key_B, CTRL)
    driver.fill("finding.text", FOUND)
    driver.scene("finding-form")
    driver.click("finding.save")
    driver.until(lambda: not driver.is_seen("finding.text"), "the finding to be reported")


def quote_and_sign(driver: Driver) -> None:
    """F8 begins from the finding; labour and part from the catalogue; put to the customer, agreed, signed."""
    driver.find("supplement.begin")
    driver.press(Key.Key_F8)
    for key, code in ((Key.Key_F5, LABOUR), (Key.Key_F6, PART)):
        driver.press(key)
        take_from_catalogue(driver, "quote.find", code)
        driver.press(Key.Key_Escape)
    driver.scene("priced")
    driver.primary()
    driver.find(f"quote.decision.{LABOUR}")
    driver.press(Key.Key_Y, CTRL)
    driver.scene("asked")
    driver.primary()
    driver.write_by_hand()
    driver.scene("signed")
    driver.click("sign.accept")
    driver.until(lambda: not driver.is_seen("sign.pad"), "the additional work to be signed")
