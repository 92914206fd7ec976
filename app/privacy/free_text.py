"""What people typed about a visit: it may name the customer, so erasing them blanks it (R121).

What was done, by whom, when and for how much stays; so do the names of lines, which say what was done to the car.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.care.complaints.tables import Complaint, ComplaintContact, ComplaintSolution
from app.order.agreement.tables import ServiceAgreement
from app.order.arrival.tables import Arrival
from app.order.checkin.tables import CheckIn, DamageMark, ValuableItem
from app.order.handover.tables import Handover
from app.order.inspection.tables import Inspection
from app.order.qc.tables import CompletionCertificate, QualityCheck
from app.order.quote.tables import OrderLine
from app.order.settlement.tables import Bill, Payment, Refund, SettlementReversal
from app.order.supplement.tables import Supplement, SupplementFinding
from app.order.tables import Comeback, OrderFlag, OrderNote, OrderPhoto, PromiseNotice, ServiceOrder
from app.order.workshop.tables import Job, WorkPause
from app.records.checklists.tables import ChecklistAnswer

# Whole rows that are nothing but what was typed.
_ROWS: tuple[type[OrderNote | ValuableItem], ...] = (OrderNote, ValuableItem)

# Columns of rows that stay, by the table's column that says of which order they are.
FREE_TEXT: Mapping[InstrumentedAttribute[Any], tuple[str, ...]] = {
    ServiceOrder.id: ("summary", "cancel_reason", "second_order_reason", "owner_phone"),
    Arrival.order_id: ("words", "taken_away_reason"),
    CheckIn.order_id: (
        "representative_name", "representative_relation", "representative_phone", "customer_statement",
        "fault_interview", "key_tag", "warning_lamps",
    ),
    DamageMark.order_id: ("remark",),
    Inspection.order_id: ("skip_reason", "cause", "evidence", "proposal"),
    OrderLine.order_id: ("reason", "taken_out_reason"),
    ServiceAgreement.order_id: ("content",),
    Supplement.order_id: ("finding", "ended_reason", "called_number", "said"),
    SupplementFinding.order_id: ("text", "measured", "dropped_reason"),
    OrderFlag.order_id: ("reason",),
    PromiseNotice.order_id: ("reason", "answer"),
    OrderPhoto.order_id: ("caption",),
    QualityCheck.order_id: ("reason",),
    CompletionCertificate.order_id: ("void_reason",),
    Comeback.order_id: ("reason", "charge_reason"),
    Bill.order_id: ("invoice_title",),
    Refund.order_id: ("reason",),
    SettlementReversal.order_id: ("reason",),
    Handover.order_id: ("cautions", "follow_up_wish"),
}  # fmt: skip

# The same of complaints, by the column that says of which complaint they are: one may concern no order.
OF_COMPLAINTS: Mapping[InstrumentedAttribute[Any], tuple[str, ...]] = {
    Complaint.id: (
        "name", "phone", "claim", "wish", "authority_reference", "reply", "facts", "heard", "evidence", "cause",
        "ended_reason", "authority_decision",
    ),
    ComplaintSolution.complaint_id: (
        "solution", "explanation", "head_name", "head_strokes", "answer", "execution", "preventive_measure",
    ),
    ComplaintContact.complaint_id: ("words",),
}  # fmt: skip


def blank_free_text(session: Session, order_ids: Sequence[int]) -> None:
    """Take what was typed out of all rows of these orders."""
    for rows in _ROWS:
        session.execute(delete(rows).where(rows.order_id.in_(order_ids)))
    for key, columns in FREE_TEXT.items():
        _blank(session, key, order_ids, columns)
    for key, ids, columns in _further(order_ids):
        _blank(session, key, ids, columns)


def blank_complaints(session: Session, complaint_ids: Sequence[int]) -> None:
    """Take what was typed out of these complaints; their clocks, states and amounts stay."""
    for key, columns in OF_COMPLAINTS.items():
        _blank(session, key, complaint_ids, columns)


def _further(order_ids: Sequence[int]) -> Iterator[tuple[InstrumentedAttribute[int], Select[Any], tuple[str, ...]]]:
    """Rows that hang on an order by another row: key, which ones, columns."""
    yield Payment.bill_id, select(Bill.id).where(Bill.order_id.in_(order_ids)), ("reference",)
    yield WorkPause.line_id, select(Job.line_id).where(Job.order_id.in_(order_ids)), ("reason",)
    for sheet, order in ((Inspection.sheet_id, Inspection.order_id), (QualityCheck.sheet_id, QualityCheck.order_id)):
        sheets = select(sheet).where(order.in_(order_ids), sheet.is_not(None))
        yield ChecklistAnswer.sheet_id, sheets, ("remark",)


def _blank(
    session: Session, key: InstrumentedAttribute[int], ids: Sequence[int] | Select[Any], columns: tuple[str, ...]
) -> None:
    session.execute(update(key.class_).where(key.in_(ids)).values(dict.fromkeys(columns, "")))
