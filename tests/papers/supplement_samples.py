"""D05: two lines more and one less, agreed by telephone; and the same to be signed on site."""

from dataclasses import replace

from app.order.agreement.agreement_paper import AgreedLine
from app.order.agreement.consent_ways import AnswerWay
from app.order.agreement.supplement_paper import RecordedConsent, SupplementContent, SupplementLine
from app.paper.content import Photo, Signed, SignerRole
from app.records.catalogue.categories import Decision, LineKind, Payer, QualityClass, RepairCategory
from tests.papers import samples

STAMP = samples.stamp(
    "ZX-WX2026000148-z1", "14:20", by="林晓岚", version=1,
    signatures=(Signed(SignerRole.ADVISOR, "林晓岚", samples.at("14:20")),),
)  # fmt: skip
CONTENT = SupplementContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    advisor="林晓岚",
    agreement_number="HT2026000152",
    ordinal=1,
    finding="左前下摆臂胶套开裂，球头松旷（间隙 3 mm）；空调滤芯客户自行更换，不再做。",
    lines=(
        SupplementLine(
            LineKind.LABOUR, "更换下摆臂（一侧）", "Replace lower control arm (one side)", Payer.CUSTOMER, 30_000,
            Decision.ACCEPTED, 1_500, category=RepairCategory.MINOR, is_safety=True,
        ),
        SupplementLine(
            LineKind.PART, "下摆臂总成", "Lower control arm", Payer.CUSTOMER, 59_000, Decision.ACCEPTED, 1_000, "件",
            quality_class=QualityClass.OEM, is_safety=True,
        ),
        SupplementLine(
            LineKind.LABOUR, "更换前制动片", "Replace front brake pads", Payer.CUSTOMER, 24_000, Decision.REFUSED,
            1_200, category=RepairCategory.MINOR, is_safety=True, risk="前制动片余 2.5 mm，制动距离会变长。",
        ),
        SupplementLine(
            LineKind.OTHER, "拆检费", "", Payer.CUSTOMER, 8_000, Decision.ACCEPTED, 1_000,
        ),
    ),
    taken_out=(AgreedLine("空调滤芯", "Cabin air filter", Payer.CUSTOMER, 9_800, quality_class=QualityClass.OEM),),
    old_total_fen=189_800,
    new_total_fen=277_000,
    old_promised_at=samples.at("17:00"),
    new_promised_at=samples.at("18:30"),
    photos=(Photo("P01", "左前下摆臂胶套开裂", "a3f1" * 16),),
    consent=RecordedConsent(
        way=AnswerWay.PHONE_RECORDED, asked_by="林晓岚", number="14000000001", at=samples.at("14:12"),
        said="摆臂换吧，今天要用车；刹车片下次再说。", witnesses=("吴建国",),
    ),
)  # fmt: skip
ON_SITE = replace(CONTENT, consent=None)
