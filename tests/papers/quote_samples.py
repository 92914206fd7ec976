"""D03 of the story: 2,105.20 quoted to the customer, 1,891.10 accepted, 818.00 borne by the maker."""

from app.order.quote.quote_paper import QuoteContent, QuotedLabour, QuotedPart
from app.records.catalogue.categories import Decision, Need, Payer, QualityClass
from tests.papers import samples

STAMP = samples.stamp(
    "BJ-WXD000021-v2",
    "10:05",
    by="林晓岚",
    version=2,
    signatures=(samples.representative("10:12"), samples.advisor("10:05")),
)
YES, LATER = Decision.ACCEPTED, Decision.LATER
MUST, ADVISED, FREE = Need.REQUIRED, Need.RECOMMENDED, Need.OPTIONAL
CUSTOMER, MAKER = Payer.CUSTOMER, Payer.WARRANTY
LABOUR = (
    QuotedLabour("LB-M007", "插混车常规保养", "PHEV service", MUST, 110, 18_000, 19_800, 18_810, CUSTOMER, YES),
    QuotedLabour("LB-R002", "更换后制动片", "Replace rear pads", MUST, 130, 20_000, 26_000, 24_700, CUSTOMER, YES),
    QuotedLabour("LB-M012", "更换制动液", "Change brake fluid", ADVISED, 80, 18_000, 14_400, 13_680, CUSTOMER, YES),
    QuotedLabour("LB-M009", "更换空调滤清器", "Cabin filter", ADVISED, 20, 18_000, 3_600, 3_420, CUSTOMER, YES),
    QuotedLabour("LB-M024", "更换雨刮片（一对）", "Wiper blades", FREE, 10, 18_000, 1_800, 1_710, CUSTOMER, LATER),
    QuotedLabour("LB-R024", "高压部件绝缘检测", "HV insulation test", MUST, 80, 20_000, 16_000, 16_000, MAKER, YES),
    QuotedLabour(
        "LB-R026", "控制单元软件升级（车载充电机）", "Control unit update", MUST, 60, 20_000, 12_000, 12_000, MAKER, YES
    ),
    QuotedLabour("LB-M014", "更换动力电池冷却液", "Battery coolant", MUST, 150, 18_000, 27_000, 27_000, MAKER, YES),
)


def part(code: str, zh: str, en: str, unit: str, fen: int, payer: Payer = CUSTOMER, said: Decision = YES) -> QuotedPart:
    """One OEM part without a discount."""
    return QuotedPart(
        code,
        zh,
        en,
        QualityClass.OEM,
        "云骏",
        1000,
        unit,
        fen,
        fen,
        fen,
        payer,
        said,
        guarantee_months=12,
        guarantee_km=20_000,
    )


PARTS = (
    part("YJ-U101", "全合成机油 5W-30 4L", "Synthetic oil 5W-30 4 L", "桶", 39_800),
    part("YJ-H6-1001", "机油滤清器", "Oil filter", "个", 6_000),
    part("YJ-U111", "放油螺塞垫片", "Drain plug washer", "片", 600),
    part("YJ-H6-2002", "后制动片（套）", "Rear pads (set)", "套", 57_500),
    part("YJ-U105", "制动液 DOT4 1L", "Brake fluid DOT4 1 L", "瓶", 8_600),
    part("YJ-H6-1003", "空调滤清器", "Cabin filter", "个", 16_000),
    part("YJ-H6-5005", "雨刮片（对）", "Wiper blades (pair)", "对", 19_700, said=LATER),
    part("YJ-U107", "动力电池冷却液 4L", "Battery coolant 4 L", "桶", 26_800, MAKER),
)
CONTENT = QuoteContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    advisor="林晓岚",
    edition=2,
    valid_until=samples.at("18:00"),
    estimated_ready_at=samples.at("16:30"),
    labour=LABOUR,
    parts=PARTS,
    remark="本单配件库存齐备。",
)
