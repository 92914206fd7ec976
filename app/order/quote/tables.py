"""The quotation as rows: versions, and the lines of each."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row
from app.records.catalogue.categories import Decision, LineKind, Need, Payer, QualityClass, RepairCategory


class QuoteVersion(Row):
    """报价版本: editable until issued; a later version supersedes, never changes, an issued one.

    With a `supplement_ordinal` it is the lines of additional work, which stand beside the agreed quotation: from
    `answered_at` on nobody decides on them any more, and they count if it `is_agreed`.
    """

    __tablename__ = "quote_version"
    __table_args__ = (UniqueConstraint("order_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    edition: Mapped[int]
    created_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    valid_until: Mapped[datetime | None]
    total_fen: Mapped[int] = mapped_column(default=0)
    supplement_ordinal: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    is_agreed: Mapped[bool] = mapped_column(default=False, server_default="0")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class OrderLine(Row):
    """工单行: labour, part or other. Labour quantity is hours in thousandths, its price the hourly rate."""

    __tablename__ = "order_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    quote_version_id: Mapped[int] = mapped_column(ForeignKey("quote_version.id"), index=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind]
    code: Mapped[str] = mapped_column(info=IN_THE_OPEN)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    quantity_milli: Mapped[int]
    unit: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    unit_price_fen: Mapped[int]
    payable_bp: Mapped[int] = mapped_column(default=10000)
    payer: Mapped[Payer] = mapped_column(default=Payer.CUSTOMER)
    need: Mapped[Need] = mapped_column(default=Need.REQUIRED)
    decision: Mapped[Decision] = mapped_column(default=Decision.UNDECIDED)
    repair_category: Mapped[RepairCategory | None]
    quality_class: Mapped[QualityClass | None]
    brand: Mapped[str] = mapped_column(default="")
    guarantee_months: Mapped[int] = mapped_column(default=0)
    guarantee_km: Mapped[int] = mapped_column(default=0)
    needs_hv_qualification: Mapped[bool] = mapped_column(default=False)
    is_safety: Mapped[bool] = mapped_column(default=False)
    is_addon: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    finding_item: Mapped[str] = mapped_column(default="")
    original_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"), index=True)
    # The additional work that takes this agreed line out again; it does so once that is agreed.
    taken_out_by_id: Mapped[int | None] = mapped_column(ForeignKey("quote_version.id"), index=True)
    # Of work that failed its check: why it is taken out instead of put right (R070).
    taken_out_reason: Mapped[str] = mapped_column(default="", server_default="")
