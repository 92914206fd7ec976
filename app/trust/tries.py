"""How long a person whose PIN or password was wrong has to wait, on a clock that nobody can set."""

from math import inf

FREE_TRIES = 3
MOST_TRIES = 10


class Tries:
    """When each person last failed in this run of the program; how often they failed stands in the database.

    Waiting is counted in `Clock.elapsed`, which no setting of the PC's clock moves. It begins anew when the store is
    opened, so that starting the program again shortens nothing either.
    """

    def __init__(self, opened_at: float) -> None:
        self._opened_at = opened_at
        self._failed_at: dict[tuple[int, str], float] = {}

    def failed(self, person_id: int, *, elapsed: float, of: str = "pin") -> None:
        """A wrong PIN (or what else `of` names), just now."""
        self._failed_at[person_id, of] = elapsed

    def forget(self, person_id: int, *, of: str = "pin") -> None:
        """The right one, or a new one: nothing is waited for any more."""
        self._failed_at.pop((person_id, of), None)

    def seconds_left(self, person_id: int, failures: int, *, elapsed: float, of: str = "pin") -> float:
        """Until the next try is heard; 0 for now, infinite when only a manager helps.

        Three are free, then 1, 2, 4 … 64 minutes after the last failure or the opening of the store.
        """
        if failures < FREE_TRIES:
            return 0
        if failures >= MOST_TRIES:
            return inf
        since = self._failed_at.get((person_id, of), self._opened_at)
        wait = 60.0 * (1 << (failures - FREE_TRIES))
        return max(0.0, since + wait - elapsed)
