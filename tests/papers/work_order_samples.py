"""D06 of the story."""

from app.order.checkin.choices import DamageKind, OldParts, View, Wash
from app.order.workshop.work_order_paper import DamageBefore, SelfCheck, WorkLine, WorkOrderContent, WorkPart
from app.paper.content import SignerRole
from app.records.catalogue.categories import Decision
from app.records.checklists.limits import Verdict
from tests.papers import checkin_samples, quote_samples, samples

STAMP = samples.stamp(
    "WXD000021-D06",
    "15:05",
    by="吴建国",
    version=1,
    signatures=(
        samples.signed(SignerRole.FOREMAN, "吴建国", "10:30", hand="吴"),
        samples.signed(SignerRole.TECHNICIAN, "孙思琪", "15:05", hand="孙"),
    ),
)
TIMES = ("10:35", "11:20", "12:50", "13:00", "13:15", "13:40", "14:10", "15:00")
AGREED = tuple(line for line in quote_samples.LABOUR if line.decision is Decision.ACCEPTED)
PROCEDURES = {"LB-R002": "导向销螺栓 30 N·m，车轮螺栓 110 N·m；更换报警线", "LB-R024": "1,000 V 挡，≥ 2.0 MΩ"}
CONTENT = WorkOrderContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    advisor="林晓岚",
    bay="高压工位 6",
    promised_at=samples.at("16:30"),
    statement=checkin_samples.CONTENT.statement,
    lines=tuple(
        WorkLine(
            line.code,
            line.name_zh,
            line.name_en,
            line.hours_x100,
            "孙思琪",
            samples.at(TIMES[index]),
            samples.at(TIMES[index + 1]),
            needs_hv_qualification=line.code in ("LB-R024", "LB-M014"),
            procedure=PROCEDURES.get(line.code, ""),
        )
        for index, line in enumerate(AGREED)
    ),
    parts=tuple(
        WorkPart(
            line.code, line.name_zh, line.name_en, line.quantity_milli, line.unit, f"A1-{index:03d}", is_issued=True
        )
        for index, line in enumerate(quote_samples.PARTS, start=1)
        if line.decision is Decision.ACCEPTED
    ),
    old_parts=OldParts.LOOK_FIRST,
    wash=Wash.EXTERIOR,
    allows_road_test=True,
    has_high_voltage=True,
    power_off_done=True,
    warnings=("前风挡右侧星形裂纹 6 mm：勿用力关门", "儿童座椅在后排，留车"),
    damages=(DamageBefore(View.LEFT, DamageKind.SCRATCH, "8 cm"),),
    self_checks=(
        SelfCheck("车轮螺栓力矩", "Wheel bolt torque", Verdict.OK),
        SelfCheck("制动踏板踩实", "Brake pedal firm", Verdict.OK),
        SelfCheck("无渗漏", "No leaks", Verdict.OK),
        SelfCheck("工具清点", "Tools counted", Verdict.OK),
        SelfCheck("保养提示复位", "Service reminder reset", Verdict.OK),
    ),
)
