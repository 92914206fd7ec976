"""The first reply: from then on the complaint is being investigated."""

from app.care.complaints.queries import ComplaintId
from app.care.complaints.states import ComplaintState
from app.care.complaints.steps import begin, written
from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.trust.deeds import Deed


def record_reply(desk: Desk, complaint_id: ComplaintId, *, words: str) -> None:
    """Write down what the customer was told first; the first clock stops. Refuses: complaint.reply, complaint.long,
    complaint.state."""
    otherwise = Refusal("complaint.reply", _("Write what the customer was told."), field="complaint.reply")
    reply = written(words, otherwise)
    with desk.deed(Deed.COMPLAINT_REPLY) as deed:
        row = begin(deed, complaint_id, ComplaintState.REGISTERED)
        row.reply, row.replied_at, row.replied_by = reply, deed.now, deed.person.id
        row.state = ComplaintState.INVESTIGATING
        deed.note(state=row.state.value)
