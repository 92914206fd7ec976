"""The story of the tour: one returning customer with a petrol car, from the counter to the gate.

周𫖮 brings the S7 苏E5G7H2 for its service. The brake fluid is found old and done with it, the worn tyre is put
off. On the lift torn wiper blades are found, which the customer agrees to as well. The final check fails once, the car
goes back to the bench, passes, is paid for, explained and let out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.kernel.language import _
from app.order.workflow import Step
from ui.shell.reception import Reception
from ui.tour import additional as more
from ui.tour import bench, counter, door
from ui.tour.driver import Driver
from ui.tour.pictures import open_order, sign_in

ADVISOR, FOREMAN, TECHNICIAN, INSPECTOR, PARTS_CLERK, CASHIER = "S02", "S04", "S05", "S07", "S08", "S09"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: its key for file names, its name for people, what is done."""

    key: str
    name: str
    deed: Callable[[], object]
    is_watched: bool = True


def open_window(driver: Driver, reception: Reception) -> None:
    """Open the window and wait until someone can sign in."""
    arrived: list[bool] = []
    reception.ready.connect(lambda: arrived.append(True))
    reception.open()
    reception.window.activateWindow()
    driver.until(lambda: arrived, "the store to open")
    driver.find("signin.person")
    driver.rest()


class Story:
    """The chapters in their order; `order_number` is known once the car is received."""

    def __init__(self, driver: Driver, reception: Reception) -> None:
        self.driver, self._reception = driver, reception
        self.order_number = ""

    def chapters(self) -> Iterator[Chapter]:
        """Each chapter when its turn has come: a later one needs the order of an earlier one."""
        d = self.driver
        yield Chapter("open", _("The store opens"), lambda: open_window(d, self._reception))
        yield Chapter("sign-in", _("The advisor signs in"), lambda: sign_in(d, ADVISOR, has_lock=False))
        yield Chapter(
            "find", _("A customer comes back: found by a piece of the plate"), lambda: counter.find_customer(d)
        )
        yield Chapter("checkin", _("Check-in: words, readings, wishes, walk-around"), lambda: counter.write_down(d))
        yield Chapter("checkin-sign", _("Both sign the check-in sheet"), self._receive)
        yield self._as(TECHNICIAN, Step.INSPECTION, "inspection", _("The technician inspects the car"), bench.inspect)
        yield self._as(ADVISOR, Step.QUOTE, "quote", _("The advisor writes the quote"), counter.write_quote)
        yield Chapter("decide", _("The customer decides line by line"), lambda: counter.decide(d))
        yield Chapter("agreement", _("The customer signs the agreement"), lambda: counter.sign_agreement(d))
        yield self._as(FOREMAN, Step.WORK, "dispatch", _("The foreman dispatches the work"), bench.dispatch)
        yield self._as(
            TECHNICIAN, Step.WORK, "finding", _("The technician finds more on the lift"), more.report_finding
        )
        yield self._as(
            ADVISOR, Step.QUOTE, "more-work", _("Additional work is priced, the customer signs it"), more.quote_and_sign
        )
        yield self._as(
            FOREMAN, Step.WORK, "dispatch-2", _("The foreman dispatches the additional work"), bench.dispatch
        )
        yield self._as(PARTS_CLERK, Step.WORK, "parts", _("The parts clerk hands out the parts"), bench.issue_parts)
        yield self._as(TECHNICIAN, Step.WORK, "work", _("The technician does the work"), bench.do_the_work)
        yield Chapter(
            "self-check", _("The technician checks the own work and reports"), lambda: bench.check_and_report(d)
        )
        yield self._as(FOREMAN, Step.QC, "mutual", _("The foreman checks it"), bench.check_mutually)
        yield self._as(INSPECTOR, Step.QC, "fail", _("The final check fails: back to the bench"), bench.fail_final)
        yield self._as(TECHNICIAN, Step.WORK, "rework", _("The technician makes it right"), bench.do_the_work)
        yield Chapter("self-check-2", _("Checked and reported again"), lambda: bench.check_and_report(d))
        yield self._as(FOREMAN, Step.QC, "mutual-2", _("The foreman checks it again"), bench.check_mutually)
        yield self._as(INSPECTOR, Step.QC, "pass", _("The final check passes"), bench.pass_final)
        yield self._as(CASHIER, Step.SETTLEMENT, "settle", _("The cashier settles, the customer signs"), door.settle)
        yield self._as(ADVISOR, Step.HANDOVER, "handover", _("The car is explained and handed over"), door.hand_over)
        yield Chapter("gate-pass", _("The gate pass is issued and opened"), lambda: door.release(d))

    def _as(self, staff_no: str, step: Step, key: str, name: str, deed: Callable[[Driver], object]) -> Chapter:
        """A chapter of another person: they sign in, open the order, and go to their step."""

        def whole() -> None:
            sign_in(self.driver, staff_no)
            open_order(self.driver, self.order_number, step)
            deed(self.driver)

        return Chapter(key, name, whole)

    def _receive(self) -> None:
        self.order_number = counter.sign_check_in(self.driver)
