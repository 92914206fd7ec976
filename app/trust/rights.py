"""The posts a person holds at this moment, as the database says: asked again at each deed."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.trust.roles import Role

# app/records/staff keeps these rows, and stands above: two names and four columns are all that is read here.
_POSTS = text(
    "SELECT role FROM staff_member LEFT OUTER JOIN staff_role ON member_id = id"
    " WHERE id = :person_id AND retired_at IS NULL"
)


def posts_now(session: Session, person_id: int) -> frozenset[Role] | None:
    """Their posts; None for who has left, or was never here."""
    found = session.execute(_POSTS, {"person_id": person_id}).scalars().all()
    return frozenset(Role(role) for role in found if role is not None) if found else None
