"""What the database says of itself, outside the trade: whose it is, and whether somebody has it open."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.database import Row


class StoreState(Row):
    """One row, id 1. `is_open` stands while a window has the store, and in no copy that was made for keeping."""

    __tablename__ = "store_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[str]
    is_open: Mapped[bool]
    opened_at: Mapped[datetime | None]
    anchored_from: Mapped[int | None]  # the entry of the first anchor: a file of anchors that begins later was replaced
