"""When a car should come again: a date and a kilometre by its energy, whichever is reached first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from app.order.agreement.guarantee import months_later
from app.records.vehicles.energy import EnergyType

# (months, km); what the customer is told until the store's settings say otherwise.
Intervals: TypeAlias = Mapping[EnergyType, tuple[int, int]]

INTERVALS: Intervals = {
    EnergyType.PETROL: (6, 10_000),
    EnergyType.DIESEL: (6, 10_000),
    EnergyType.PHEV: (6, 10_000),
    # No oil to age: brake fluid, coolant and cabin filter set the pace.
    EnergyType.EV: (12, 20_000),
}
SETTING = "next_service"
_ROUND_KM = 100


@dataclass(frozen=True, slots=True)
class NextService:
    """The day and the kilometre, whichever comes first."""

    due_on: date
    due_km: int


def next_service(
    energy: EnergyType, *, left_on: date, odometer_km: int, intervals: Intervals = INTERVALS
) -> NextService:
    """What is proposed when the car leaves; the kilometre is rounded down to hundreds, as people remember it.

    >>> next_service(EnergyType.PETROL, left_on=date(2026, 8, 31), odometer_km=58_712)
    NextService(due_on=datetime.date(2027, 2, 28), due_km=68700)
    """
    months, km = intervals[energy]
    return NextService(months_later(left_on, months), (odometer_km + km) // _ROUND_KM * _ROUND_KM)


def chosen_intervals(settings: Mapping[str, str]) -> Intervals:
    """The defaults with what the store has set: `next_service.ev` = `12;20000`. What cannot be read is left out.

    >>> chosen_intervals({"next_service.petrol": "12;15000"})[EnergyType.PETROL]
    (12, 15000)
    """
    chosen = {energy: _read(settings.get(f"{SETTING}.{energy.value}", "")) for energy in EnergyType}
    return {energy: chosen[energy] or INTERVALS[energy] for energy in EnergyType}


def _read(text: str) -> tuple[int, int] | None:
    months, _sign, km = text.partition(";")
    if not (months.strip().isdecimal() and km.strip().isdecimal()):
        return None
    return (int(months), int(km)) if int(months) and int(km) else None
