"""Two starts at once, fifty times: exactly one of them owns the store; a killed owner leaves it free."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.upkeep.opening import FILE_NAME
from app.upkeep.store_lock import StoreLock

STARTER = Path(__file__).with_name("starter.py")
TIMES = 50
Starter = subprocess.Popen[str]

pytestmark = pytest.mark.faults


@contextmanager
def two(database: Path, way: str) -> Iterator[tuple[Starter, Starter]]:
    pair = tuple(
        subprocess.Popen(
            [sys.executable, str(STARTER), str(database), way], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _one in range(2)
    )
    yield pair  # type: ignore[misc]  # two of them
    for one in pair:
        one.kill()
        one.wait()
        for stream in (one.stdin, one.stdout):
            if stream is not None:
                stream.close()


def told(pair: tuple[Starter, Starter]) -> list[str]:
    """Both are told at once; what each of them says."""
    for one in pair:
        assert one.stdin is not None
        one.stdin.write("go\n")
    for one in pair:
        assert one.stdin is not None
        one.stdin.flush()
    return [heard(one) for one in pair]


def heard(one: Starter) -> str:
    assert one.stdout is not None
    return one.stdout.readline().strip()


def test_exactly_one_of_two_starts_owns_the_store(tmp_path: Path, say: Callable[[str], None]) -> None:
    with two(tmp_path / FILE_NAME, "locked") as pair:
        for _time in range(TIMES):
            assert sorted(told(pair)) == ["ours", "theirs"]
            told(pair)
    say(f"two starts at once: {TIMES} times, one owner each time")


def test_control_without_the_lock_both_take_it(tmp_path: Path) -> None:
    with two(tmp_path / FILE_NAME, "unlocked") as pair:
        assert told(pair) == ["ours", "ours"]


def test_a_killed_owner_leaves_the_store_free(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path / FILE_NAME)
    with two(tmp_path / FILE_NAME, "locked") as pair:
        assert "ours" in told(pair)
        assert not lock.take()
    assert lock.take()
    lock.release()
