"""What was typed and not yet saved, per seat, person and page; dropped in the transaction that saves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel.database import Row


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


def keep(session: Session, *, seat: str, person_id: int, page: str, content: str, now: datetime) -> None:
    """Save or replace the draft of a page."""
    session.merge(Draft(seat=seat, person_id=person_id, page=page, content=content, saved_at=now))


def drop(session: Session, *, seat: str, person_id: int, page: str) -> None:
    """Forget the draft, in the transaction that saved what it held."""
    session.execute(delete(Draft).where(Draft.seat == seat, Draft.person_id == person_id, Draft.page == page))


def kept(session: Session, *, seat: str, person_id: int, page: str) -> KeptDraft | None:
    """The draft of a page, if there is one."""
    draft = session.get(Draft, (seat, person_id, page))
    return None if draft is None else KeptDraft(draft.content, draft.saved_at)
