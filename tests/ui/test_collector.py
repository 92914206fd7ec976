"""When Python looks for garbage: on the window's thread, the oldest objects while nobody is at work."""

import gc
import threading
from collections.abc import Callable, Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import collector
from ui.collector import LONG_OVERDUE, QUIET_TURNS, _Looks

Turn = Callable[[tuple[int, int, int]], None]
LIMITS = (700, 10, 10)
MANY = 2_000  # more than Python lets lie


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which generations were looked at."""
    seen: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: seen.append(generation))
    monkeypatch.setattr(gc, "get_threshold", lambda: LIMITS)
    monkeypatch.setattr(collector, "give_back", lambda: seen.append(-1))
    return seen


@pytest.fixture
def turn(qtbot: QtBot, looked: list[int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Turn]:
    """One turn with these counts."""
    owner = QObject()
    looks = _Looks(owner)
    looks._timer.stop()

    def take(counts: tuple[int, int, int]) -> None:
        monkeypatch.setattr(gc, "get_count", lambda: counts)
        looks.look()

    yield take
    owner.deleteLater()


def test_while_somebody_works_only_what_is_young_is_looked_at(turn: Turn, looked: list[int]) -> None:
    for made in range(QUIET_TURNS * 2):
        turn((200 * made % 600, 3, 30))
    assert looked == []
    turn((900, 3, 30))
    turn((100, 11, 30))
    assert looked == [0, 1]


def test_in_a_pause_everything_is_looked_at_and_free_memory_goes_back(turn: Turn, looked: list[int]) -> None:
    for _turn in range(QUIET_TURNS):
        turn((10, 3, 6))
    assert looked == [2, -1]


def test_without_any_pause_it_is_done_in_the_end(turn: Turn, looked: list[int]) -> None:
    turn((500, 3, LONG_OVERDUE * LIMITS[2] + 1))
    assert looked == [2, -1]


def rings() -> list[ref[Ring]]:
    return [ref(Ring()) for _ring in range(MANY)]


def test_what_another_thread_left_is_cleared_away_on_the_windows(qtbot: QtBot) -> None:
    threads, owner, left = set[int](), QObject(), list[ref[Ring]]()

    def note(_phase: str, _about: dict[str, int]) -> None:
        threads.add(threading.get_ident())

    def is_cleared() -> bool:
        rings()  # one goes on working; Python counts what was freed against what was made
        return not any(ring() for ring in left)

    collector.settle(owner)
    gc.callbacks.append(note)
    try:
        thread = threading.Thread(target=lambda: left.extend(rings()))
        thread.start()
        thread.join()
        assert all(ring() is not None for ring in left)
        qtbot.waitUntil(is_cleared)
    finally:
        gc.callbacks.remove(note)
        owner.deleteLater()
        gc.unfreeze()
    assert threads == {threading.get_ident()}
