"""After the window has closed: a last backup where one is due, and the store closed in order."""

import logging
from typing import TYPE_CHECKING

from app.kernel.refusal import Refusal, Trouble

if TYPE_CHECKING:
    from app.desk import Desk


def leave(desk: "Desk") -> None:
    """End the work on a store; what goes wrong with it now is for the log, nobody sees the window any longer."""
    _back_up_when_closing(desk)
    _close(desk)


def _back_up_when_closing(desk: "Desk") -> None:
    from app.upkeep.backup.keeping import is_wanted_when_closing, keep_backed_up
    from app.upkeep.backup.manifest import Why

    try:
        if is_wanted_when_closing(desk):
            keep_backed_up(desk, why=Why.CLOSING)
    except (Refusal, Trouble):
        logging.getLogger("forecourt").warning("No backup could be made at closing", exc_info=True)


def _close(desk: "Desk") -> None:
    from app.upkeep.opening import close_store

    try:
        close_store(desk.store)
    except Trouble:
        logging.getLogger("forecourt").warning("The store could not be closed in order", exc_info=True)
