"""D12 of the story."""

from datetime import date

from app.order.checkin.choices import OldParts
from app.order.handover.explanation import Grade, Topic
from app.order.handover.handover_paper import (
    GuaranteeEnd,
    HandoverContent,
    OldPartSeen,
    PutOff,
    Scope,
    TopicDone,
    ValuableReturned,
    WorkDone,
)
from app.paper.content import SignerRole
from app.records.catalogue.categories import Need
from tests.papers import samples

STAMP = samples.stamp(
    "WXD000021-D12",
    "16:08",
    by="何䶮",
    version=2,
    signatures=(samples.representative("16:08"), samples.signed(SignerRole.ADVISOR, "何䶮", "16:08", hand="何")),
)
CONTENT = HandoverContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    advisor="何䶮",
    handed_over_at=samples.at("16:08"),
    out_odometer_km=41_906,
    work=(
        WorkDone("充电中断", "升级车载充电机软件，充电试验 30 分钟无中断", "3 次中断", "0 次"),
        WorkDone("电池冷却", "更换动力电池冷却液，高压绝缘检测合格", "138 µS/cm", "42 µS/cm"),
        WorkDone("倒车吱吱响", "更换后制动片一套，清洁并润滑导向销", "2.8 / 3.1 mm", "11.0 / 11.0 mm"),
        WorkDone("制动液", "更换 DOT4 制动液并排气", "2.4 %", "0.3 %"),
        WorkDone("常规保养", "机油、机滤、放油垫片、空调滤清器，保养提示已复位", "", "完成"),
    ),
    cautions=(
        "新制动片在前 200 km 内磨合，请避免连续急刹；轻微气味属正常。",
        "后轮拆装过：行驶 50–100 km 后请回店复紧车轮螺母，免费，约 5 分钟。",
        "轮胎花纹 4.4–5.2 mm，前制动片 7.4 mm，按目前用车预计可再行驶 15,000 km 以上。",
    ),
    put_off=(
        PutOff("更换雨刮片（一对）", "Wiper blades (pair)", Need.OPTIONAL, "2027-05 保养时"),
        PutOff("后轮胎花纹复测", "Rear tyre tread", Need.RECOMMENDED, "2027-05 保养时"),
    ),
    old_parts=(
        OldPartSeen("后制动片 4 片", "Rear pads, 4 pieces", OldParts.TAKE_BACK),
        OldPartSeen("机油滤清器、空调滤清器", "Oil filter, cabin filter", OldParts.STORE_DISPOSES),
    ),
    next_service_on=date(2027, 5, 23),
    next_service_km=51_900,
    guarantees=(
        GuaranteeEnd(Scope.LABOUR, date(2027, 2, 21), 46_906),
        GuaranteeEnd(Scope.OEM_PARTS, date(2027, 11, 23), 61_906, 7),
        GuaranteeEnd(Scope.LEGAL, date(2026, 12, 3), 43_906),
    ),
    topics=tuple(TopicDone(topic, True) for topic in Topic),
    valuables=(ValuableReturned("儿童座椅 1，在后排", True),),
    grade=Grade.VERY_SATISFIED,
    follow_up_wish="按合同选择，不做满意度回访；用车有任何问题，请随时致电 025-00000000，救援 025-00000002",
)
