"""A car that drove in, as a row: since when it waits, who picked it up, which order it became."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class Arrival(Row):
    """到店: waits until it is an order or is taken away; the row stays, for its times feed the waiting time (K08)."""

    __tablename__ = "arrival"

    id: Mapped[int] = mapped_column(primary_key=True)
    arrived_at: Mapped[datetime]
    noted_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    plate: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    reception_started_at: Mapped[datetime | None]
    picked_up_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"), index=True)
    taken_away_at: Mapped[datetime | None]
    taken_away_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    taken_away_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
