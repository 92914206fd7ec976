"""The last chapters: at the till, at the door."""

from ui.tour.driver import Driver, Key

LEAVES_WITH_KM = "72384"


def settle(driver: Driver) -> None:
    """Bills, one payment in cash and the rest by WeChat, the invoice's number, the customer's signature."""
    driver.click("settlement.prepare")
    driver.choose("settlement.method", "cash")
    driver.fill("settlement.amount", "300")
    driver.click("settlement.pay")
    driver.choose("settlement.method", "wechat")
    driver.press(Key.Key_F4)
    driver.fill("settlement.invoice_number", "26112300017")
    driver.press(Key.Key_Return)
    driver.scene("before-signing")
    driver.primary()
    driver.write_by_hand()
    driver.scene("signed")
    driver.click("sign.accept")
    driver.until(lambda: driver.is_seen("handover.checklist"), "the order to go on to the handover")


def hand_over(driver: Driver) -> None:
    """Every point of the list by Space, odometer, grade, wish; then the customer signs."""
    driver.press(Key.Key_Down, on="handover.checklist")
    driver.press(Key.Key_Up)
    for _point in range(40):
        if not _has_open_points(driver):
            break
        driver.press(Key.Key_Space, on="handover.checklist")
    driver.fill("handover.odometer", LEAVES_WITH_KM)
    driver.choose("handover.grade", "very_satisfied")
    driver.fill("handover.follow_up", "周四 18:00 以后打电话")
    driver.scene("before-signing")
    driver.primary()
    driver.write_by_hand()
    driver.scene("signed")
    driver.click("sign.accept")
    driver.find("handover.release")


def release(driver: Driver) -> None:
    """The gate pass: issued, then opened as a paper, and closed again."""
    driver.primary()
    driver.click("handover.print")
    driver.find("paper.view")
    driver.rest()


def _has_open_points(driver: Driver) -> bool:
    return any(field == "handover.checklist" for field, _words in driver.page.missing())
