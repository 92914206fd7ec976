"""Additional work as rows: what was found in the workshop, and what became of it with the customer."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import IN_THE_OPEN, Row
from app.order.agreement.consent_ways import AnswerWay
from app.order.supplement.states import SupplementStatus


class Supplement(Row):
    """增项: one change of the agreement; its lines stand in the quote version it names."""

    __tablename__ = "supplement"
    __table_args__ = (UniqueConstraint("order_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    quote_version_id: Mapped[int] = mapped_column(ForeignKey("quote_version.id"), unique=True)
    ordinal: Mapped[int]
    status: Mapped[SupplementStatus] = mapped_column(default=SupplementStatus.DRAFT)
    finding: Mapped[str] = mapped_column(default="")
    new_promise_at: Mapped[datetime | None]
    begun_at: Mapped[datetime]
    begun_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    sent_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(default="")
    old_total_fen: Mapped[int] = mapped_column(default=0)
    new_total_fen: Mapped[int] = mapped_column(default=0)
    way: Mapped[AnswerWay | None]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    called_number: Mapped[str] = mapped_column(default="")
    called_at: Mapped[datetime | None]
    said: Mapped[str] = mapped_column(default="")
    witness_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    second_witness_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    evidence_file_sha256: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    paper_number: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class SupplementFinding(Row):
    """What somebody found under repair, with what they measured; it waits until it is offered, or not, with why."""

    __tablename__ = "supplement_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"), index=True)
    text: Mapped[str]
    measured: Mapped[str] = mapped_column(default="")
    is_safety: Mapped[bool] = mapped_column(default=False)
    raised_at: Mapped[datetime]
    raised_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    supplement_id: Mapped[int | None] = mapped_column(ForeignKey("supplement.id"), index=True)
    dropped_at: Mapped[datetime | None]
    dropped_reason: Mapped[str] = mapped_column(default="")
