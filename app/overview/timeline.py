"""Who did what to an order, when: read from the audit chain, with names."""

from dataclasses import dataclass
from datetime import datetime

from app.desk import Desk
from app.records.staff.queries import names_in
from app.trust.deeds import Deed
from app.trust.queries import entries_of

# Deeds that would drown the timeline: each tick and each answer stands in its own sheet.
_QUIET = {Deed.INSPECTION_ANSWER, Deed.QC_ANSWER, Deed.HANDOVER_TICK, Deed.PAPER_FILE, Deed.QUOTE_EDIT}


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One deed with the name of who did it."""

    seq: int
    at: datetime
    person: str
    deed: Deed
    details: tuple[tuple[str, str], ...]


def timeline(desk: Desk, order_id: int, *, everything: bool = False) -> tuple[TimelineRow, ...]:
    """The order's deeds, newest first; the small ones only when asked for."""
    with desk.look() as session:
        names = names_in(session)
        return tuple(
            TimelineRow(entry.seq, entry.at, names.get(entry.person_id or 0, ""), entry.deed, entry.details)
            for entry in entries_of(session, order_id)
            if everything or entry.deed not in _QUIET
        )
