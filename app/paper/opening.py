"""The key facts with which most papers open: the car, its owner, who brought it."""

from app.kernel.language import _, mark
from app.paper.content import CarBlock, PartyBlock
from app.paper.grid import VALUE_BOLD, VALUE_STRONG
from app.paper.labels import dash, joined, km, note
from app.paper.sections import Fact

ODOMETER = mark("Odometer")


def car_facts(car: CarBlock, *, odometer: str = ODOMETER) -> tuple[Fact, ...]:
    """Plate (or the end of the VIN), model, VIN, odometer; `odometer` is the label of the last (source text)."""
    return (
        Fact(mark("Plate"), car.name, VALUE_BOLD),
        Fact(mark("Model"), dash(car.model_name)),
        Fact(mark("VIN"), dash(car.vin)),
        Fact(odometer, km(car.odometer_km), VALUE_STRONG),
    )


def owner_fact(party: PartyBlock) -> Fact:
    """The owner's name as typed."""
    return Fact(mark("Owner"), dash(party.customer_name), VALUE_STRONG)


def bringer_fact(party: PartyBlock) -> Fact:
    """Who brought the car, with the relation to the owner."""
    return Fact(mark("Brought by"), bringer(party))


def bringer(party: PartyBlock) -> str:
    """The representative with the relation; the owner in person has no relation."""
    if not party.representative_name:
        return _("The owner in person")
    return party.representative_name + note(party.representative_relation)


def model_and_colour(car: CarBlock) -> str:
    """Model and colour with a dot between."""
    return joined(car.model_name, car.colour)
