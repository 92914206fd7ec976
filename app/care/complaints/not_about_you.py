"""SEP3: who a complaint is or ever was about neither turns it away from themselves nor ends it nor grants on it."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.care.complaints.tables import ComplainedAbout, Complaint
from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed
from app.trust.roles import roles_for, words


def about_in(session: Session, complaint_id: int) -> frozenset[int]:
    """The staff members a complaint is or ever was about."""
    query = select(ComplainedAbout.member_id).where(ComplainedAbout.complaint_id == complaint_id)
    return frozenset(session.scalars(query))


def remember_about(deed: DeedInProgress, complaint_id: int, members: Collection[int]) -> None:
    """From now on the complaint is about these too."""
    for member_id in sorted(set(members) - about_in(deed.session, complaint_id)):
        deed.add(ComplainedAbout(complaint_id=complaint_id, member_id=member_id))


def check_not_about(
    deed: DeedInProgress, row: Complaint, what: Deed, *, by: int | None = None, field: str | None = None
) -> None:
    """Refuses complaint.about_you where it is about who is at the desk, or about `by`, who agrees."""
    if (by or deed.person.id) in about_in(deed.session, row.id):
        raise Refusal("complaint.about_you", not_by_you(what), field=field)


def not_by_you(what: Deed) -> str:
    """The sentence for whom it is or was about: who does it instead."""
    return _("The complaint is or was about you: somebody else of {posts} does this.").format(
        posts=words(roles_for(what))
    )
