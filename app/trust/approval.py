"""A second person's yes to one deed, given on the spot with their PIN or password."""

from dataclasses import dataclass

from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class Approval:
    """Who agreed to what, and how; made by `step_up` alone, and used for the deed it was asked for."""

    deed: Deed
    person_id: int
    staff_no: str
    by_password: bool = False
