"""Energy type against the plate's letter."""

import pytest

from app.records.vehicles.energy import WORDS, EnergyType, contradiction, contradicts


@pytest.mark.parametrize(
    ("plate", "energy", "is_contradiction"),
    [
        ("苏AD12345", EnergyType.EV, False),
        ("苏AD12345", EnergyType.PHEV, True),
        ("苏AD12345", EnergyType.PETROL, True),
        ("苏AF20871", EnergyType.PHEV, False),
        ("苏AF20871", EnergyType.EV, True),
        ("苏AF20871", EnergyType.DIESEL, True),
        ("苏A12345D", EnergyType.EV, False),
        ("苏A8K2M6", EnergyType.EV, False),
        ("", EnergyType.EV, False),
    ],
)
def test_a_green_plate_must_fit_the_vehicle(plate: str, energy: EnergyType, is_contradiction: bool) -> None:
    assert contradicts(plate, energy) is is_contradiction
    assert (contradiction(plate, energy) is not None) is is_contradiction


def test_what_is_noted_at_check_in_follows_from_the_energy_type() -> None:
    assert [energy for energy in EnergyType if not energy.has_fuel] == [EnergyType.EV]
    assert [energy for energy in EnergyType if energy.has_traction_battery] == [EnergyType.PHEV, EnergyType.EV]
    assert set(WORDS) == set(EnergyType)
