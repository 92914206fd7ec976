"""The work as rows: who does which labour line where, its pauses, the parts issued."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.order.workshop.states import JobState


class Job(Row):
    """One labour line in the hands of one technician."""

    __tablename__ = "job"

    line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    technician_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    bay_id: Mapped[int | None] = mapped_column(ForeignKey("bay.id"))
    state: Mapped[JobState] = mapped_column(index=True)
    dispatched_at: Mapped[datetime]
    dispatched_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class WorkPause(Row):
    """停工: from, to, why."""

    __tablename__ = "work_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("job.line_id"), index=True)
    paused_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    reason: Mapped[str]


class PartIssue(Row):
    """领料: a part line handed to the workshop; the shelf is lowered in the same deed."""

    __tablename__ = "part_issue"

    line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    quantity_milli: Mapped[int]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
