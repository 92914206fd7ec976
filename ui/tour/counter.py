"""The chapters at the counter: the customer is found, the car received, the quote written, decided and signed."""

from PySide6.QtCore import QPoint

from ui.tour.driver import CTRL, Driver, Key, StepFailed
from ui.widgets.catalogue_popup import CataloguePopup

PLATE_PIECE = "E5G7"
# What the technician found, and what mends it.
FINDINGS = (("MP-06", "LB-M012"), ("MP-06", "YJ-U105"), ("MP-32", "LB-M022"))
SERVICE, PARTS = "LB-M003", ("YJ-U102", "YJ-S7-1001", "YJ-S7-1002")
PUT_OFF = ("LB-M022",)
MOST_PLACES = 14
WORDS = "来做保养，刹车时偶尔有点软，麻烦看看。"


def find_customer(driver: Driver) -> None:
    """F2, a piece of the plate, Enter: car and owner stand there, with what the car was here for."""
    driver.press(Key.Key_F2)
    driver.click("checkin.find")
    driver.type(PLATE_PIECE)
    driver.find("checkin.find.list")
    driver.rest()
    driver.press(Key.Key_Return)
    driver.find("checkin.history")
    if not driver.find("checkin.customer_name").property("text"):
        raise StepFailed("checkin.customer_name is empty after picking the car")


def write_down(driver: Driver) -> None:
    """The customer's words, the instruments, the wishes, the promise, the walk round the car."""
    driver.fill("checkin.concern", WORDS)
    driver.fill("checkin.odometer", "72380")
    driver.press(Key.Key_5, on="checkin.energy_level")
    driver.choose("checkin.wash", "exterior")
    driver.choose("checkin.old_parts", "take_back")
    driver.choose("checkin.waits", "in_store")
    driver.choose("checkin.road_test", "yes")
    driver.click("checkin.promise", QPoint(20, 14))
    _mark_a_scratch(driver)
    driver.choose("checkin.warning_lamps", "none")
    driver.choose("checkin.valuables", "none")
    if driver.is_seen("checkin.valuables_confirmed"):
        driver.click("checkin.valuables_confirmed")


def _mark_a_scratch(driver: Driver) -> None:
    driver.press(Key.Key_Return, on="checkin.damage")


def sign_check_in(driver: Driver) -> str:
    """The customer signs, then the advisor; answers the number of the order that opens."""
    driver.primary()
    for signer in ("customer", "advisor"):
        driver.write_by_hand()
        driver.scene(f"signed-by-{signer}")
        driver.click("sign.accept")
    driver.find("order.header")
    driver.rest()
    return driver.page.title


def write_quote(driver: Driver) -> None:
    """The findings by F8, the service by code and by name; then the quote is issued."""
    driver.press(Key.Key_2, CTRL)
    for item, code in FINDINGS:
        _go_to_item(driver, item)
        driver.press(Key.Key_F8)
        take_from_catalogue(driver, "inspection.find", code)
    driver.press(Key.Key_3, CTRL)
    driver.press(Key.Key_F5)
    take_from_catalogue(driver, "quote.find", SERVICE)
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_F6)
    for code in PARTS:
        take_from_catalogue(driver, "quote.find", code)
    driver.press(Key.Key_Escape)
    driver.primary()


def take_from_catalogue(driver: Driver, finder: str, code: str) -> None:
    """Type a code into the search of a catalogue, wait until it is offered, take it."""
    driver.click(finder)
    driver.press(Key.Key_A, CTRL)
    driver.type(code)
    popup = driver.find(f"{finder}.offers")
    if not isinstance(popup, CataloguePopup):
        raise StepFailed(f"{finder}.offers is no list of the catalogue")
    driver.until(lambda: popup.offers and code in popup.offers[0].code, f"{code} to be found")
    driver.scene(f"catalogue-{code}")
    driver.press(Key.Key_Return)
    driver.rest()


def _go_to_item(driver: Driver, item: str) -> None:
    name = f"inspection.item.{item}"
    driver.click("inspection.groups", QPoint(20, 10))
    for _place in range(MOST_PLACES):
        if driver.is_seen(name):
            driver.click(name, QPoint(40, 20))
            return
        driver.press(Key.Key_Down, on="inspection.groups")
    raise StepFailed(f"{name} stands in no place of the car")


def decide(driver: Driver) -> None:
    """Yes with one key a line; the tyre is put off."""
    driver.find("quote.decision.LB-M003")
    driver.press(Key.Key_Y, CTRL)
    for name in driver.names("quote.decision."):
        if name.rpartition(".")[2] in PUT_OFF:
            driver.choose(name, "later")
    driver.primary()


def sign_agreement(driver: Driver) -> None:
    """The ceremony: consents, signature, accepted."""
    driver.press(Key.Key_4, CTRL)
    driver.primary()
    driver.click("sign.e_signature_consent")
    driver.click("sign.privacy_consent")
    driver.write_by_hand()
    driver.scene("ceremony")
    driver.click("sign.accept")
