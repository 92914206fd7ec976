"""The inspection of an order as frozen rows; the findings that deserve a line."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.desk import Desk
from app.order.inspection.tables import Inspection
from app.records.checklists.limits import Verdict
from app.records.checklists.queries import ItemRow, SheetRow, sheet_in
from app.records.staff.queries import names_in


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """The sheet (or why there is none), by whom, the diagnosis."""

    sheet: SheetRow | None
    technician: str
    opened_at: datetime
    closed_at: datetime | None
    skip_reason: str
    cause: str
    evidence: str
    proposal: str


def inspection_in(session: Session, order_id: int) -> InspectionRow | None:
    """The inspection, inside an open session; None before it was opened or skipped."""
    row = session.get(Inspection, order_id)
    if row is None:
        return None
    sheet = sheet_in(session, row.sheet_id) if row.sheet_id is not None else None
    technician = names_in(session).get(row.technician_id or 0, "")
    return InspectionRow(
        sheet, technician, row.opened_at, row.closed_at, row.skip_reason, row.cause, row.evidence, row.proposal
    )


def inspection(desk: Desk, order_id: int) -> InspectionRow | None:
    """The inspection of an order; None before it was opened or skipped."""
    with desk.look() as session:
        return inspection_in(session, order_id)


def findings(sheet: SheetRow) -> tuple[ItemRow, ...]:
    """The items that are not in order, the worst first."""
    worst = {Verdict.REPLACE: 0, Verdict.ATTENTION: 1}
    return tuple(sorted((i for i in sheet.items if i.verdict in worst), key=lambda i: worst[i.verdict or Verdict.OK]))
