"""What a vehicle runs on, and whether its plate tells another story."""

from enum import StrEnum

from app.kernel.language import _, mark
from app.records.vehicles.plate import plate_energy


class EnergyType(StrEnum):
    """What a vehicle runs on."""

    PETROL = "petrol"
    DIESEL = "diesel"
    PHEV = "phev"
    EV = "ev"

    @property
    def has_fuel(self) -> bool:
        """Whether there is a tank whose level is noted at check-in."""
        return self is not EnergyType.EV

    @property
    def has_traction_battery(self) -> bool:
        """Whether there is a high-voltage battery: its charge is noted, its repair wants a qualification."""
        return self in (EnergyType.PHEV, EnergyType.EV)


WORDS: dict[EnergyType, str] = {
    EnergyType.PETROL: mark("Petrol"),
    EnergyType.DIESEL: mark("Diesel"),
    EnergyType.PHEV: mark("Plug-in hybrid"),
    EnergyType.EV: mark("Battery electric"),
}


def contradicts(plate: str, energy: EnergyType) -> bool:
    """Whether the letter of a new-energy plate says something else than the vehicle's energy type.

    Other plates say nothing about energy: an electric car may still wear its old blue one.

    >>> contradicts("苏AD12345", EnergyType.PHEV), contradicts("苏A8K2M6", EnergyType.EV)
    (True, False)
    """
    said = plate_energy(plate)
    if said is None:
        return False
    return energy is not (EnergyType.EV if said == "ev" else EnergyType.PHEV)


def contradiction(plate: str, energy: EnergyType) -> str | None:
    """The warning to show beside the plate; None when plate and vehicle agree."""
    if not contradicts(plate, energy):
        return None
    if plate_energy(plate) == "ev":
        return _("The letter of this plate is for battery-electric cars, the vehicle is not one. Check both.")
    return _("The letter of this plate is for plug-in hybrids, the vehicle is not one. Check both.")
