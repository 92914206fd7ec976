"""The demo's six complaints, one at each stand, told through the real use cases (domain demo §7)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.care.complaints.carry_out import carry_out, record_answer_to_solution
from app.care.complaints.end import merge, verify
from app.care.complaints.investigate import Findings, investigate
from app.care.complaints.propose import Proposal, propose
from app.care.complaints.queries import ComplaintId, complaint_of_number, complaint_view
from app.care.complaints.register import Entry, open_complaint
from app.care.complaints.reply import record_reply
from app.care.complaints.states import CompensationKind, ComplaintChannel, ComplaintResponsibility
from app.desk import Desk, Person
from app.kernel.clock import FrozenClock
from app.order.handover.explanation import Grade
from app.records.staff.queries import members, person_of
from app.trust.approval import Approval
from app.trust.deeds import Deed

CARE, MANAGER = "S09", "S01"
REPLY = "您的投诉已收到，由客服专员跟进，调查后第一时间答复您。"


@dataclass(frozen=True, slots=True)
class _Counter:
    """Who is at the desk, and the clock that is told."""

    desk: Desk
    clock: FrozenClock
    anchor: datetime
    people: dict[str, Person]

    def at(self, hours_ago: float, staff_no: str = CARE) -> Desk:
        """A desk with someone at it, so many hours before the demo was loaded."""
        self.clock.advance(self.anchor - timedelta(hours=hours_ago) - self.clock.now())
        return self.desk.by(self.people[staff_no])


def play_complaints(desk: Desk, clock: FrozenClock, *, anchor: datetime) -> None:
    """Write them down and bring each to its stand, then stand at the anchor again."""
    counter = _Counter(desk, clock, anchor, {member.staff_no: person_of(member) for member in members(desk)})
    _closed(counter)
    _without_a_solution(counter)
    _being_carried_out(counter)
    _being_investigated(counter)
    entry = Entry("教练车离合上次修完又打滑，学员上课耽误了。", concerns="苏AQ012学", channel=ComplaintChannel.MESSAGE)
    open_complaint(counter.at(3, "S03"), entry=entry)
    clock.advance(anchor - clock.now())


def _opened(counter: _Counter, entry: Entry, *, hours_ago: float, replied: float = 2.0) -> ComplaintId:
    desk = counter.at(hours_ago)
    found = complaint_of_number(desk, open_complaint(desk, entry=entry))
    record_reply(counter.at(hours_ago - replied), found, words=REPLY)
    return found


def _closed(counter: _Counter) -> None:
    """Late and not told; a voucher to which the manager agreed; satisfied on the third day."""
    came = 50 * 24.0
    about = counter.people["S02"].id
    entry = Entry(
        "说好四点取车，等到六点多没人告诉我要晚。", concerns="WXD000008", wish="道歉，以后提前通知", about_id=about
    )
    found = _opened(counter, entry, hours_ago=came)
    findings = Findings(
        "轮胎到货晚一小时，承诺时间过后才通知客户。", "林晓岚、郑小满", "承诺记录、到货单", "延误没有提前告知",
        ComplaintResponsibility.STORE,
    )  # fmt: skip
    investigate(counter.at(came - 20), found, findings=findings)
    proposal = Proposal(
        "书面道歉，赠送洗车券", "到货延误没有及时通知您，是我们的疏忽。", CompensationKind.VOUCHER, 10_000
    )
    manager = counter.people[MANAGER]
    agreed = Approval(Deed.COMPLAINT_COMPENSATE, manager.id, manager.staff_no)
    propose(counter.at(came - 26), found, proposal=proposal, approval=agreed)
    record_answer_to_solution(counter.at(came - 26.2), found, is_accepted=True, words="可以，下次注意就行。")
    carry_out(
        counter.at(came - 30), found, execution="洗车券已当面交给客户。",
        preventive_measure="超过承诺时间前半小时系统提醒，服务顾问必须先打电话。",
    )  # fmt: skip
    verify(counter.at(came - 60), found, channel=ComplaintChannel.PHONE, grade=Grade.SATISFIED, words="处理得可以。")


def _without_a_solution(counter: _Counter) -> None:
    """Investigated, and five hours past the time in which a solution is told."""
    about = counter.people["S03"].id
    entry = Entry(
        "做完空调清洗反而有异味，打了两次电话都说再观察。", concerns="WXD000011", wish="重新处理，不另收费",
        channel=ComplaintChannel.MESSAGE, about_id=about,
    )  # fmt: skip
    found = _opened(counter, entry, hours_ago=53)
    findings = Findings(
        "蒸发箱清洗后未吹干即装复。",
        "何䶮、赵铁柱",
        "施工照片、客户录音",
        "漏做干燥工序",
        ComplaintResponsibility.STORE,
    )
    investigate(counter.at(24), found, findings=findings)


def _being_carried_out(counter: _Counter) -> None:
    """The customer took the manager's offer this morning."""
    entry = Entry("晚了才告诉我，害我改签了高铁。", concerns="WXD000016", wish="补偿改签费")
    found = _opened(counter, entry, hours_ago=40)
    findings = Findings(
        "节温器到货延误，承诺时间过后一小时才通知。", "林晓岚", "承诺记录、改签单", "延误没有提前告知",
        ComplaintResponsibility.STORE,
    )  # fmt: skip
    investigate(counter.at(20), found, findings=findings)
    proposal = Proposal("承担改签费", "没有在承诺时间前告诉您，责任在我们。", CompensationKind.MONEY, 18_000)
    propose(counter.at(1.5, MANAGER), found, proposal=proposal)
    record_answer_to_solution(counter.at(1), found, is_accepted=True, words="好，转我微信。")


def _being_investigated(counter: _Counter) -> None:
    """Written down twice, by two people at the desk: the second points to the first."""
    claim = "空调加了制冷剂才一周又不凉。"
    found = _opened(counter, Entry(claim, concerns="WXD000012", channel=ComplaintChannel.PHONE), hours_ago=20)
    again = counter.at(19, "S02")
    double = complaint_of_number(again, open_complaint(again, entry=Entry(claim, concerns="WXD000012")))
    main = complaint_view(again, found).row.number
    merge(counter.at(18), double, into_number=main, reason="客户到店又说了同一件事")
