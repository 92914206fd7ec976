"""D09 of the story: due 1,891.10, rounded down by 1.10, paid 1,890.00."""

from app.order.settlement.methods import InvoiceState, PaymentMethod
from app.order.settlement.settlement_paper import (
    BillSeen,
    LabourGuarantee,
    PartGuarantee,
    PaymentSeen,
    SettledLabour,
    SettledPart,
    SettlementContent,
)
from app.paper.content import SignerRole
from app.records.catalogue.categories import Decision, Payer, QualityClass
from tests.papers import agreement_samples, quote_samples, samples

STAMP = samples.stamp(
    "JS2026000148",
    "15:55",
    by="冯雅静",
    version=2,
    signatures=(samples.representative("15:58"), samples.signed(SignerRole.CASHIER, "冯雅静", "15:55", hand="冯")),
)
LABOUR = tuple(
    SettledLabour(
        line.code, line.name_zh, line.name_en, line.payer, line.hours_x100, line.rate_fen, line.amount_fen, line.net_fen
    )
    for line in quote_samples.LABOUR
    if line.decision is Decision.ACCEPTED
)
PARTS = tuple(
    SettledPart(
        line.code, line.name_zh, line.name_en, line.payer, line.quality_class, line.brand,
        line.quantity_milli, line.unit, line.unit_price_fen, line.amount_fen, line.net_fen,
    )
    for line in quote_samples.PARTS
    if line.decision is Decision.ACCEPTED
)  # fmt: skip
CONTENT = SettlementContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    cashier="冯雅静",
    arrived_at=samples.at("08:35"),
    completed_at=samples.at("15:42"),
    agreement_number="HT2026000152",
    labour=LABOUR,
    parts=PARTS,
    bills=(
        BillSeen(
            Payer.CUSTOMER, "刘𬭎", 189_110, 110, 189_000, (PaymentSeen(PaymentMethod.WECHAT, 189_000, "尾号 0731"),)
        ),
        BillSeen(
            Payer.WARRANTY,
            "",
            81_800,
            payments=(PaymentSeen(PaymentMethod.WARRANTY_CLAIM, 0),),
            reference="SP2026000061",
        ),
    ),
    signed_total_fen=189_110,
    vat_bp=1300,
    vat_net_fen=167_257,
    vat_tax_fen=21_743,
    invoice_state=InvoiceState.ISSUED,
    invoice_title="刘𬭎",
    old_parts="制动片带走；滤芯由店处理",
    left_on=samples.DAY,
    labour_guarantees=(LabourGuarantee(agreement_samples.MINOR, 90, 5_000),),
    part_guarantees=(PartGuarantee(QualityClass.OEM, 12, 20_000),),
)
