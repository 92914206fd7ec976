"""The catalogue as rows: labour, parts, packages. Prices in fen, VAT included."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row
from app.records.catalogue.categories import LineKind, QualityClass, RepairCategory


class Labour(Row):
    """A labour item: its hours and hourly rate."""

    __tablename__ = "labour"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    name_en: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    hours_x100: Mapped[int]
    hourly_rate_fen: Mapped[int]
    repair_category: Mapped[RepairCategory]
    applies_to: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    needs_hv_qualification: Mapped[bool]
    is_addon: Mapped[bool]
    initials: Mapped[str] = mapped_column(default="")


class Part(Row):
    """A part: its class, price, guarantee, and what lies on the shelf."""

    __tablename__ = "part"

    part_number: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    name_en: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    quality_class: Mapped[QualityClass]
    brand: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    applies_to: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    unit: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    price_fen: Mapped[int]
    cost_fen: Mapped[int]
    guarantee_months: Mapped[int]
    guarantee_km: Mapped[int]
    bin_location: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    needs_core_return: Mapped[bool]
    oem_part_number: Mapped[str] = mapped_column(default="")
    stock_milli: Mapped[int] = mapped_column(default=0)
    initials: Mapped[str] = mapped_column(default="")


class ServicePackage(Row):
    """套餐: several items sold as one."""

    __tablename__ = "service_package"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    name_en: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    applies_to: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    price_fen: Mapped[int]
    valid_days: Mapped[int]
    uses: Mapped[int]


class PackageItem(Row):
    """One labour item or part of a package."""

    __tablename__ = "package_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    package_code: Mapped[str] = mapped_column(ForeignKey("service_package.code"), index=True)
    kind: Mapped[LineKind]
    code: Mapped[str]
    quantity_milli: Mapped[int]
