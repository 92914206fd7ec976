"""D02 of the story."""

from app.order.inspection.inspection_paper import Diagnosis, FaultCode, InspectionContent
from app.order.inspection.measured_paper import CheckedItem
from app.paper.content import Photo, SignerRole
from app.records.catalogue.categories import Need
from app.records.checklists.limits import Verdict
from tests.papers import samples

STAMP = samples.stamp(
    "WXD000021-D02",
    "09:48",
    by="林晓岚",
    version=2,
    signatures=(
        samples.signed(SignerRole.TECHNICIAN, "孙思琪", "09:46", hand="孙"),
        samples.advisor("09:48"),
        samples.representative("09:55"),
    ),
)
OK, ATTENTION, REPLACE, NA = Verdict


def seen(
    number: int, zh: str, en: str, verdict: Verdict = OK, remark: str = "", need: Need | None = None
) -> CheckedItem:
    """One item judged by eye."""
    return CheckedItem(f"MP-{number:02d}", zh, en, "engine_bay", verdict, remark=remark, need=need)


def measured(
    code: str, zh: str, en: str, milli: int, unit: str, warn: str, limit: str, *,
    place: str = "", stage: str = "engine_bay",
    verdict: Verdict = OK, remark: str = "", need: Need | None = None,
) -> CheckedItem:  # fmt: skip
    """One measured item."""
    return CheckedItem(code, zh, en, stage, verdict, place, milli, unit, warn, limit, remark, need)


def four(
    code: str, zh: str, en: str, unit: str, warn: str, limit: str, values: tuple[int, ...]
) -> tuple[CheckedItem, ...]:
    """One item at four wheels."""
    wheels = zip(("FL", "FR", "RL", "RR"), values, strict=True)
    return tuple(
        measured(code, zh, en, milli, unit, warn, limit, place=wheel, stage="wheels") for wheel, milli in wheels
    )


WHEELS = (
    *four("MP-32", "胎纹深度", "Tyre tread depth", "mm", "<3.0", "<1.6", (5_200, 5_100, 4_600, 4_400)),
    *four("MP-33", "胎压（冷态）", "Tyre pressure, cold", "kPa", "<210", "<180", (235_000, 235_000, 240_000, 238_000)),
    *four("MP-36", "轮胎年限", "Tyre age", "年", ">=5", ">=8", (4_000,) * 4),
    measured("MP-37", "前制动片厚度", "Front pads", 7_600, "mm", "<5.0", "<3.0", place="L", stage="wheels"),
    measured("MP-37", "前制动片厚度", "Front pads", 7_400, "mm", "<5.0", "<3.0", place="R", stage="wheels"),
    measured(
        "MP-38", "后制动片厚度", "Rear pads", 2_800, "mm", "<5.0", "<3.0", place="L", stage="wheels",
        verdict=REPLACE, remark="已低于更换限；更换后轴一套", need=Need.REQUIRED,
    ),
    measured(
        "MP-38", "后制动片厚度", "Rear pads", 3_100, "mm", "<5.0", "<3.0", place="R", stage="wheels",
        verdict=ATTENTION, remark="与左侧一同更换", need=Need.REQUIRED,
    ),
)  # fmt: skip
FLUIDS = (
    measured(
        "MP-06", "制动液含水量", "Brake fluid water", 2_400, "%", ">=2", ">=3",
        verdict=ATTENTION, remark="沸点下降；更换制动液", need=Need.RECOMMENDED,
    ),
    measured("MP-04", "冷却液冰点", "Coolant freezing point", -37_000, "℃", ">-30", ">-20"),
    measured("MP-08", "蓄电池静态电压", "Battery rest voltage", 12_600, "V", "<12.4", "<12.0"),
    measured("MP-09", "蓄电池健康度", "Battery state of health", 81_000, "%", "<70", "<50"),
    measured("MP-10", "起动电压降", "Cranking voltage", 10_400, "V", "<10.0", "<9.6"),
    measured("MP-11", "充电电压", "Charging voltage", 14_100, "V", "<13.5", "<13.2"),
    measured("MP-28", "出风口温度", "Outlet temperature", 6_000, "℃", ">10", ">14"),
)  # fmt: skip
HIGH_VOLTAGE = (
    measured("EV-02", "高压绝缘电阻", "HV insulation", 12_800, "MΩ", "<2.0", "<0.5", stage="hv"),
    measured("EV-03", "电池健康度 SOH", "Battery SOH", 93_000, "%", "<80", "<70", stage="hv"),
    measured("EV-04", "单体最大压差", "Cell voltage difference", 22_000, "mV", ">50", ">100", stage="hv"),
    measured("EV-05", "电池最高温度", "Highest cell temperature", 27_000, "℃", ">45", ">55", stage="hv"),
    measured("EV-08", "等电位连接", "Equipotential bonding", 20, "Ω", ">0.05", ">0.1", stage="hv"),
    measured(
        "EV-10", "冷却液电导率", "Coolant conductivity", 138_000, "µS/cm", ">100", ">200", stage="hv",
        verdict=ATTENTION, remark="厂家质保：更换冷却液并做绝缘检测", need=Need.REQUIRED,
    ),
    measured("EV-17", "DC/DC 输出电压", "DC/DC output", 14_000, "V", "<13.5", "<13.0", stage="hv"),
)  # fmt: skip
WRITTEN = """
发动机机油液位与品质 机油渗漏 冷却液液位 制动液液位 风挡清洗液 蓄电池桩头与固定 传动皮带
空气滤清器 空调滤清器 管路、软管老化 发动机异响/抖动 近光灯、远光灯 转向灯、危险报警灯
制动灯（含高位） 倒车灯、牌照灯、雾灯 雨刮片前后 喷水 喇叭 仪表故障灯 安全带 驻车制动
制动踏板行程 转向自由行程 轮胎老化/鼓包/割伤 制动盘磨损 制动软管 轮毂轴承间隙 前减振器渗漏
后减振器渗漏 摆臂胶套、球头 转向拉杆球头 驱动轴防尘罩 变速器渗漏 排气系统 燃油管路渗漏
底盘磕碰 电池箱底护板 高压线束与接插件 电池冷却液液位 电子水泵运转 直流充电口
交流充电口及电子锁 交流充电试验 驱动电机异响/渗漏 减速器油渗漏 12V蓄电池状态 制动能量回收
行人提示音 备胎/补胎液有效期 便携充电器 发动机启停切换
"""
NAMES = WRITTEN.split()
FOUND = {
    "空调滤清器": (ATTENTION, "积尘、有异味；随保养更换", Need.RECOMMENDED),
    "仪表故障灯": (ATTENTION, "充电系统提示，见下方诊断", Need.REQUIRED),
    "雨刮片前后": (ATTENTION, "刮拭有水痕，尚可使用", Need.OPTIONAL),
    "直流充电口": (NA, "本车型未装备", None),
}
BY_EYE = tuple(
    seen(number, name, "Item checked by eye", *FOUND.get(name, (OK,))) for number, name in enumerate(NAMES, 1)
)
CONTENT = InspectionContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    technician="孙思琪",
    opened_at=samples.at("09:05"),
    closed_at=samples.at("09:46"),
    template="MP-PHEV v4",
    items=(*WHEELS, *FLUIDS, *HIGH_VOLTAGE, *BY_EYE),
    qualification="高压作业资格",
    tools="T-07、T-11、T-15（已校准）",
    diagnoses=(
        Diagnosis(
            "家用桩充电多次中断",
            "车载充电机控制软件在电压波动时误判断电",
            "故障码 P0D57 历史 3 次；充电口温度、锁止及绝缘均正常；厂家通报 H6-2026-11",
            "升级车载充电机软件；电导率超注意限，同时更换动力电池冷却液（厂家质保）",
        ),
        Diagnosis(
            "倒车制动后轮吱吱响",
            "左后制动片磨至报警片接触制动盘",
            "左后 2.8 mm、右后 3.1 mm；制动盘厚度与跳动在限值内（照片 P16）",
            "更换后制动片一套，清洁导向销并润滑；更换后磨合约 200 km",
        ),
    ),
    fault_codes=(
        FaultCode("P0D57", "OBC 车载充电机", "接近检测电路偶发中断", "历史，非当前", 3),
        FaultCode("U0293", "VCU 整车控制器", "与混动控制单元通信丢失（由上一项引起）", "历史，非当前", 3),
    ),
    photos=(
        Photo("P15", "左后制动片 2.8 mm"),
        Photo("P16", "左后制动盘"),
        Photo("P17", "冷却液 138 µS/cm"),
        Photo("P18", "充电口与锁止"),
    ),
    next_visit=(
        "2027-05-23 或 51,900 km（先到为准）保养；届时更换雨刮片，复测后轮胎花纹"
        "（约 4.4 mm，按目前磨损预计还可行驶 15,000 km 左右）。"
    ),
)
