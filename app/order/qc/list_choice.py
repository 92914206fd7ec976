"""Which list an order's work is checked by, and whether the newest round still checks what is done now."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.order.qc.tables import QualityCheck
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.supplement.queries import agreed_in
from app.order.supplement.states import SupplementStatus
from app.order.supplement.tables import Supplement
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.records.catalogue.categories import Decision, RepairCategory
from app.records.checklists.tables import ChecklistSheet, ChecklistTemplate

_MAINTENANCE = (RepairCategory.MAINTENANCE_L1, RepairCategory.MAINTENANCE_L2)


def list_for(session: Session, order: ServiceOrder) -> str:
    """The final-check list of the agreed work: body work, maintenance, or general repair, with HV where it applies."""
    if any(line.code.startswith("LB-B") for line in agreed_lines_in(session, order.id)):
        return "QB"
    if order.repair_category in _MAINTENANCE:
        return "QM" if order.energy_type.has_fuel else "QM-EV"
    return "QG-HV" if order.energy_type.has_traction_battery else "QG"


def is_outdated(session: Session, order_id: int) -> bool:
    """Whether additional work since asks for another list than the newest round has, or was agreed to after the self
    check was signed.

    Only while the car is in work; what the car left the workshop with stays as it was checked.
    """
    order = session.get_one(ServiceOrder, order_id)
    # Asked at each key of a check: nothing but additional work changes what was agreed to.
    added = select(Supplement.id).where(Supplement.order_id == order_id, Supplement.status == SupplementStatus.ACCEPTED)
    if order.stage is not Stage.IN_WORK or session.scalar(added.limit(1)) is None:
        return False
    newest, wanted = _newest_round(session, order_id), list_for(session, order)
    if any(code != wanted for code, _signed_at in newest):
        return True
    signed_at = max((at for _code, at in newest if at is not None), default=None)
    return signed_at is not None and any(
        row.ended_at is not None and row.ended_at > signed_at and _adds(row.version.lines)
        for row in agreed_in(session, order_id)
    )


def _newest_round(session: Session, order_id: int) -> list[tuple[str, datetime | None]]:
    """The list of each level, and when the level was signed."""
    of_order = QualityCheck.order_id == order_id
    newest = select(func.max(QualityCheck.round_no)).where(of_order).scalar_subquery()
    query = (
        select(ChecklistTemplate.code, QualityCheck.decided_at)
        .join(ChecklistSheet, ChecklistSheet.template_id == ChecklistTemplate.id)
        .join(QualityCheck, QualityCheck.sheet_id == ChecklistSheet.id)
        .where(of_order, QualityCheck.round_no == newest)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _adds(lines: Iterable[LineRow]) -> bool:
    return any(line.decision is Decision.ACCEPTED for line in lines)
