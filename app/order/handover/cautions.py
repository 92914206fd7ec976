"""What a driver should mind after a kind of work: a table of works, the words that tell them, the sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.language import _, mark


class Caution(StrEnum):
    """The cautions there are, in the order in which they are told; what concerns safety comes first."""

    BRAKES_BED_IN = "brakes_bed_in"
    WHEEL_NUTS = "wheel_nuts"
    NEW_TYRES = "new_tyres"
    HIGH_VOLTAGE = "high_voltage"
    TRANSMISSION = "transmission"
    ENGINE_RUN_IN = "engine_run_in"
    OIL_LEVEL = "oil_level"
    COOLANT_LEVEL = "coolant_level"
    BRAKE_FLUID = "brake_fluid"
    TIMING_BELT = "timing_belt"
    ALIGNMENT = "alignment"
    BATTERY_RESET = "battery_reset"
    AIR_CONDITIONING = "air_conditioning"
    FRESH_PAINT = "fresh_paint"
    SOFTWARE = "software"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Telltale:
    """What was done, by the names of the catalogue: the caution applies where one of the words is found."""

    caution: Caution
    words: tuple[str, ...]
    but_not: tuple[str, ...] = ()


_TABLE = (
    Telltale(Caution.BRAKES_BED_IN, ("制动片", "制动盘", "刹车片", "刹车盘", "brake pad", "brake disc")),
    Telltale(
        Caution.WHEEL_NUTS,
        ("轮胎", "补胎", "制动片", "制动盘", "减振器", "下摆臂", "轮毂轴承",
         "tyre", "brake pad", "brake disc", "damper", "wheel bearing", "control arm"),
    ),
    Telltale(Caution.NEW_TYRES, ("更换轮胎", "replace tyre")),
    Telltale(
        Caution.HIGH_VOLTAGE,
        ("动力电池", "高压", "车载充电", "驱动电机", "traction battery", "hv ", "on-board charger"),
    ),
    Telltale(Caution.TRANSMISSION, ("变速器", "atf", "transmission")),
    Telltale(Caution.ENGINE_RUN_IN, ("发动机大修", "engine overhaul")),
    Telltale(
        Caution.OIL_LEVEL,
        ("机油", "公里保养", "插混车常规保养", "engine oil", "oil and filter", "km service"),
        ("滤清器",),
    ),
    Telltale(Caution.COOLANT_LEVEL, ("冷却液", "水泵", "节温器", "coolant", "water pump", "thermostat")),
    Telltale(Caution.BRAKE_FLUID, ("更换制动液", "replace brake fluid")),
    Telltale(Caution.TIMING_BELT, ("正时皮带", "timing belt")),
    Telltale(Caution.ALIGNMENT, ("定位", "下摆臂", "alignment", "control arm")),
    Telltale(Caution.BATTERY_RESET, ("更换蓄电池", "12 v battery")),
    Telltale(
        Caution.AIR_CONDITIONING,
        ("空调压缩机", "检漏加注", "制冷剂", "a/c compressor", "recharge", "refrigerant"),
    ),
    Telltale(Caution.FRESH_PAINT, ("喷漆", "paint ")),
    Telltale(Caution.SOFTWARE, ("软件", "software")),
)  # fmt: skip

WORDS: dict[Caution, str] = {
    Caution.BRAKES_BED_IN: mark(
        "New brake pads and discs bed in over the first 200 km: brake early and gently, hard only if you must."
    ),
    Caution.WHEEL_NUTS: mark(
        "The wheels were off: come by after 50 to 100 km, we tighten the nuts to torque again, free."
    ),
    Caution.NEW_TYRES: mark("New tyres grip fully after about 100 km: keep more distance, corner calmly."),
    Caution.HIGH_VOLTAGE: mark(
        "Work was done on the high-voltage system: if a warning lamp lights, stop safely, open nothing, call us."
    ),
    Caution.TRANSMISSION: mark(
        "The gearbox learns its shift points again: it may shift a little roughly over the first 100 km."
    ),
    Caution.ENGINE_RUN_IN: mark("Run the engine in: below 3,000 rpm and half throttle for the first 1,000 km."),
    Caution.OIL_LEVEL: mark(
        "Check the oil level after about 500 km, on level ground, five minutes after switching off."
    ),
    Caution.COOLANT_LEVEL: mark(
        "Check the coolant level with a cold engine after 100 km; never open the cap while the engine is hot."
    ),
    Caution.BRAKE_FLUID: mark("Should the brake pedal feel soft or travel further, do not drive on: call us."),
    Caution.TIMING_BELT: mark("Should you hear a rattle or a squeal on cold starts, let us listen to it at once."),
    Caution.ALIGNMENT: mark("Should the car pull to one side or the wheel stand askew, come back: we set it again."),
    Caution.BATTERY_RESET: mark(
        "The battery was disconnected: the clock, stored stations and one-touch windows may need to be set again."
    ),
    Caution.AIR_CONDITIONING: mark("Run the air conditioning for ten minutes once a week; tell us if cooling fades."),
    Caution.FRESH_PAINT: mark("Fresh paint: no car wash, wax or polish for 30 days; rinse bird droppings off at once."),
    Caution.SOFTWARE: mark("Control software was renewed: personal settings may be back at their defaults."),
    Caution.WATCH: mark("Should anything sound, smell or feel unusual, stop safely and call our service line."),
}


def cautions_for(work_names: Iterable[str]) -> tuple[Caution, ...]:
    """The cautions for the works and parts of an order, by their names in either language; the last one always.

    >>> [caution.value for caution in cautions_for(["更换蓄电池(12V)"])]
    ['battery_reset', 'watch']
    """
    names = [name.casefold() + " " for name in work_names]
    return (*(sign.caution for sign in _TABLE if any(_tells(sign, name) for name in names)), Caution.WATCH)


def usual_cautions(work_names: Iterable[str]) -> str:
    """The same as text in the language in force, a line each: what stands where nobody wrote anything else."""
    return "\n".join(_(WORDS[caution]) for caution in cautions_for(work_names))


def _tells(sign: Telltale, name: str) -> bool:
    return any(word in name for word in sign.words) and not any(word in name for word in sign.but_not)
