"""How long one waits after wrong PINs."""

from math import inf

import pytest

from app.trust.tries import Tries

ME, OTHER = 1, 2


@pytest.mark.parametrize(("failures", "minutes"), [(0, 0), (2, 0), (3, 1), (4, 2), (5, 4), (9, 64), (10, inf)])
def test_the_wait_doubles_and_after_ten_only_a_manager_helps(failures: int, minutes: float) -> None:
    tries = Tries(opened_at=0)
    tries.failed(ME, elapsed=1000)
    assert tries.seconds_left(ME, failures, elapsed=1000) == 60 * minutes


def test_waiting_ends_when_the_time_is_over() -> None:
    tries = Tries(opened_at=0)
    tries.failed(ME, elapsed=1000)
    assert tries.seconds_left(ME, 3, elapsed=1059.5) == 0.5
    assert tries.seconds_left(ME, 3, elapsed=1060) == 0


def test_waiting_begins_anew_when_the_store_is_opened() -> None:
    tries = Tries(opened_at=500)
    assert tries.seconds_left(ME, 5, elapsed=500) == 240
    assert tries.seconds_left(ME, 5, elapsed=740) == 0


def test_one_waits_for_oneself_alone() -> None:
    tries = Tries(opened_at=0)
    tries.failed(ME, elapsed=900)
    assert tries.seconds_left(OTHER, 3, elapsed=900) == 0
    tries.forget(ME)
    assert tries.seconds_left(ME, 3, elapsed=900) == 0
