"""What every step of a complaint begins with: the row at the right state, and words that are neither empty nor long."""

from sqlalchemy import select

from app.care.complaints.states import OPEN_STATES, STATE_WORDS, ComplaintState
from app.care.complaints.tables import Complaint, ComplaintSolution
from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal

LONGEST = 2_000


def begin(deed: DeedInProgress, complaint_id: int, *states: ComplaintState) -> Complaint:
    """The complaint if it stands at one of these (any open one without), its order in the audit. Refuses:
    complaint.state, row.gone."""
    row = deed.get(Complaint, complaint_id)
    deed.order_id = row.order_id
    if row.state not in (states or OPEN_STATES):
        raise Refusal(
            "complaint.state",
            _("This complaint stands at “{state}” by now. Press F5 and look again.").format(
                state=_(STATE_WORDS[row.state])
            ),
        )
    deed.note(complaint=row.id, complaint_number=row.number)
    return row


def newest_solution(deed: DeedInProgress, complaint_id: int) -> ComplaintSolution:
    """The one that was told last; there is one wherever the complaint stands behind it."""
    query = select(ComplaintSolution).where(ComplaintSolution.complaint_id == complaint_id)
    return deed.session.scalars(query.order_by(ComplaintSolution.ordinal.desc()).limit(1)).one()


def written(typed: str, otherwise: Refusal) -> str:
    """The words without outer blanks. Refuses `otherwise` where there are none, complaint.long where too many."""
    if not typed.strip():
        raise otherwise
    return short_enough(typed, field=otherwise.field or "")


def short_enough(typed: str, *, field: str) -> str:
    """The words without outer blanks, if any. Refuses: complaint.long."""
    words = typed.strip()
    if len(words) > LONGEST:
        raise Refusal("complaint.long", _("At most {most} characters.").format(most=f"{LONGEST:,}"), field=field)
    return words
