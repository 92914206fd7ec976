"""Complaints as rows: what was claimed, what was found, every solution put to the customer, every later contact."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.care.complaints.states import (
    CompensationKind,
    ComplaintChannel,
    ComplaintLevel,
    ComplaintResponsibility,
    ComplaintState,
    ContactOutcome,
)
from app.kernel.database import IN_THE_OPEN, Row
from app.order.handover.explanation import Grade


class Complaint(Row):
    """投诉: one matter. `about_id` is the person complained about now, see `ComplainedAbout` (SEP3).

    `investigated_at` is when the clock was met first, `findings_at` when the findings that stand were written.
    """

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, info=IN_THE_OPEN)
    state: Mapped[ComplaintState] = mapped_column(default=ComplaintState.REGISTERED, index=True)
    level: Mapped[ComplaintLevel]
    channel: Mapped[ComplaintChannel]
    received_at: Mapped[datetime]
    registered_at: Mapped[datetime]
    registered_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"), index=True)
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicle.id"))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    claim: Mapped[str]
    wish: Mapped[str] = mapped_column(default="")
    authority_reference: Mapped[str] = mapped_column(default="")
    authority_due_at: Mapped[datetime | None]
    replied_at: Mapped[datetime | None]
    replied_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    reply: Mapped[str] = mapped_column(default="")
    investigated_at: Mapped[datetime | None]
    findings_at: Mapped[datetime | None]
    investigated_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    facts: Mapped[str] = mapped_column(default="")
    heard: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    responsibility: Mapped[ComplaintResponsibility | None]
    told_at: Mapped[datetime | None]
    reopen_count: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    ended_reason: Mapped[str] = mapped_column(default="")
    authority_decision: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class ComplainedAbout(Row):
    """Everybody a complaint is or ever was about: no mending takes them out (SEP3)."""

    __tablename__ = "complained_about"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)


class ComplaintSolution(Row):
    """One solution as it was told to the customer, who granted its compensation, what the customer said, what was done.

    `head_id` is the naming of the store head who signed, None for those from before heads were named; `head_strokes` is
    their hand, `head_digest` that of what stood before their eyes.
    """

    __tablename__ = "complaint_solution"
    __table_args__ = (UniqueConstraint("complaint_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    ordinal: Mapped[int]
    solution: Mapped[str]
    explanation: Mapped[str]
    compensation: Mapped[CompensationKind]
    amount_fen: Mapped[int]
    told_at: Mapped[datetime]
    told_channel: Mapped[ComplaintChannel]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    head_id: Mapped[int | None] = mapped_column(ForeignKey("store_head.id"))
    head_name: Mapped[str] = mapped_column(default="")
    head_strokes: Mapped[str] = mapped_column(default="")
    head_digest: Mapped[str] = mapped_column(default="", info=IN_THE_OPEN)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    is_accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    executed_at: Mapped[datetime | None]
    executed_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    execution: Mapped[str] = mapped_column(default="")
    preventive_measure: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class ComplaintContact(Row):
    """回访验证: one time the customer was asked whether it is good now."""

    __tablename__ = "complaint_contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    channel: Mapped[ComplaintChannel]
    outcome: Mapped[ContactOutcome]
    grade: Mapped[Grade | None]
    words: Mapped[str] = mapped_column(default="")
