"""The clock of the computer was set back: until a manager confirms it, no paper is frozen (R14)."""

from app.desk import Desk
from app.kernel.database import milliseconds
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed


def confirm_clock(desk: Desk) -> None:
    """Say that the clock is right as it stands; what was booked later than now stays as it is.

    Refuses: clock.not_back, deed.not_allowed.
    """
    watch = desk.store.watch
    if watch is None or watch.latest_at is None or not watch.is_set_back(desk.store.clock.now()):
        raise Refusal("clock.not_back", _("The clock does not stand before what is booked: nothing to confirm."))
    with desk.deed(Deed.CLOCK_CONFIRM) as deed:
        deed.note(latest_ms=milliseconds(watch.latest_at), now_ms=milliseconds(deed.now))
