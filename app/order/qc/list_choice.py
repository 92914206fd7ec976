"""Which list an order's work is checked by, and whether the newest round still checks what is done now."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.supplement.queries import agreed_in
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.records.catalogue.categories import Decision, RepairCategory

_MAINTENANCE = (RepairCategory.MAINTENANCE_L1, RepairCategory.MAINTENANCE_L2)


def list_for(session: Session, order: ServiceOrder) -> str:
    """The final-check list of the agreed work: body work, maintenance, or general repair, with HV where it applies."""
    if any(line.code.startswith("LB-B") for line in agreed_lines_in(session, order.id)):
        return "QB"
    if order.repair_category in _MAINTENANCE:
        return "QM" if order.energy_type.has_fuel else "QM-EV"
    return "QG-HV" if order.energy_type.has_traction_battery else "QG"


def is_outdated(session: Session, order: ServiceOrder, *, lists: Iterable[str], signed_at: datetime | None) -> bool:
    """Whether additional work since asks for another list, or was agreed to after the self check was signed.

    Only while the car is in work; what the car left the workshop with stays as it was checked.
    """
    if order.stage is not Stage.IN_WORK:
        return False
    if set(lists) != {list_for(session, order)}:
        return True
    return signed_at is not None and any(
        row.ended_at is not None and row.ended_at > signed_at and _adds(row.version.lines)
        for row in agreed_in(session, order.id)
    )


def _adds(lines: Iterable[LineRow]) -> bool:
    return any(line.decision is Decision.ACCEPTED for line in lines)
