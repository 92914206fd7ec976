"""What is frozen on D08: the certificate, or the guarantee card of a category that needs none."""

from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import business_day
from app.order.agreement.guarantee import STORE_LABOUR, STORE_OEM_PART_KM, STORE_OEM_PART_MONTHS
from app.order.checkin.parties import party_block
from app.order.paper_parts import car_block, store_block
from app.order.qc.certificate_paper import CertificateContent
from app.order.qc.levels import CheckLevel
from app.order.qc.queries import checks_in
from app.order.quote.queries import agreed_lines_in
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.queries import newest_number_in
from app.records.catalogue.categories import QualityClass, RepairCategory
from app.records.vehicles.tables import Vehicle


def certificate_content(session: Session, store: Store, order_id: int) -> CertificateContent:
    """The content of D08. The guarantee runs from leaving, so its last day is not yet on this paper."""
    order = session.get_one(ServiceOrder, order_id)
    vehicle = session.get_one(Vehicle, order.vehicle_id)
    final = checks_in(session, order_id).level(CheckLevel.FINAL)
    category = order.repair_category or RepairCategory.MINOR
    days, km = STORE_LABOUR[category]
    has_oem = any(line.quality_class is QualityClass.OEM for line in agreed_lines_in(session, order_id))
    return CertificateContent(
        store=store_block(session),
        car=car_block(session, order),
        party=party_block(session, order),
        repair_category=category,
        agreement_number=newest_number_in(session, order_id, PaperKind.AGREEMENT),
        inspector=final.decided_name if final else "",
        in_on=business_day(order.checked_in_at, store.utc_offset_minutes),
        out_on=business_day(order.completed_at, store.utc_offset_minutes) if order.completed_at else None,
        out_odometer_km=order.odometer_km,
        guarantee_days=days,
        guarantee_km=km,
        part_months=STORE_OEM_PART_MONTHS if has_oem else 0,
        part_km=STORE_OEM_PART_KM if has_oem else 0,
        engine_number=vehicle.engine_number if order.energy_type.has_fuel else "",
        motor_number="" if order.energy_type.has_fuel else vehicle.engine_number,
    )
