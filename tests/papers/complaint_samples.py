"""D16: a complaint about an air conditioner, its second solution above the manager's limit, closed satisfied."""

from dataclasses import replace
from datetime import timedelta

from app.care.complaints.clocks import clocks
from app.care.complaints.complaint_paper import ComplaintContent, ContactRecord, HeadGrant, SolutionRecord
from app.care.complaints.states import (
    CompensationKind,
    ComplaintChannel,
    ComplaintLevel,
    ComplaintResponsibility,
    ComplaintState,
    ContactOutcome,
)
from app.order.handover.explanation import Grade
from app.paper.content import PartyBlock, Signed, SignerRole
from tests.papers import samples

STAMP = samples.stamp(
    "TS2026000003", "17:40", by="周明远", version=1,
    signatures=(Signed(SignerRole.MANAGER, "周明远", samples.at("17:40")),),
)  # fmt: skip
RECEIVED = samples.at("08:10") - timedelta(days=2)
FIRST = SolutionRecord(
    solution="免费重新检修空调",
    explanation="初步判断为接口密封不良，先免费检修。",
    compensation=CompensationKind.NONE,
    amount_fen=0,
    told_at=RECEIVED + timedelta(hours=20),
    told_channel=ComplaintChannel.PHONE,
    proposed_by="冯雅静",
    approved_by="",
    head=None,
    answered_at=RECEIVED + timedelta(hours=20, minutes=10),
    is_accepted=False,
    answer="已经跑了三趟，光免费修不行。",
    executed_at=None,
    executed_by="",
    execution="",
    preventive_measure="",
)
SECOND = replace(
    FIRST, solution="更换压缩机总成，取送车上门，并给予补偿",
    explanation="压缩机内漏，前两次只补充制冷剂，没有查到根本原因，是本店诊断不到位，向您道歉。",
    compensation=CompensationKind.MONEY, amount_fen=260_000, told_at=RECEIVED + timedelta(hours=44),
    proposed_by="周明远",
    head=HeadGrant(
        "沈国栋", RECEIVED + timedelta(hours=44), samples.strokes("钱"), "4bd1" * 16, RECEIVED - timedelta(days=90),
        "钱守信",
    ),
    answered_at=RECEIVED + timedelta(hours=44, minutes=5), is_accepted=True, answer="可以，尽快修好。",
    executed_at=samples.at("16:05"), executed_by="冯雅静", execution="压缩机已更换，出风口 6 ℃；补偿款当日转账。",
    preventive_measure="空调类返修一律做保压测试并由第二人复核。",
)  # fmt: skip
CONTENT = ComplaintContent(
    store=samples.STORE,
    car=samples.CAR,
    party=PartyBlock("刘𬭎", "14000000004"),
    number="TS2026000003",
    state=ComplaintState.CLOSED_SATISFIED,
    level=ComplaintLevel.NORMAL,
    channel=ComplaintChannel.AUTHORITY,
    received_at=RECEIVED,
    registered_by="林晓岚",
    about="赵铁柱",
    claim="空调一个月修了三次还是不凉，每次都说好了，开两天又没冷气，没有人主动给我打电话。",
    wish="彻底修好，说明原因，赔偿误工。",
    authority_reference="12315 演示省 2026-118873",
    authority_due_at=samples.at("18:00") + timedelta(days=5),
    clocks=clocks(
        RECEIVED, ComplaintLevel.NORMAL, hours=(12, 24, 48, 72),
        met=(
            RECEIVED + timedelta(hours=2), RECEIVED + timedelta(hours=25), RECEIVED + timedelta(hours=20),
            samples.at("17:40"),
        ),
    ),
    stands_at=samples.at("17:40"),
    reply="已收到，今天下午由客服专人联系。",
    replied_by="冯雅静",
    facts="10-20、11-02、11-18 三次进厂，均为补充制冷剂；保压两小时压力下降 0.3 MPa。",
    heard="车主刘𬭎、技师赵铁柱、车间主管吴建国",
    evidence="三次维修记录、保压照片、冷媒检漏仪读数",
    cause="压缩机轴封内漏，前两次未做保压测试",
    responsibility=ComplaintResponsibility.STORE,
    investigated_by="冯雅静",
    solutions=(FIRST, SECOND),
    contacts=(
        ContactRecord(
            samples.at("16:30"), "冯雅静", ComplaintChannel.PHONE, ContactOutcome.NOT_REACHED, None, "响铃未接"
        ),
        ContactRecord(
            samples.at("17:40"), "周明远", ComplaintChannel.PHONE, ContactOutcome.SATISFIED, Grade.SATISFIED,
            "现在很凉，谢谢。",
        ),
    ),
    reopen_count=0,
    ended_reason="",
    authority_decision="",
)  # fmt: skip
