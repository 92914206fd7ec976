"""D04 of the story."""

from app.order.agreement.agreement_paper import AgreedLine, AgreementContent
from app.order.agreement.guarantee_paper import GuaranteePromise
from app.order.agreement.terms import terms
from app.order.checkin.choices import OldParts, Wash
from app.records.catalogue.categories import Decision, Payer, QualityClass, RepairCategory
from tests.papers import quote_samples, samples

STAMP = samples.stamp(
    "HT2026000152",
    "10:16",
    by="林晓岚",
    version=5,
    signatures=(samples.representative("10:16"), samples.advisor("10:16")),
)
CATEGORIES = {
    "LB-M007": RepairCategory.MAINTENANCE_L1,
    "LB-R024": RepairCategory.SPECIAL,
    "LB-M014": RepairCategory.SPECIAL,
}
LABOUR = tuple(
    AgreedLine(line.name_zh, line.name_en, line.payer, line.net_fen, CATEGORIES.get(line.code, RepairCategory.MINOR))
    for line in quote_samples.LABOUR
    if line.decision is Decision.ACCEPTED
)
PARTS = tuple(
    AgreedLine(line.name_zh, line.name_en, line.payer, line.net_fen, quality_class=QualityClass.OEM)
    for line in quote_samples.PARTS
    if line.decision is Decision.ACCEPTED
)
MINOR = (RepairCategory.MAINTENANCE_L1, RepairCategory.MINOR, RepairCategory.SPECIAL)
MAJOR = (RepairCategory.ASSEMBLY, RepairCategory.OVERHAUL)
GUARANTEES = (
    GuaranteePromise(MINOR, 10, 2_000, 90, 5_000, 12, 20_000),
    GuaranteePromise((RepairCategory.MAINTENANCE_L2,), 30, 5_000, 90, 5_000, 12, 20_000, applies=False),
    GuaranteePromise(MAJOR, 100, 20_000, 100, 20_000, 12, 20_000, applies=False),
)
CONTENT = AgreementContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    advisor="林晓岚",
    checkin_number="WXD000021-D01",
    inspection_number="WXD000021-D02",
    quote_number="BJ-WXD000021-v2",
    promised_at=samples.at("16:30"),
    labour=LABOUR,
    parts=PARTS,
    total_fen=sum(line.net_fen for line in (*LABOUR, *PARTS) if line.payer is Payer.CUSTOMER),
    old_parts=OldParts.LOOK_FIRST,
    wash=Wash.EXTERIOR,
    allows_road_test=True,
    guarantees=GUARANTEES,
    terms=terms(complaint_phone="025-00000001"),
    is_authorised_by_owner=True,
    payment="微信支付",
    invoice_title="刘𬭎",
    postponed=("雨刮片",),
    wants_greetings=True,
    choices_note="车主本人 10:14 短信确认",
    copy_given="已发送 PDF 至 140 0000 0004，并打印一份",
)
