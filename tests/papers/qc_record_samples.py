"""D07 of the story: passed in the second round."""

from app.order.inspection.measured_paper import CheckedItem
from app.order.qc.levels import CheckLevel
from app.order.qc.qc_record_paper import LevelRecord, Phase, PhaseRecord, QcContent, RoadTest
from app.paper.content import SignerRole
from app.records.catalogue.categories import RepairCategory
from app.records.checklists.limits import Verdict
from tests.papers import samples

STAMP = samples.stamp(
    "WXD000021-D07",
    "15:42",
    by="钱守信",
    version=1,
    signatures=(
        samples.signed(SignerRole.TECHNICIAN, "孙思琪", "15:06", hand="孙"),
        samples.signed(SignerRole.FOREMAN, "吴建国", "15:14", hand="吴"),
        samples.signed(SignerRole.INSPECTOR, "钱守信", "15:42", hand="钱"),
    ),
)


def item(code: str, zh: str, en: str, verdict: Verdict = Verdict.OK, remark: str = "") -> CheckedItem:
    """One item of a quality check, judged by eye."""
    return CheckedItem(code, zh, en, "safety", verdict, remark=remark)


WORK = (item("QG-01", "按合同逐项完成", "All agreed lines done"), item("QG-02", "旧件留存", "Old parts kept"))
TORQUE = CheckedItem(
    "QG-09", "车轮螺栓力矩", "Wheel bolt torque", "safety", Verdict.OK, "", 112_000, "N·m", "<110", "<100"
)
INSULATION = CheckedItem("QG-14", "绝缘复测", "Insulation re-test", "hv", Verdict.OK, "", 12_800, "MΩ", "<2.0", "<0.5")
FINAL = (
    TORQUE,
    INSULATION,
    item("QG-03", "制动路试", "Brakes on the road"),
    item("QG-05", "故障码清零", "Codes cleared"),
)
FAILED = (item("QG-06", "保养提示复位", "Service reminder reset", Verdict.REPLACE, "未复位"),)
CONTENT = QcContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    agreement_number="HT2026000152",
    repair_category=RepairCategory.SPECIAL,
    levels=(
        LevelRecord(CheckLevel.SELF, 1, "孙思琪", samples.at("14:50"), True),
        LevelRecord(CheckLevel.MUTUAL, 1, "吴建国", samples.at("14:58"), False, FAILED, "保养提示未复位", "孙思琪"),
        LevelRecord(CheckLevel.SELF, 2, "孙思琪", samples.at("15:06"), True, WORK),
        LevelRecord(CheckLevel.MUTUAL, 2, "吴建国", samples.at("15:14"), True, (TORQUE,)),
        LevelRecord(CheckLevel.FINAL, 2, "钱守信", samples.at("15:42"), True, FINAL),
    ),
    completed_at=samples.at("15:42"),
    phases=(
        PhaseRecord(Phase.ENTRY, "后制动片 2.8 / 3.1 mm；冷却液 138 µS/cm", "孙思琪", samples.at("09:46")),
        PhaseRecord(Phase.COMPLETION, "后制动片 11.0 mm；冷却液 42 µS/cm；绝缘 12.8 MΩ", "钱守信", samples.at("15:42")),
    ),
    road_test=RoadTest(41_900, 41_906, "示例路—环路—示例路", "制动无异响，充电正常", "钱守信"),
)
