"""A complaint brought to a state by the real use cases, by the people who may."""

from app.care.complaints.carry_out import carry_out, record_answer_to_solution
from app.care.complaints.end import verify
from app.care.complaints.investigate import Findings, investigate
from app.care.complaints.propose import Proposal, propose
from app.care.complaints.queries import ComplaintId, ComplaintView, complaint_of_number
from app.care.complaints.register import Entry, Mended, open_complaint
from app.care.complaints.reply import record_reply
from app.care.complaints.states import (
    CompensationKind,
    ComplaintChannel,
    ComplaintResponsibility,
    ComplaintState,
)
from app.desk import Store
from app.order.handover.explanation import Grade
from tests import make

CARE, MANAGER = make.CASHIER, make.MANAGER  # S09 keeps both the till and the customers
ENTRY = Entry(
    claim="空调修了三天还是不凉，没人给我打电话。", name="罗菲", phone="14000000020", wish="重新修好，给个说法"
)
FINDINGS = Findings(
    "压力偏低，接口未紧固。", "林晓岚、赵铁柱", "施工照片、压力表读数", "接口装配不到位", ComplaintResponsibility.STORE
)
FREE = Proposal("免费重做并清洗空调", "接口没有拧紧，是我们的疏忽，向您道歉。")
FIFTY = Proposal(FREE.solution, FREE.explanation, CompensationKind.VOUCHER, 5_000)
STATES = (
    ComplaintState.REGISTERED, ComplaintState.INVESTIGATING, ComplaintState.SOLUTION_PROPOSED,
    ComplaintState.EXECUTING, ComplaintState.VERIFYING, ComplaintState.CLOSED_SATISFIED,
)  # fmt: skip


def mended(seen: ComplaintView) -> Mended:
    """What the form that mends it is filled with."""
    return Mended(
        seen.whole_claim, seen.row.name, seen.wish, seen.channel, seen.row.level, seen.about_id,
        seen.authority_reference, seen.authority_due,
    )  # fmt: skip


def complaint(
    store: Store, state: ComplaintState = ComplaintState.REGISTERED, *, entry: Entry = ENTRY,
    findings: Findings = FINDINGS, proposal: Proposal = FREE, is_accepted: bool = True,
) -> ComplaintId:  # fmt: skip
    """One complaint at a state; executing with the customer's yes unless `is_accepted` is said not to be."""
    care = make.desk(store, CARE)
    found = complaint_of_number(care, open_complaint(care, entry=entry))
    upto = STATES.index(state)
    if upto > 0:
        record_reply(care, found, words="今天下午给您答复。")
    if upto > 1:
        investigate(care, found, findings=findings)
    if upto > 2:
        propose(care, found, proposal=proposal)
        if is_accepted:
            record_answer_to_solution(care, found, is_accepted=True, words="可以")
    if upto > 3:
        carry_out(care, found, execution="已重做，压力正常", preventive_measure="空调维修后必须做压力复检")
    if upto > 4:
        verify(care, found, channel=ComplaintChannel.PHONE, grade=Grade.SATISFIED, words="现在很凉")
    return found
