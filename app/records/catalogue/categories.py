"""The closed sets of a quote line: category, quality class, payer, need, decision, kind; and their words."""

from collections.abc import Iterable
from enum import StrEnum

from app.kernel.language import _, mark


class RepairCategory(StrEnum):
    """How deep a repair goes, highest first; it fixes guarantee and certificate (rules.md §1)."""

    OVERHAUL = "overhaul"
    ASSEMBLY = "assembly"
    MAINTENANCE_L2 = "maintenance_l2"
    SPECIAL = "special"
    MAINTENANCE_L1 = "maintenance_l1"
    MINOR = "minor"

    @property
    def rank(self) -> int:
        """6 for an overhaul down to 1 for a minor repair."""
        return len(RepairCategory) - list(RepairCategory).index(self)

    @property
    def needs_certificate(self) -> bool:
        """Whether the car may not leave without a completion certificate (H4)."""
        return self in (RepairCategory.OVERHAUL, RepairCategory.ASSEMBLY, RepairCategory.MAINTENANCE_L2)


class QualityClass(StrEnum):
    """Where a part comes from; the customer is told and chooses (R081)."""

    OEM = "oem"
    EQUIVALENT = "equivalent"
    AFTERMARKET = "aftermarket"
    REMANUFACTURED = "remanufactured"
    CUSTOMER_SUPPLIED = "customer_supplied"


class Payer(StrEnum):
    """Who pays a line."""

    CUSTOMER = "customer"
    WARRANTY = "warranty"
    INSURANCE = "insurance"
    INTERNAL = "internal"
    PACKAGE = "package"


class Need(StrEnum):
    """How much a line is needed, as the advisor tells the customer."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Decision(StrEnum):
    """What the customer said to a line."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"


class LineKind(StrEnum):
    """Labour is counted in hours, a part in pieces or litres, everything else is other."""

    LABOUR = "labour"
    PART = "part"
    OTHER = "other"


# Members of different sets never share a value, so that one table holds them all.
WORDS: dict[StrEnum, str] = {
    RepairCategory.OVERHAUL: mark("Vehicle overhaul"),
    RepairCategory.ASSEMBLY: mark("Assembly repair"),
    RepairCategory.MAINTENANCE_L2: mark("Level-2 maintenance"),
    RepairCategory.SPECIAL: mark("Special repair"),
    RepairCategory.MAINTENANCE_L1: mark("Level-1 maintenance"),
    RepairCategory.MINOR: mark("Minor repair"),
    QualityClass.OEM: mark("OEM"),
    QualityClass.EQUIVALENT: mark("Equivalent"),
    QualityClass.AFTERMARKET: mark("Aftermarket"),
    QualityClass.REMANUFACTURED: mark("Remanufactured"),
    QualityClass.CUSTOMER_SUPPLIED: mark("Customer-supplied"),
    Payer.CUSTOMER: mark("Customer"),
    Payer.WARRANTY: mark("Warranty"),
    Payer.INSURANCE: mark("Insurance"),
    Payer.INTERNAL: mark("Internal"),
    Payer.PACKAGE: mark("Package"),
    Need.REQUIRED: mark("Required"),
    Need.RECOMMENDED: mark("Recommended"),
    Need.OPTIONAL: mark("Optional"),
    Decision.UNDECIDED: mark("Undecided"),
    Decision.ACCEPTED: mark("Accepted"),
    Decision.REFUSED: mark("Declined"),
    Decision.LATER: mark("Later"),
    LineKind.LABOUR: mark("Labour"),
    LineKind.PART: mark("Part"),
    LineKind.OTHER: mark("Other"),
}


def word(member: StrEnum) -> str:
    """The member's word in the language in force."""
    return _(WORDS[member])


def highest(categories: Iterable[RepairCategory]) -> RepairCategory | None:
    """The category of an order: the highest among its lines; None without lines.

    >>> highest([RepairCategory.MINOR, RepairCategory.SPECIAL])
    <RepairCategory.SPECIAL: 'special'>
    """
    return max(categories, key=lambda category: category.rank, default=None)
