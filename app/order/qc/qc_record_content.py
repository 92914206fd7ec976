"""What is frozen on D07: every level of every round."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.checkin.parties import party_block
from app.order.inspection.checked import checked_item
from app.order.inspection.queries import inspection_in
from app.order.paper_parts import car_block, store_block
from app.order.qc.qc_record_paper import LevelRecord, Phase, PhaseRecord, QcContent
from app.order.qc.queries import CheckRow, checks_in
from app.order.tables import ServiceOrder
from app.order.workshop.queries import Work, work_in
from app.paper.kinds import PaperKind
from app.paper.queries import newest_number_in


def qc_record_content(session: Session, _store: Store, order_id: int) -> QcContent:
    """The content of D07."""
    order = session.scalars(select(ServiceOrder).where(ServiceOrder.id == order_id)).one()
    work = work_in(session, order_id)
    rounds = checks_in(session, order_id).rounds
    return QcContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        agreement_number=newest_number_in(session, order_id, PaperKind.AGREEMENT),
        repair_category=order.repair_category,
        levels=tuple(_level(check, work) for checks in rounds for check in checks if check.decided_at is not None),
        completed_at=order.completed_at,
        phases=_phases(session, order, work, rounds[-1] if rounds else ()),
    )


def _level(check: CheckRow, work: Work) -> LevelRecord:
    return LevelRecord(
        level=check.level, round_no=check.round_no, person=check.decided_name, decided_at=check.decided_at,
        has_passed=check.has_passed, items=tuple(checked_item(item) for item in check.sheet.items),
        reason=check.reason, sent_back_to="" if check.has_passed else _technicians(work),
    )  # fmt: skip


def _phases(session: Session, order: ServiceOrder, work: Work, checks: tuple[CheckRow, ...]) -> tuple[PhaseRecord, ...]:
    """The three phases, for the categories whose certificate rests on them."""
    if order.repair_category is None or not order.repair_category.needs_certificate:
        return ()
    entry, last = inspection_in(session, order.id), checks[-1] if checks else None
    finished = max((job.finished_at for job in work.jobs if job.finished_at is not None), default=None)
    return (
        PhaseRecord(
            Phase.ENTRY,
            (entry.cause or entry.skip_reason) if entry else "",
            entry.technician if entry else "",
            entry.closed_at if entry else None,
        ),
        PhaseRecord(Phase.PROCESS, "、".join(job.name_zh for job in work.jobs), _technicians(work), finished),
        PhaseRecord(
            Phase.COMPLETION,
            last.reason if last else "",
            last.decided_name if last else "",
            last.decided_at if last else None,
        ),
    )


def _technicians(work: Work) -> str:
    return "、".join(dict.fromkeys(job.technician for job in work.jobs if job.technician))
