"""Quality control as rows: a sheet a level and round, the certificate."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.order.qc.levels import CheckLevel


class QualityCheck(Row):
    """One level of one round: open until `decided_at`, then passed or failed with a reason."""

    __tablename__ = "quality_check"
    __table_args__ = (UniqueConstraint("order_id", "round_no", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    round_no: Mapped[int]
    level: Mapped[CheckLevel]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("checklist_sheet.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    has_passed: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")


class CompletionCertificate(Row):
    """竣工出厂合格证: a number that stays used even when voided; an order that was reopened gets another one."""

    __tablename__ = "completion_certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="")
