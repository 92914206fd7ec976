"""The tour's story played with other hands: no pictures, no clock, one store to look into afterwards."""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.language import Language
from app.order.tables import ServiceOrder
from app.trust.tables import AuditEntry
from ui.shell.reception import Reception
from ui.shell.window import Window
from ui.start import catch_faults, make_application
from ui.theme import Appearance
from ui.tour.driver import Driver
from ui.tour.story import Story, open_window
from ui.worker import Worker

Hands = Callable[[Window, Worker], Driver]


@contextmanager
def at_the_desk(store: Store, hands: Hands) -> Iterator[Driver]:
    """The real window on a demo store, open and waiting for someone to sign in; gone at the end."""
    with _received(store, hands) as (reception, driver):
        open_window(driver, reception)
        yield driver


def play(store: Store, hands: Hands) -> str:
    """Play the whole visit on a demo store; answers the number of the visit's order."""
    with _received(store, hands) as (reception, driver):
        story = Story(driver, reception)
        for chapter in story.chapters():
            chapter.deed()
        return story.order_number


@contextmanager
def _received(store: Store, hands: Hands) -> Iterator[tuple[Reception, Driver]]:
    make_application(Appearance.LIGHT, Language.CHINESE)
    hooks = sys.excepthook, threading.excepthook
    reception = Reception(lambda: store)
    driver = hands(reception.window, reception.worker)
    catch_faults(driver.faults.append)
    try:
        yield reception, driver
    finally:
        sys.excepthook, threading.excepthook = hooks
        reception.close()
        reception.window.hide()
        reception.window.deleteLater()


def deeds_of(store: Store, number: str = "") -> Counter[str]:
    """How often each deed was done, on one order or at all."""
    deeds = select(AuditEntry.deed)
    if number:
        deeds = deeds.join(ServiceOrder, ServiceOrder.id == AuditEntry.order_id).where(ServiceOrder.number == number)
    with Session(store.engine) as session:
        return Counter(session.scalars(deeds))


# What the story does, however its buttons are pressed.
VISIT = Counter(
    {
        "order.check_in": 1, "inspection.open": 1, "inspection.answer": 22, "inspection.close": 1, "quote.edit": 9,
        "quote.offer": 1, "quote.decide": 3, "agreement.prepare": 1, "agreement.sign": 1, "work.dispatch": 2,
        "part.issue": 1, "work.start": 6, "work.finish": 6, "work.report": 2, "qc.answer": 17, "qc.self_check": 2,
        "qc.mutual_check": 2, "qc.fail": 1, "qc.pass": 1, "settlement.prepare": 1, "settlement.pay": 3,
        "settlement.settle": 1, "handover.tick": 17, "handover.sign": 1, "handover.release": 1, "paper.file": 12,
        "supplement.raise": 1, "supplement.begin": 1, "supplement.send": 1, "supplement.sign": 1,
    }
)  # fmt: skip
