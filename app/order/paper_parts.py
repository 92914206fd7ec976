"""What stands on every paper of an order: the store and the car, as they are at this moment."""

from sqlalchemy.orm import Session

from app.order.tables import ServiceOrder
from app.paper.content import CarBlock, StoreBlock
from app.records.store.queries import profile_in
from app.records.vehicles.tables import Vehicle


def store_block(session: Session) -> StoreBlock:
    """The store's profile."""
    profile = profile_in(session)
    return StoreBlock(
        name=profile.name, name_en=profile.name_en, address=profile.address, service_phone=profile.service_phone,
        complaint_phone=profile.complaint_phone, uscc=profile.uscc, filing_number=profile.filing_number,
    )  # fmt: skip


def car_block(session: Session, order: ServiceOrder) -> CarBlock:
    """The order's snapshot of the car."""
    vehicle = session.get_one(Vehicle, order.vehicle_id)
    return CarBlock(
        plate=order.plate, plate_type=order.plate_type.value, vin=order.vin, model_name=order.model_name,
        colour=vehicle.colour, energy_type=order.energy_type.value, odometer_km=order.odometer_km,
        order_number=order.number,
    )  # fmt: skip
