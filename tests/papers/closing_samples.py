"""D13 of the day of the story."""

from datetime import date

from app.closing.closing_paper import ClosingContent, Correction, Range, Takings
from app.order.settlement.methods import PaymentMethod
from app.paper.content import Signed, SignerRole
from app.paper.kinds import PaperKind
from tests.papers import samples

STAMP = samples.stamp(
    "RJ2026000017", "18:20", by="冯雅静", version=1,
    signatures=(Signed(SignerRole.CASHIER, "冯雅静", samples.at("18:20")),),
)  # fmt: skip
CONTENT = ClosingContent(
    store=samples.STORE,
    on=date(2026, 11, 23),
    takings=(
        Takings(PaymentMethod.WECHAT, 5, 512_300, 6_800),
        Takings(PaymentMethod.CASH, 2, 88_000, 0),
        Takings(PaymentMethod.ON_ACCOUNT, 1, 120_000, 0),
        Takings(PaymentMethod.WARRANTY_CLAIM, 1, 32_000, 0),
    ),
    settled=6,
    settled_fen=752_300,
    corrections=(Correction(PaperKind.REFUND, "TK2026000005", "JS2026000148", 6_800, "周明远"),),
    papers=(
        Range(PaperKind.AGREEMENT, 7, "HT2026000150", "HT2026000156", 0),
        Range(PaperKind.SETTLEMENT, 6, "JS2026000143", "JS2026000148", 0),
        Range(PaperKind.CERTIFICATE, 2, "HG2026000021", "HG2026000022", 1),
        Range(PaperKind.GATE_PASS, 6, "CM2026000142", "CM2026000147", 0),
    ),
    delivered=("WXD000014", "WXD000016", "WXD000017", "WXD000019", "WXD000020", "WXD000021"),
    entries=214,
    chain_seq=2_071,
    chain_mac="9f3c01aa7be2d4415c6e0d9a2b17f0a3c4d5e6f708192a3b4c5d6e7f80910213",
)
