"""Cars as rows: the car, its plates through time, its odometer through time."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType


class Vehicle(Row):
    """An in-use car. The current plate stands here, older ones in `plate_history`."""

    __tablename__ = "vehicle"

    id: Mapped[int] = mapped_column(primary_key=True)
    vehicle_no: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    plate: Mapped[str] = mapped_column(default="", index=True)
    plate_type: Mapped[PlateType]
    vin: Mapped[str] = mapped_column(index=True)
    model_code: Mapped[str] = mapped_column(default="")
    model_name: Mapped[str]
    colour: Mapped[str] = mapped_column(default="")
    energy_type: Mapped[EnergyType]
    model_year: Mapped[int | None]
    engine_number: Mapped[str] = mapped_column(default="")
    invoice_on: Mapped[date | None]
    odometer_km: Mapped[int | None]
    odometer_read_at: Mapped[datetime | None]
    has_three_guarantee: Mapped[bool] = mapped_column(default=True)
    next_service_on: Mapped[date | None]
    next_service_km: Mapped[int | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class PlateHistory(Row):
    """A plate a car once bore; plates move between cars."""

    __tablename__ = "plate_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id"), index=True)
    plate: Mapped[str]
    until: Mapped[datetime]


class OdometerReading(Row):
    """What the odometer showed, when; a reading below the one before bears its reason."""

    __tablename__ = "odometer_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id"), index=True)
    odometer_km: Mapped[int]
    read_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class EarlierVisit(Row):
    """A closed visit of which an older system told: no order of ours, without any paper. The total is in fen."""

    __tablename__ = "earlier_visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    arrived_on: Mapped[date]
    left_on: Mapped[date]
    odometer_km: Mapped[int | None]
    repair_category: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    lines: Mapped[str]
    total_fen: Mapped[int | None]
    brought_in_at: Mapped[datetime]
