"""What is frozen on D06 when the work is reported complete. No prices, no full phone."""

from sqlalchemy.orm import Session

from app.desk import Store
from app.order.checkin.parties import party_block
from app.order.checkin.queries import damages_in
from app.order.checkin.tables import CheckIn
from app.order.paper_parts import car_block, store_block
from app.order.queries import flags_in
from app.order.tables import ServiceOrder
from app.order.workflow import Flag
from app.order.workshop.queries import work_in
from app.order.workshop.work_order_paper import DamageBefore, SelfCheck, WorkLine, WorkOrderContent, WorkPart
from app.records.staff.queries import names_in


def work_order_content(
    session: Session, _store: Store, order_id: int, *, self_checks: tuple[SelfCheck, ...] = ()
) -> WorkOrderContent:
    """The content of D06, as dispatched or as done."""
    order, check_in = session.get_one(ServiceOrder, order_id), session.get_one(CheckIn, order_id)
    work = work_in(session, order_id)
    return WorkOrderContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        advisor=names_in(session)[order.advisor_id],
        bay=next((job.bay for job in work.jobs if job.bay), ""),
        promised_at=order.promised_at,
        statement=check_in.customer_statement,
        lines=tuple(
            WorkLine(
                code=job.code, name_zh=job.name_zh, name_en=job.name_en, hours_x100=job.hours_x100,
                technician=job.technician, started_at=job.started_at, finished_at=job.finished_at,
                needs_hv_qualification=job.needs_hv_qualification,
            )
            for job in work.jobs
        ),
        parts=tuple(
            WorkPart(
                code=part.code, name_zh=part.name_zh, name_en=part.name_en, quantity_milli=part.quantity_milli,
                unit=part.unit, bin_location=part.bin_location, is_issued=part.issued_at is not None,
            )
            for part in work.parts
        ),
        old_parts=check_in.old_parts,
        wash=check_in.wash,
        allows_road_test=check_in.allows_road_test,
        has_high_voltage=order.energy_type.has_traction_battery,
        is_urgent=Flag.IS_URGENT in flags_in(session, order_id),
        damages=_damages(session, order_id),
        self_checks=self_checks,
    )  # fmt: skip


def _damages(session: Session, order_id: int) -> tuple[DamageBefore, ...]:
    """What was damaged before, so that nobody is blamed for it."""
    return tuple(DamageBefore(damage.view, damage.kind, damage.remark) for damage in damages_in(session, order_id))
