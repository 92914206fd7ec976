"""What is frozen on D11: no amounts, no phone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.handover.gate_pass_paper import GatePassContent
from app.order.handover.tables import GatePass
from app.order.paper_parts import car_block, store_block
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.queries import newest_number_in
from app.records.staff.queries import names_in


def gate_pass_content(session: Session, _store: Store, order_id: int) -> GatePassContent:
    """The content of the newest gate pass of an order."""
    order = session.get_one(ServiceOrder, order_id)
    gate = session.scalars(select(GatePass).where(GatePass.order_id == order_id).order_by(GatePass.id.desc())).first()
    assert gate is not None, "a gate pass is frozen in the deed that issues it"
    return GatePassContent(
        store=store_block(session), car=car_block(session, order), customer_name=order.owner_name, kind=gate.kind,
        advisor=names_in(session)[gate.issued_by],
        settlement_number=newest_number_in(session, order_id, PaperKind.SETTLEMENT),
        handover_number=newest_number_in(session, order_id, PaperKind.HANDOVER), valid_until=gate.valid_until,
        out_odometer_km=order.out_odometer_km or 0,
    )  # fmt: skip
