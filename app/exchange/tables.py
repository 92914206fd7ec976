"""Which orders the vehicle health record was told of already."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row


class ExportedRecord(Row):
    """An order that went out with a health-record file: when last, and the digest of that file (R177)."""

    __tablename__ = "exported_record"

    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), primary_key=True)
    exported_at: Mapped[datetime]
    file_sha256: Mapped[str] = mapped_column(info=IN_THE_OPEN)
