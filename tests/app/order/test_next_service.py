"""When a car should come again."""

from datetime import date

import pytest

from app.order.handover.next_service import INTERVALS, NextService, chosen_intervals, next_service
from app.records.vehicles.energy import EnergyType

LEFT_ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("energy", "due"),
    [
        (EnergyType.PETROL, NextService(date(2027, 5, 23), 68_700)),
        (EnergyType.DIESEL, NextService(date(2027, 5, 23), 68_700)),
        (EnergyType.PHEV, NextService(date(2027, 5, 23), 68_700)),
        (EnergyType.EV, NextService(date(2027, 11, 23), 78_700)),
    ],
)
def test_the_proposal_follows_what_the_car_runs_on(energy: EnergyType, due: NextService) -> None:
    assert next_service(energy, left_on=LEFT_ON, odometer_km=58_700) == due


def test_the_day_is_clipped_at_the_end_of_a_short_month() -> None:
    assert next_service(EnergyType.PETROL, left_on=date(2026, 8, 31), odometer_km=0).due_on == date(2027, 2, 28)


def test_the_kilometre_is_rounded_down_to_hundreds() -> None:
    assert next_service(EnergyType.PETROL, left_on=LEFT_ON, odometer_km=58_799).due_km == 68_700


def test_the_store_may_set_its_own_interval() -> None:
    chosen = chosen_intervals({"next_service.petrol": "12;15000"})
    assert next_service(EnergyType.PETROL, left_on=LEFT_ON, odometer_km=10_000, intervals=chosen).due_km == 25_000
    assert chosen[EnergyType.EV] == INTERVALS[EnergyType.EV]


@pytest.mark.parametrize("written", ["", "12", "12;", "0;15000", "12;0", "a;b", "12,15000"])
def test_an_interval_that_cannot_be_read_leaves_the_default(written: str) -> None:
    assert chosen_intervals({"next_service.petrol": written}) == INTERVALS
