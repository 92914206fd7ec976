"""D09 with a minus: the story's settlement taken back, and a part of it given back."""

from app.order.settlement.credit_paper import CreditContent, CreditKind, GivenBack, ReversedBill
from app.order.settlement.methods import PaymentMethod
from app.paper.content import Signed, SignerRole
from app.records.catalogue.categories import Payer
from tests.papers import samples

_SIGNED = (
    Signed(SignerRole.CASHIER, "冯雅静", samples.at("16:20")),
    Signed(SignerRole.MANAGER, "周明远", samples.at("16:20")),
)
STAMP = samples.stamp("HC2026000003", "16:20", by="冯雅静", version=1, signatures=_SIGNED)
REFUND_STAMP = samples.stamp("TK2026000005", "16:20", by="冯雅静", version=1, signatures=_SIGNED)
_PAID = GivenBack(Payer.CUSTOMER, PaymentMethod.WECHAT, samples.at("15:58"), 189_000, 189_000, "4200001234")
CONTENT = CreditContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    kind=CreditKind.REVERSAL,
    reason="付款方式有误：客户改由公司转账，重新结算。",
    cashier="冯雅静",
    approved_by="周明远",
    corrects_number="JS2026000148",
    corrects_issued_at=samples.at("16:02"),
    payments=(
        _PAID,
        GivenBack(Payer.WARRANTY, PaymentMethod.WARRANTY_CLAIM, samples.at("15:50"), 32_000, 32_000),
    ),
    bills=(
        ReversedBill(Payer.CUSTOMER, 84_000, 105_800, 0, 800, 189_000),
        ReversedBill(Payer.WARRANTY, 32_000, 0, 0, 0, 32_000),
    ),
)
REFUND = CreditContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    kind=CreditKind.REFUND,
    reason="空调滤芯未更换，退还该项。",
    cashier="冯雅静",
    approved_by="周明远",
    corrects_number="JS2026000148",
    corrects_issued_at=samples.at("16:02"),
    payments=(GivenBack(Payer.CUSTOMER, PaymentMethod.WECHAT, samples.at("15:58"), 189_000, 6_800, "4200001234"),),
)
