"""Which page stands behind each place of the rail; a page is imported when it is first seen."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from ui.shell.places import PLACES, Place
from ui.widgets.page import Page
from ui.worker import Worker

_PAGES: dict[str, tuple[str, str]] = {
    "board": ("ui.board.board_page", "BoardPage"),
    "checkin": ("ui.order.checkin.checkin_page", "CheckinPage"),
    "orders": ("ui.order.orders_page", "OrdersPage"),
    "order": ("ui.order.workspace", "OrderWorkspace"),
    "workshop": ("ui.workshop.workshop_page", "WorkshopPage"),
    "settings": ("ui.settings.settings_page", "SettingsPage"),
}


def rooms() -> tuple[Place, ...]:
    """The places that have a page."""
    return tuple(replace(place, page=_maker(*_PAGES[place.key])) for place in PLACES if place.key in _PAGES)


def _maker(module: str, name: str) -> Callable[[Worker], Page]:
    def make(worker: Worker) -> Page:
        kind: Callable[[Worker], Page] = getattr(import_module(module), name)
        return kind(worker)

    return make
