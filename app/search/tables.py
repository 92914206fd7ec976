"""What the search box finds, one row a car (with its owner), person or order; the grams beside it are FTS5."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class SearchEntry(Row):
    """`seq` grows with each touch, so that what was used last is found first."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    title: Mapped[str]
    subtitle: Mapped[str]
    plate: Mapped[str] = mapped_column(default="")
    plate_type: Mapped[str] = mapped_column(default="")
    haystack: Mapped[str]
    grams: Mapped[str]
