"""What can be chosen at check-in: views and kinds of damage, old parts, wash, waiting, dash-cam."""

from enum import StrEnum

from app.kernel.language import _, mark


class View(StrEnum):
    """The five sides of the outline."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    FRONT = "front"
    REAR = "rear"


class DamageKind(StrEnum):
    """The seven kinds, with their letters A–G on paper."""

    SCRATCH = "scratch"
    DENT = "dent"
    CHIPPED = "chipped"
    CRACK = "crack"
    RUST = "rust"
    MISSING = "missing"
    BROKEN = "broken"


class OldParts(StrEnum):
    """What becomes of the parts that are taken out."""

    TAKE_BACK = "take_back"
    STORE_DISPOSES = "store_disposes"
    LOOK_FIRST = "look_first"


class Wash(StrEnum):
    """Whether the car is washed."""

    NONE = "none"
    EXTERIOR = "exterior"
    FULL = "full"


class Waits(StrEnum):
    """Whether the customer stays."""

    IN_STORE = "in_store"
    LEAVES = "leaves"


class DashCam(StrEnum):
    """What the customer wishes of the dash-cam."""

    ABSENT = "absent"
    LEAVE_ON = "leave_on"
    SWITCH_OFF = "switch_off"


class Lamp(StrEnum):
    """The warning lamps that are met most."""

    ENGINE = "engine"
    ABS = "abs"
    TYRES = "tyres"
    BRAKES = "brakes"
    OIL = "oil"
    COOLANT = "coolant"
    BATTERY = "battery"
    AIRBAG = "airbag"
    DRIVE = "drive"


LETTERS: dict[DamageKind, str] = dict(zip(DamageKind, "ABCDEFG", strict=True))
WORDS: dict[StrEnum, str] = {
    View.LEFT: mark("Left side"),
    View.TOP: mark("Roof"),
    View.RIGHT: mark("Right side"),
    View.FRONT: mark("Front"),
    View.REAR: mark("Rear"),
    DamageKind.SCRATCH: mark("Scratch"),
    DamageKind.DENT: mark("Dent"),
    DamageKind.CHIPPED: mark("Chipped paint"),
    DamageKind.CRACK: mark("Crack"),
    DamageKind.RUST: mark("Rust"),
    DamageKind.MISSING: mark("Missing part"),
    DamageKind.BROKEN: mark("Broken"),
    OldParts.TAKE_BACK: mark("Take back"),
    OldParts.STORE_DISPOSES: mark("Store disposes"),
    OldParts.LOOK_FIRST: mark("Look first"),
    Wash.NONE: mark("No wash"),
    Wash.EXTERIOR: mark("Exterior only"),
    Wash.FULL: mark("Inside and out"),
    Waits.IN_STORE: mark("Waits here"),
    Waits.LEAVES: mark("Leaves the car"),
    DashCam.ABSENT: mark("No dash-cam"),
    DashCam.LEAVE_ON: mark("Dash-cam on"),
    DashCam.SWITCH_OFF: mark("Dash-cam off"),
}
LAMP_WORDS: dict[str, str] = {
    Lamp.ENGINE: mark("Engine"),
    Lamp.ABS: mark("ABS"),
    Lamp.TYRES: mark("Tyres"),
    Lamp.BRAKES: mark("Brakes"),
    Lamp.OIL: mark("Oil pressure"),
    Lamp.COOLANT: mark("Coolant"),
    Lamp.BATTERY: mark("Charging"),
    Lamp.AIRBAG: mark("Airbag"),
    Lamp.DRIVE: mark("E-drive"),
}


def lamp_word(code: str) -> str:
    """A lamp in the language in force; one that is not in the list stands as it was typed."""
    return _(LAMP_WORDS[code]) if code in LAMP_WORDS else code
