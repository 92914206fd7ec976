"""Find labour, parts and packages for a car: by code, name or initials."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.desk import Desk
from app.records.catalogue.categories import LineKind, QualityClass, RepairCategory
from app.records.catalogue.tables import Labour, PackageItem, Part, ServicePackage
from app.records.vehicles.energy import EnergyType


@dataclass(frozen=True, slots=True)
class CatalogueHit:
    """An item that can become a quote line. For labour the price is the hourly rate, the quantity its hours."""

    kind: LineKind
    code: str
    name_zh: str
    name_en: str
    unit_price_fen: int
    quantity_milli: int
    unit: str
    quality_class: QualityClass | None
    repair_category: RepairCategory | None
    brand: str
    stock_milli: int | None
    guarantee_months: int
    guarantee_km: int
    needs_hv_qualification: bool
    is_addon: bool
    bin_location: str


@dataclass(frozen=True, slots=True)
class PackageHit:
    """A package and what it is made of."""

    code: str
    name_zh: str
    name_en: str
    price_fen: int
    uses: int
    items: tuple[tuple[LineKind, str, int], ...]


def find_items(
    desk: Desk,
    typed: str,
    *,
    model_code: str,
    energy_type: EnergyType,
    kinds: tuple[LineKind, ...] = (LineKind.PART, LineKind.LABOUR),
    limit: int = 8,
) -> tuple[CatalogueHit, ...]:
    """Items that fit the car and hold what was typed, parts before labour, the cheapest first."""
    with desk.look() as session:
        parts = _parts(session, typed, model_code, energy_type, limit) if LineKind.PART in kinds else ()
        labour = _labour(session, typed, model_code, energy_type, limit) if LineKind.LABOUR in kinds else ()
    room = max(limit - len(labour), limit // 2)
    return (*parts[:room], *labour)[:limit]


def item_in(session: Session, kind: LineKind, code: str) -> CatalogueHit | None:
    """The catalogue's item of a code."""
    if kind is LineKind.PART:
        part = session.get(Part, code)
        return _part_hit(part) if part else None
    labour = session.get(Labour, code)
    return _labour_hit(labour) if labour else None


def stock_in(session: Session, part_numbers: Collection[str]) -> dict[str, int]:
    """What lies on the shelf of these parts, in thousandths; what no catalogue knows is not there."""
    query = select(Part.part_number, Part.stock_milli).where(Part.part_number.in_(part_numbers))
    return {row.part_number: row.stock_milli for row in session.execute(query)}


def packages_for(desk: Desk, *, model_code: str) -> tuple[PackageHit, ...]:
    """The packages sold for a model."""
    with desk.look() as session:
        found = session.scalars(
            select(ServicePackage).where(ServicePackage.applies_to == model_code).order_by(ServicePackage.code)
        ).all()
        return tuple(
            PackageHit(row.code, row.name_zh, row.name_en, row.price_fen, row.uses, _items_of(session, row.code))
            for row in found
        )


def _items_of(session: Session, code: str) -> tuple[tuple[LineKind, str, int], ...]:
    columns = (PackageItem.kind, PackageItem.code, PackageItem.quantity_milli)
    rows = session.execute(select(*columns).where(PackageItem.package_code == code).order_by(PackageItem.id))
    return tuple((row.kind, row.code, row.quantity_milli) for row in rows)


def fits(applies_to: str, model_code: str, energy_type: EnergyType) -> bool:
    """Whether an item is for this car: a group of energy types, or a model code; all models when it is unknown."""
    groups = {
        "all": True,
        "all_ice": energy_type.has_fuel,
        "nev": energy_type.has_traction_battery,
        "ev": energy_type is EnergyType.EV,
        "phev": energy_type is EnergyType.PHEV,
        "maintenance_l1": True,
        "maintenance_l2": True,
    }
    return groups.get(applies_to, applies_to == model_code or not model_code)


def _like(typed: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    pattern = f"%{typed.strip().replace('%', '').replace('_', '')}%"
    return or_(*(column.ilike(pattern) for column in columns))


def _parts(session: Session, typed: str, model: str, energy: EnergyType, limit: int) -> tuple[CatalogueHit, ...]:
    condition = _like(typed, Part.name_zh, Part.name_en, Part.part_number, Part.initials)
    rows = session.scalars(select(Part).where(condition).order_by(Part.price_fen))
    return tuple(_part_hit(row) for row in rows if fits(row.applies_to, model, energy))[:limit]


def _labour(session: Session, typed: str, model: str, energy: EnergyType, limit: int) -> tuple[CatalogueHit, ...]:
    condition = _like(typed, Labour.name_zh, Labour.name_en, Labour.code, Labour.initials)
    rows = session.scalars(select(Labour).where(condition).order_by(Labour.code))
    return tuple(_labour_hit(row) for row in rows if fits(row.applies_to, model, energy))[:limit]


def _part_hit(row: Part) -> CatalogueHit:
    return CatalogueHit(
        kind=LineKind.PART, code=row.part_number, name_zh=row.name_zh, name_en=row.name_en,
        unit_price_fen=row.price_fen, quantity_milli=1000, unit=row.unit, quality_class=row.quality_class,
        repair_category=None, brand=row.brand, stock_milli=row.stock_milli, guarantee_months=row.guarantee_months,
        guarantee_km=row.guarantee_km, needs_hv_qualification=False, is_addon=False, bin_location=row.bin_location,
    )  # fmt: skip


def _labour_hit(row: Labour) -> CatalogueHit:
    return CatalogueHit(
        kind=LineKind.LABOUR, code=row.code, name_zh=row.name_zh, name_en=row.name_en,
        unit_price_fen=row.hourly_rate_fen, quantity_milli=row.hours_x100 * 10, unit="h", quality_class=None,
        repair_category=row.repair_category, brand="", stock_milli=None, guarantee_months=0, guarantee_km=0,
        needs_hv_qualification=row.needs_hv_qualification, is_addon=row.is_addon, bin_location="",
    )  # fmt: skip
