"""The posts a person holds at this moment, as the database says: asked again at each deed."""

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from app.trust.roles import Role

# app/records/staff keeps these rows, and stands above: two names and four columns are all that is read here.
_MEMBER = table("staff_member", column("id"), column("retired_at"))
_POST = table("staff_role", column("member_id"), column("role"))


def posts_now(session: Session, person_id: int) -> frozenset[Role] | None:
    """Their posts; None for who has left, or was never here."""
    query = (
        select(_POST.c.role)
        .select_from(_MEMBER.outerjoin(_POST, _POST.c.member_id == _MEMBER.c.id))
        .where(_MEMBER.c.id == person_id, _MEMBER.c.retired_at.is_(None))
    )
    found = session.execute(query).scalars().all()
    return frozenset(Role(role) for role in found if role is not None) if found else None
