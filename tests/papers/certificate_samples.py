"""D08 of a second-level maintenance of the same car: the story itself needs none."""

from dataclasses import replace
from datetime import date

from app.order.qc.certificate_paper import CertificateContent
from app.paper.content import SignerRole
from app.records.catalogue.categories import RepairCategory
from tests.papers import samples

STAMP = samples.stamp(
    "HG2026000031",
    "15:45",
    by="钱守信",
    version=1,
    signatures=(samples.signed(SignerRole.INSPECTOR, "钱守信", "15:45", hand="钱"), samples.advisor("15:50")),
)
CONTENT = CertificateContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    repair_category=RepairCategory.MAINTENANCE_L2,
    agreement_number="HT2026000152",
    inspector="钱守信",
    in_on=samples.DAY,
    out_on=samples.DAY,
    out_odometer_km=41_906,
    guarantee_days=90,
    guarantee_km=5_000,
    part_months=12,
    part_km=20_000,
    last_on=date(2027, 2, 21),
    last_km=46_906,
    engine_number="YJ15T000248",
    motor_number="YJM2000248",
)
CARD = replace(CONTENT, repair_category=RepairCategory.SPECIAL)
