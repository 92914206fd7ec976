"""D11 of the story."""

from dataclasses import replace

from app.order.handover.explanation import PassKind
from app.order.handover.gate_pass_paper import GatePassContent
from app.paper.content import SignerRole
from tests.papers import samples

STAMP = samples.stamp(
    "CM2026000147",
    "16:12",
    by="何䶮",
    version=1,
    signatures=(samples.signed(SignerRole.ADVISOR, "何䶮", "16:12", hand="何"),),
)
CONTENT = GatePassContent(
    store=samples.STORE,
    car=samples.CAR,
    customer_name="刘𬭎",
    kind=PassKind.DELIVERED,
    advisor="何䶮",
    settlement_number="JS2026000148",
    handover_number="WXD000021-D12",
    valid_until=samples.at("18:12"),
)
# The same car leaves without repair: nothing settled, nothing signed.
NO_REPAIR = replace(CONTENT, kind=PassKind.NO_REPAIR, settlement_number="", handover_number="", out_odometer_km=41_902)
ON_ACCOUNT = replace(CONTENT, kind=PassKind.ON_ACCOUNT)
