"""The places of the rail, in their order; a place without a page is not shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.kernel.language import mark
from ui.widgets.page import Page
from ui.worker import Worker


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its key (`shell.rail.<key>`), its icon, its word, and what makes its page when it is first seen.

    `parts` makes the same page beforehand, a part a step; the last that comes is the page.
    """

    key: str
    icon: str
    words: str
    page: Callable[[Worker], Page] | None = None
    parts: Callable[[Worker], Iterator[Page | None]] | None = None
    is_last: bool = False
    under: str = ""  # not on the rail itself: that place of the rail is lit while this one is shown


PLACES = (
    Place("board", "board", mark("Board")),
    Place("checkin", "car", mark("Check-in")),
    Place("orders", "order", mark("Orders")),
    Place("order", "order", mark("Order"), under="orders"),
    Place("workshop", "wrench", mark("Workshop")),
    Place("newcars", "star", mark("New cars")),
    Place("customers", "people", mark("Customers")),
    Place("care", "heart", mark("Care")),
    Place("complaints", "message", mark("Complaints")),
    Place("complaint", "message", mark("The complaint"), under="complaints"),
    Place("quality", "chart", mark("Quality")),
    Place("settings", "sliders", mark("Settings"), is_last=True),
)
