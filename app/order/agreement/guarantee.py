"""How long a repair is guaranteed: by law, by the store's promise, by the part. docs/rules/guarantee.md"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.records.catalogue.categories import QualityClass, RepairCategory, word

# (days, km) for each category; whichever is reached first ends the guarantee.
Periods: TypeAlias = Mapping[RepairCategory, tuple[int, int]]

LEGAL: Periods = {
    RepairCategory.OVERHAUL: (100, 20_000),
    RepairCategory.ASSEMBLY: (100, 20_000),
    RepairCategory.MAINTENANCE_L2: (30, 5_000),
    RepairCategory.SPECIAL: (10, 2_000),
    RepairCategory.MAINTENANCE_L1: (10, 2_000),
    RepairCategory.MINOR: (10, 2_000),
}
# What the store promises on its labour until its settings say otherwise; never below the law.
STORE_LABOUR: Periods = {
    RepairCategory.OVERHAUL: (100, 20_000),
    RepairCategory.ASSEMBLY: (100, 20_000),
    RepairCategory.MAINTENANCE_L2: (90, 5_000),
    RepairCategory.SPECIAL: (90, 5_000),
    RepairCategory.MAINTENANCE_L1: (90, 5_000),
    RepairCategory.MINOR: (90, 5_000),
}
STORE_OEM_PART_MONTHS = 12
STORE_OEM_PART_KM = 20_000


@dataclass(frozen=True, slots=True, order=True)
class Guarantee:
    """The last day and the last kilometre that are still inside."""

    last_on: date
    last_km: int


def guarantee(kind: RepairCategory, *, left_on: date, odometer_km: int, periods: Periods) -> Guarantee:
    """The last day and kilometre at which this line is still guaranteed; whichever comes first ends it.

    The day of leaving is day 0 and an equal kilometre is still inside (R071, rules.md §1).

    >>> guarantee(RepairCategory.MINOR, left_on=date(2026, 3, 1), odometer_km=48_210, periods=LEGAL)
    Guarantee(last_on=datetime.date(2026, 3, 11), last_km=50210)
    """
    days, km = periods[kind]
    return Guarantee(left_on + timedelta(days=days), odometer_km + km)


def part_guarantee(quality: QualityClass, *, months: int, km: int, left_on: date, odometer_km: int) -> Guarantee | None:
    """The same for a part, whose promise counts in months; None for a customer's own part and without a promise.

    >>> part_guarantee(QualityClass.OEM, months=1, km=20_000, left_on=date(2027, 1, 31), odometer_km=0)
    Guarantee(last_on=datetime.date(2027, 2, 28), last_km=20000)
    """
    if quality is QualityClass.CUSTOMER_SUPPLIED or months == 0:
        return None
    return Guarantee(months_later(left_on, months), odometer_km + km)


def months_later(on: date, months: int) -> date:
    """The same day of a later month, at its end where it is shorter.

    >>> months_later(date(2028, 1, 31), 1)
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def longest(guarantees: Iterable[Guarantee]) -> Guarantee | None:
    """The one that ends last, by day, then by kilometre; None without any."""
    return max(guarantees, default=None)


def is_inside(one: Guarantee, *, on: date, odometer_km: int) -> bool:
    """Whether the guarantee still runs; `odometer_km` is the accumulated distance after a new cluster."""
    return on <= one.last_on and odometer_km <= one.last_km


def is_covered(guarantees: Iterable[Guarantee], *, on: date, odometer_km: int) -> bool:
    """Whether any of a line's guarantees still runs: labour and part stand side by side."""
    return any(is_inside(one, on=on, odometer_km=odometer_km) for one in guarantees)


def check_promise(periods: Periods, *, field: str | None = None) -> None:
    """A store may promise more than the law, never less. Refuses: guarantee.below_legal."""
    for kind, (least_days, least_km) in LEGAL.items():
        days, km = periods[kind]
        if days < least_days or km < least_km:
            raise Refusal(
                "guarantee.below_legal",
                _("{category}: the law asks for at least {days} days and {km} km.").format(
                    category=word(kind), days=least_days, km=f"{least_km:,}"
                ),
                field=field,
            )
