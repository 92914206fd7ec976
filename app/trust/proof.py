"""A person has just given the password: for five minutes, at this seat, until it is locked or another sits down."""

from dataclasses import dataclass

HOLDS_MS = 300_000


@dataclass(frozen=True, slots=True)
class Proof:
    """Who gave it, where and when (on the clock that nobody can set); made by `app/records/staff/password.py` alone."""

    person_id: int
    seat: str
    at_ms: int

    @classmethod
    def given(cls, person_id: int, seat: str, *, elapsed: float) -> "Proof":
        """Given just now."""
        return cls(person_id, seat, round(elapsed * 1_000))

    def holds(self, person_id: int, seat: str, *, elapsed: float) -> bool:
        """Whether it still speaks for this person at this seat."""
        return (self.person_id, self.seat) == (person_id, seat) and 0 <= round(elapsed * 1_000) - self.at_ms < HOLDS_MS
