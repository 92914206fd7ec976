"""D01 of the story."""

from app.order.checkin.checkin_paper import CarItem, CheckinContent, ItemSeen, Source, ValuableSeen
from app.order.checkin.choices import DamageKind, DashCam, OldParts, View, Waits, Wash
from app.order.checkin.walk_around_paper import DamageItem
from tests.papers import samples

STAMP = samples.stamp(
    "WXD000021-D01",
    "08:52",
    by="林晓岚",
    version=3,
    signatures=(samples.representative("08:52"), samples.advisor("08:52")),
)
CONTENT = CheckinContent(
    store=samples.STORE,
    car=samples.CAR,
    party=samples.PARTY,
    advisor="林晓岚",
    arrived_at=samples.at("08:35"),
    reception_started_at=samples.at("08:41"),
    statement=(
        "家里充电桩充电，最近三次充到一半自己停了，要拔下来重插；倒车踩刹车时后面有吱吱声，早上冷车更明显。正好该保养了，一起做。"
    ),
    waits=Waits.LEAVES,
    wash=Wash.EXTERIOR,
    old_parts=OldParts.LOOK_FIRST,
    dash_cam=DashCam.SWITCH_OFF,
    allows_road_test=True,
    source=Source.APPOINTMENT,
    appointment_number="YY2026000107",
    preferred_channel="phone",
    is_authorised_by_owner=True,
    key_count=2,
    key_tag="K-17",
    fuel_eighths=5,
    soc_percent=63,
    remaining_range_km=52,
    warning_lamps=("充电系统",),
    fault_when="充电约 1 小时后；冷车倒车",
    fault_frequency="充电 3 次中 3 次；异响每日",
    fault_since="约 2026-11-10",
    fault_elsewhere="无",
    damages=(
        DamageItem(1, View.LEFT, 4000, 6900, DamageKind.SCRATCH, "light", "左前门下部，约 8 cm", "P03"),
        DamageItem(2, View.FRONT, 8200, 6900, DamageKind.CHIPPED, "light", "前保险杠左角，2 处", "P04"),
        DamageItem(3, View.RIGHT, 7420, 8500, DamageKind.SCRATCH, "medium", "右前轮毂边缘", "P05"),
        DamageItem(4, View.REAR, 3100, 7200, DamageKind.DENT, "light", "后保险杠左侧，约 3 cm", "P06"),
        DamageItem(5, View.TOP, 3350, 3600, DamageKind.CRACK, "medium", "前风挡右侧，星形 6 mm", "P07"),
    ),
    items=tuple(ItemSeen(item, item is not CarItem.EXTINGUISHER) for item in CarItem),
    valuables=(ValuableSeen("儿童座椅", 1, "后排"),),
    photo_count=14,
    estimate_low_fen=150_000,
    estimate_high_fen=210_000,
    promised_at=samples.at("16:30"),
    inspection_fee_fen=10_000,
    remark="客户 11:30 前方便接电话，下午请先发短信；儿童座椅安装带请保持原样。",
)
