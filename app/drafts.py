"""What was typed and not yet saved, per seat, person and page; dropped in the transaction that saves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel.database import Row

DAYS_KEPT = timedelta(days=7)
# A single field is kept under its place and its name; a whole form under its page alone.
FIELD_MARK = "/"
_DROP = text("DELETE FROM draft WHERE seat = :seat AND person_id = :person_id AND page = :page")


class Draft(Row):
    """One unsaved form; `content` is the page's own JSON."""

    __tablename__ = "draft"

    seat: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    saved_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What is offered again, with its age."""

    content: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KeptField:
    """What was typed into one field: `key` is its place, the mark and its name."""

    key: str
    words: str
    saved_at: datetime


def keep(session: Session, *, seat: str, person_id: int, page: str, content: str, now: datetime) -> None:
    """Save or replace the draft of a page; whatever is older than a week, of whomever, is forgotten."""
    session.execute(delete(Draft).where(Draft.saved_at < now - DAYS_KEPT))
    session.merge(Draft(seat=seat, person_id=person_id, page=page, content=content, saved_at=now))


def drop(session: Session, *, seat: str, person_id: int, page: str) -> None:
    """Forget the draft, in the transaction that saved what it held."""
    session.execute(_DROP, {"seat": seat, "person_id": person_id, "page": page})


def drop_all(session: Session, *, seat: str, person_id: int, pages: tuple[str, ...]) -> None:
    """Forget several."""
    session.execute(delete(Draft).where(Draft.seat == seat, Draft.person_id == person_id, Draft.page.in_(pages)))


def kept(session: Session, *, seat: str, person_id: int, page: str, now: datetime) -> KeptDraft | None:
    """The draft of a page, if there is one of the last week."""
    draft = session.get(Draft, (seat, person_id, page))
    is_there = draft is not None and draft.saved_at >= now - DAYS_KEPT
    return KeptDraft(draft.content, draft.saved_at) if draft is not None and is_there else None


def kept_fields(session: Session, *, seat: str, person_id: int, now: datetime) -> tuple[KeptField, ...]:
    """Every field this person typed into and did not save, the newest first."""
    rows = session.scalars(
        select(Draft)
        .where(
            Draft.seat == seat, Draft.person_id == person_id, Draft.page.contains(FIELD_MARK),
            Draft.saved_at >= now - DAYS_KEPT,
        )
        .order_by(Draft.saved_at.desc(), Draft.page)
    )  # fmt: skip
    return tuple(KeptField(row.page, row.content, row.saved_at) for row in rows)
