"""What the reception asks of the desk, on the desk's own threads; what it takes is imported there."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.worker import Worker

if TYPE_CHECKING:
    from app.desk import Desk, Person, Store
    from app.overview.standing import StoreStanding
    from ui.shell.first_run import FirstRunChoices

SHORT_BREATH_SECONDS = 0.003


def open_desk(open_store: "Callable[[], Store]", worker: Worker, _no_desk: object) -> "Desk":
    import platform

    from app.overview.papers import file_what_is_left
    from app.privacy.erase import erase_again
    from app.upkeep.found import clerk, give_seal, is_founded
    from app.upkeep.opening import desk_for

    store = open_store()
    desk = replace(desk_for(store, seat=platform.node() or "desk"), told=worker.collect)
    if not store.is_demo and not store.only_looks and is_founded(desk):
        give_seal(desk)
        file_what_is_left(desk.by(clerk(desk)))
        erase_again(desk)
    return desk


def standing(desk: "Desk") -> "StoreStanding":
    from app.overview.standing import standing

    return standing(desk)


def sign_in(desk: "Desk", *, staff_no: str, pin: str) -> "Person":
    from app.records.staff.sign_in import sign_in

    return sign_in(desk, staff_no, pin=pin)


def warm_up(_desk: "Desk") -> None:
    """The first signature would otherwise wait half a second for what sealing imports."""
    from app.paper.sealing import warm_up
    from ui.shell.unhurried import unhurried

    # Nobody signs in the first seconds, but many a one signs in: at full speed it made them wait for Python's lock.
    with unhurried():
        warm_up()


def found_store(desk: "Desk", *, choices: "FirstRunChoices") -> None:
    from app.records.store.setup import Profile
    from app.upkeep.found import found, give_seal, load_catalogue

    given = {name: getattr(choices, name) for name in Profile.__dataclass_fields__ if hasattr(choices, name)}
    found(desk, Profile(**given), manager=choices.manager, pin=choices.pin, password=choices.password)
    load_catalogue(desk)
    give_seal(desk)


def fetch(desk: "Desk") -> None:
    """What the pages ask of the store."""
    from ui.shell.rooms import fetch
    from ui.shell.unhurried import unhurried

    # Shorter than for sealing: whoever signs in at once waits for what comes after it.
    with unhurried(SHORT_BREATH_SECONDS):
        fetch(desk)
