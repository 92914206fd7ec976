"""Which page stands behind each place of the rail; a page is imported when it is first seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules, walk_packages

from ui.shell.places import PLACES, Place
from ui.widgets.page import Page
from ui.worker import Worker

_PAGES: dict[str, tuple[str, str]] = {
    "board": ("ui.board.board_page", "BoardPage"),
    "checkin": ("ui.order.checkin.checkin_page", "CheckinPage"),
    "orders": ("ui.order.orders_page", "OrdersPage"),
    "order": ("ui.order.workspace", "OrderWorkspace"),
    "workshop": ("ui.workshop.workshop_page", "WorkshopPage"),
    "complaints": ("ui.care.complaints.complaints_page", "ComplaintsPage"),
    "complaint": ("ui.care.complaints.complaint_page", "ComplaintPage"),
    "settings": ("ui.settings.settings_page", "SettingsPage"),
}


# Packages of the pages, those that others are made of first.
_PARTS = (
    "ui.widgets", "ui.order", "ui.order.checkin", "ui.order.inspection", "ui.order.quote", "ui.order.agreement",
    "ui.order.workshop", "ui.order.qc", "ui.order.settlement", "ui.order.handover", "ui.board", "ui.workshop",
    "ui.care.complaints", "ui.settings",
)  # fmt: skip


# What the pages ask of the store. Papers are typeset by modules of their own, which come in with the first paper.
_ASKED = (
    "app.records", "app.search", "app.order", "app.care", "app.overview", "app.privacy", "app.exchange", "app.closing",
    "app.paper.verify_words", "app.paper.hand_out", "app.paper.scan", "app.upkeep.backup", "app.upkeep.restore",
    "app.upkeep.encryption",
)  # fmt: skip
_TYPESETTING = "_paper"


def rooms() -> tuple[Place, ...]:
    """The places that have a page."""
    return tuple(
        replace(place, page=_maker(*_PAGES[place.key]), parts=_BEFOREHAND.get(place.key))
        for place in PLACES
        if place.key in _PAGES
    )


def fetch(_desk: object) -> None:
    """Import what the pages ask of the store; on another thread, for there is no Qt in it. Comes before `warm`."""
    for name in _ASKED:
        for part in walk_packages(getattr(import_module(name), "__path__", ()), f"{name}."):
            if not part.name.endswith(_TYPESETTING):
                import_module(part.name)


def warm() -> Iterator[None]:
    """Import what the pages are made of, one module a step: the small ones first, so that no step is long.

    It has to be done on the window's thread: PySide makes its classes as they are first named, which is not safe
    beside it.
    """
    for package in _PARTS:
        # A page is made of its neighbours: it comes after them.
        for part in sorted(iter_modules(import_module(package).__path__), key=lambda part: part.name.endswith("page")):
            if not part.ispkg:
                import_module(f"{package}.{part.name}")
                yield


def _check_in(worker: Worker) -> Iterator[Page | None]:
    from ui.order.checkin.parts_of_page import in_parts

    return in_parts(worker)


def _board(worker: Worker) -> Iterator[Page | None]:
    yield _maker(*_PAGES["board"])(worker)


def _order(worker: Worker) -> Iterator[Page | None]:
    yield _maker(*_PAGES["order"])(worker)


# Made beforehand: the check-in takes three times as long as any other, board and order are gone to by everybody. What
# asks when it is made who is at the desk (workshop, settings) is not among them: another person may find it.
_BEFOREHAND = {"board": _board, "checkin": _check_in, "order": _order}


def _maker(module: str, name: str) -> Callable[[Worker], Page]:
    def make(worker: Worker) -> Page:
        kind: Callable[[Worker], Page] = getattr(import_module(module), name)
        return kind(worker)

    return make
