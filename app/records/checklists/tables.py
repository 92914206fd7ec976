"""Checklists as rows: versioned templates, and the sheets that are filled by them."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row
from app.records.checklists.limits import Verdict


class ChecklistTemplate(Row):
    """One version of one list; an edit is a new version, closed sheets keep theirs."""

    __tablename__ = "checklist_template"
    __table_args__ = (UniqueConstraint("code", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    edition: Mapped[int]
    published_at: Mapped[datetime]


class ChecklistItem(Row):
    """One line of a template; `value_type` is state4, yesno, num, choice or text."""

    __tablename__ = "checklist_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("checklist_template.id"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    name_zh: Mapped[str]
    name_en: Mapped[str]
    stage: Mapped[str]
    value_type: Mapped[str]
    unit: Mapped[str]
    plausible_min_milli: Mapped[int | None]
    plausible_max_milli: Mapped[int | None]
    warn: Mapped[str]
    limit: Mapped[str]
    photo: Mapped[str]
    is_mandatory: Mapped[bool]
    may_skip_with_reason: Mapped[bool] = mapped_column(default=False)


class ChecklistSheet(Row):
    """A list being filled, or filled: `closed_at` freezes it.

    `side_limit_milli` is how far left and right may differ; None on sheets from before they were compared.
    """

    __tablename__ = "checklist_sheet"

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("checklist_template.id"))
    opened_at: Mapped[datetime]
    opened_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    side_limit_milli: Mapped[int | None]


class ChecklistAnswer(Row):
    """The answer to one item; a number judges itself, a person may only make it worse."""

    __tablename__ = "checklist_answer"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("checklist_sheet.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"), primary_key=True)
    verdict: Mapped[Verdict]
    value_milli: Mapped[int | None]
    remark: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]
    answered_by: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
