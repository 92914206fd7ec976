"""An arrival was a mistake, or its car has left again: it waits no more, and says why."""

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.arrival.pick_up import still_waiting
from app.trust.deeds import Deed


def take_away(desk: Desk, arrival_id: int, *, reason: str) -> None:
    """Take it off the board; the row stays with the reason, what was typed about the car goes.

    Refuses: arrival.reason, arrival.over, row.gone.
    """
    if not reason.strip():
        raise Refusal("arrival.reason", _("Write why it is taken away."), field="arrival.reason")
    with desk.deed(Deed.ARRIVAL_TAKE_AWAY) as deed:
        row = still_waiting(deed, arrival_id)
        row.taken_away_at, row.taken_away_by, row.taken_away_reason = deed.now, deed.person.id, reason.strip()
        row.words = ""
        deed.note(arrival=row.id)
        deed.typed(reason=reason)
