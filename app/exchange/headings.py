"""What stands over a column: its name for programs, or the words people read; both are understood when it comes in."""

from collections.abc import Iterable
from difflib import get_close_matches

from app.kernel.language import Language, _, current, mark, translate
from app.kernel.typed import half_width

FEN, YUAN = "_fen", "_yuan"
_NEAR = 0.75  # three of four letters: `plat` is `plate` with a slip, 会员等级 is nothing of ours
WORDS: dict[str, str] = {
    "customer_no": mark("Customer number"),
    "customer_type": mark("Person or company"),
    "name": mark("Name"),
    "contact_name": mark("Contact"),
    "gender": mark("Gender"),
    "birthday": mark("Birthday"),
    "mobile": mark("Mobile"),
    "uscc": mark("Credit code"),
    "preferred_channel": mark("Preferred channel"),
    "consent_service": mark("Consent: service (1/0)"),
    "consent_survey": mark("Consent: survey (1/0)"),
    "consent_birthday_care": mark("Consent: greetings (1/0)"),
    "consent_marketing": mark("Consent: offers (1/0)"),
    "vehicle_no": mark("Car number"),
    "plate": mark("Plate"),
    "vin": mark("VIN"),
    "model_code": mark("Model code"),
    "model_name": mark("Model"),
    "energy_type": mark("Energy"),
    "model_year": mark("Model year"),
    "invoice_date": mark("Invoice of"),
    "odometer_km": mark("Odometer (km)"),
    "vehicle_state": mark("Vehicle state"),
    "colour": mark("Colour"),
    "three_guarantee_applies": mark("Three guarantees (1/0)"),
    "order_no": mark("Order number"),
    "settlement_no": mark("Settlement number"),
    "arrived_on": mark("Came on"),
    "settled_on": mark("Settled on"),
    "left_on": mark("Left on"),
    "odometer_in_km": mark("Odometer, coming (km)"),
    "odometer_out_km": mark("Odometer, leaving (km)"),
    "lines": mark("Work and parts"),
    "labour": mark("Work"),
    "parts": mark("Parts used"),
    "total_fen": mark("Total (fen)"),
    "labour_code": mark("Labour code"),
    "name_zh": mark("Name in Chinese"),
    "name_en": mark("Name in English"),
    "hours_x100": mark("Hours (hundredths)"),
    "hourly_rate_fen": mark("Hourly rate (fen)"),
    "amount_fen": mark("Amount (fen)"),
    "repair_category": mark("Repair category"),
    "applies_to": mark("Applies to"),
    "needs_hv_qualification": mark("High-voltage qualification (1/0)"),
    "is_addon_default": mark("Add-on (1/0)"),
    "part_number": mark("Part number"),
    "quality_class": mark("Quality class"),
    "brand": mark("Brand"),
    "unit": mark("Unit"),
    "price_fen": mark("Price (fen)"),
    "cost_fen": mark("Cost (fen)"),
    "guarantee_months": mark("Guarantee (months)"),
    "guarantee_km": mark("Guarantee (km)"),
    "bin_location": mark("Bin"),
    "core_return": mark("Old part goes back (1/0)"),
    "oem_part_number": mark("OEM part number"),
    "opening_stock": mark("Opening stock"),
}
# What other systems and spreadsheets write over the same columns.
_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "customer_no": ("客户编码", "客户号"),
    "customer_type": ("客户类型", "客户性质"),
    "name": ("姓名", "客户姓名", "客户名称", "车主", "车主姓名"),
    "mobile": ("手机", "手机号码", "电话", "联系电话", "电话号码", "phone"),
    "birthday": ("出生日期",),
    "plate": ("车牌", "车牌号", "车牌号码", "号牌号码"),
    "vin": ("vin码", "车架号", "车架号码"),
    "model_name": ("车型名称",),
    "energy_type": ("能源类型", "燃料类型"),
    "odometer_km": ("里程", "行驶里程"),
    "colour": ("车身颜色", "color"),
    "order_no": ("工单编号", "工单号码"),
    "left_on": ("离店日期", "交车日期"),
    "labour_code": ("工时编码", "工时编号"),
    "part_number": ("零件编号", "零件编码", "配件号", "配件编号", "配件编码"),
}


def column_of(heading: str, columns: Iterable[str]) -> str | None:
    """The column a heading names: an amount may come in yuan instead of fen; None if it names none of them."""
    return _names(columns).get(_bare(heading))


def is_nearly_one(heading: str, columns: Iterable[str]) -> bool:
    """Whether a heading that names no column is one of them but for a slip, or a part of it: `pirce_fen`, 单价."""
    bare, names = _bare(heading), _names(columns)
    is_part = len(bare) > 1 and any(bare in name for name in names)
    return is_part or bool(get_close_matches(bare, names, n=1, cutoff=_NEAR))


def spoken(columns: Iterable[str]) -> tuple[str, ...]:
    """The headings people read, in the language in force."""
    return tuple(_(WORDS[column]) for column in columns)


def as_shown(columns: Iterable[str]) -> tuple[str, ...]:
    """The headings one writes: the words for whoever reads Chinese, else the names for programs."""
    return spoken(columns) if current() is Language.CHINESE else tuple(columns)


def _names(columns: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in columns:
        said = (column, WORDS[column], translate(WORDS[column], Language.CHINESE), *_ELSEWHERE.get(column, ()))
        names |= {_bare(name): column for name in said}
        if column.endswith(FEN):
            in_yuan = column.removesuffix(FEN) + YUAN
            names |= {_bare(name.replace("fen", "yuan").replace("分）", "元）")): in_yuan for name in said}
    return names


def _bare(heading: str) -> str:
    return "".join(half_width(heading).lower().split())
