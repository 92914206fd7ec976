"""Who answers for a comeback (返修责任), by when that is decided, and whether the customer pays (rules.md §1)."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.language import mark

# Within its guarantee a repair is redone free of charge unless the store shows in this time that it is not its cause.
TO_DECIDE = timedelta(days=3)


class ReworkResponsibility(StrEnum):
    """What the inspector or a manager finds of a car that came back."""

    UNDECIDED = "undecided"
    REPAIR_QUALITY = "repair_quality"
    PART_DEFECT = "part_defect"
    PRODUCT_QUALITY = "product_quality"
    CUSTOMER_USE = "customer_use"
    UNRELATED = "unrelated"


RESPONSIBILITY_WORDS: dict[ReworkResponsibility, str] = {
    ReworkResponsibility.UNDECIDED: mark("Not decided yet"),
    ReworkResponsibility.REPAIR_QUALITY: mark("Quality of the repair"),
    ReworkResponsibility.PART_DEFECT: mark("Defect of the part"),
    ReworkResponsibility.PRODUCT_QUALITY: mark("Quality of the car"),
    ReworkResponsibility.CUSTOMER_USE: mark("How it was used"),
    ReworkResponsibility.UNRELATED: mark("Another fault"),
}
AGAINST_CUSTOMER = frozenset({ReworkResponsibility.CUSTOMER_USE, ReworkResponsibility.UNRELATED})


def is_free(responsibility: ReworkResponsibility, *, is_charged: bool) -> bool:
    """Whether the customer pays nothing: not decided is free too; `is_charged` once a manager agreed to a price (R072).

    >>> is_free(ReworkResponsibility.UNDECIDED, is_charged=False)
    True
    """
    return not is_charged and responsibility not in AGAINST_CUSTOMER


def is_overdue(responsibility: ReworkResponsibility, *, due_at: datetime, now: datetime) -> bool:
    """Whether nobody decided in time."""
    return responsibility is ReworkResponsibility.UNDECIDED and now > due_at
