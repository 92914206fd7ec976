"""What a customer who is present reads before signing D16: the record as it would be frozen, and how they find it."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.care.complaints.complaint_content import complaint_content
from app.care.complaints.complaint_paper import ComplaintContent
from app.care.complaints.queries import ComplaintId
from app.care.complaints.states import ComplaintChannel
from app.care.complaints.steps import short_enough
from app.care.complaints.tables import Complaint
from app.desk import Desk
from app.kernel.digest import canonical, sha256
from app.order.handover.explanation import Grade
from app.paper.content import Strokes


@dataclass(frozen=True, slots=True)
class RecordToSign:
    """The whole record before the contact that closes it, and that contact."""

    content: ComplaintContent
    channel: ComplaintChannel
    grade: Grade
    words: str

    @property
    def digest(self) -> str:
        """Of all that is frozen: also of what the sheet has no room for."""
        return sha256(canonical(self))


@dataclass(frozen=True, slots=True)
class CustomerSignature:
    """The customer's hand; `shown` is the digest of what they read (`record_to_sign`)."""

    strokes: Strokes
    shown: str


def record_to_sign(
    desk: Desk, complaint_id: ComplaintId, *, channel: ComplaintChannel, grade: Grade, words: str
) -> RecordToSign:
    """What the customer would sign now. Refuses: complaint.long."""
    said = short_enough(words, field="complaint.words")
    with desk.look() as session:
        return record_in(session, session.get_one(Complaint, complaint_id), channel=channel, grade=grade, words=said)


def record_in(session: Session, row: Complaint, *, channel: ComplaintChannel, grade: Grade, words: str) -> RecordToSign:
    """The same inside a session; the instant at which it is read is no part of it."""
    content = replace(complaint_content(session, row, now=row.received_at), stands_at=row.received_at)
    return RecordToSign(content, channel, grade, words)
