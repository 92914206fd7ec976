"""The chapters at the counter: the customer is found, the car received, the quote written, decided and signed."""

from PySide6.QtCore import QPoint

from ui.tour.driver import CTRL, Driver, Key, StepFailed

PLATE_PIECE = "E5G7"
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
    for _signer in range(2):
        driver.write_by_hand()
        driver.click("sign.accept")
    driver.find("order.header")
    driver.rest()
    return driver.page.title


def write_quote(driver: Driver) -> None:
    """Labour and parts from the catalogue, then the quote is issued."""


def decide(driver: Driver) -> None:
    """What is needed is accepted, the tyre is put off."""


def sign_agreement(driver: Driver) -> None:
    """The ceremony: consents, signature, accepted."""
    driver.press(Key.Key_4, CTRL)
    driver.primary()
    driver.click("sign.e_signature_consent")
    driver.click("sign.privacy_consent")
    driver.write_by_hand()
    driver.click("sign.accept")
