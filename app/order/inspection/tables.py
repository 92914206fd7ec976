"""The inspection as rows: which sheet, by whom, the diagnosis, or why it was skipped."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class Inspection(Row):
    """车辆检查 of one order; `sheet_id` is empty when skipped with a reason."""

    __tablename__ = "inspection"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_sheet.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    technician_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    skip_reason: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
