"""From the start of the process to the painted window and to a PIN, and what the visit leaves in memory.

The floor is the least a PySide6 main window can be: Qt's own first example, a centred label, in our three faces loaded
from their files. “Demo store” is one that exists and is opened: making it is no part of starting.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter_ns

import pytest

from tests.bench import a_window
from tests.bench.figures import MS, Figure, in_turns

pytestmark = pytest.mark.bench
RUNS = 7
MOST_PAINTED, MOST_READY = 1.5, 3
LONGEST_S = 600
Said = dict[str, tuple[float, float]]


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Compiled bytecode, as it is shipped: the first run writes it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}


def started(surroundings: dict[str, str], *arguments: str) -> Said:
    """Start the program and time each of its words: milliseconds since the start, resident MiB."""
    began = perf_counter_ns()
    command = [sys.executable, a_window.__file__, *arguments]
    said: Said = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as child:
        assert child.stdout is not None
        for line in child.stdout:
            word, *numbers = line.split()
            if len(numbers) == 2:
                said[word] = (perf_counter_ns() - began) / MS, int(numbers[0]) / 1024
    assert child.wait(LONGEST_S) == 0
    return said


def test_the_window_is_painted_soon_after_a_bare_one(
    surroundings: dict[str, str], demo_template: Path, figures: list[Figure]
) -> None:
    database = str(demo_template / "forecourt.db")
    ready: list[float] = []

    def ours() -> float:
        said = started(surroundings, "desk", database)
        ready.append(said["ready"][0])
        return said["painted"][0]

    painted, bare = in_turns(ours, lambda: started(surroundings, "bare")["painted"][0], runs=RUNS)
    signing_in = sorted(ready[1:])[RUNS // 2]
    name = "start → painted window ÷ bare window with the same faces"
    figures.append(Figure(name, painted, bare, "ms", RUNS, most=MOST_PAINTED))
    name = "start → a PIN can be typed ÷ the same bare window"
    figures.append(Figure(name, signing_in, bare, "ms", RUNS, most=MOST_READY))
    assert painted / bare < MOST_PAINTED
    assert signing_in / bare < MOST_READY
    assert painted < signing_in


def test_memory_after_the_visit_is_told_against_a_bare_window(
    surroundings: dict[str, str], tmp_path: Path, figures: list[Figure]
) -> None:
    """After the whole visit in one window that is still open; its pictures are let go as they are taken."""
    bare = sorted(started(surroundings, "bare")["painted"][1] for _run in range(5))[2]
    if not bare:
        pytest.skip("this system does not tell resident memory")
    command = [sys.executable, "-m", "ui", "tour", "--offscreen", "--out", str(tmp_path / "tour"), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, env=surroundings, check=True).stdout)
    figures.append(Figure("resident memory after the visit ÷ bare window", told["resident_mib"], bare, "MiB", 1))
    longest, own = told["longest_stall"]["ms"], told["hardest_stall"]["own_ms"]
    figures.append(
        Figure("longest stall over the visit, pictures of pages apart ÷ 50 ms", longest, 50, "ms", 1, most=1)
    )
    figures.append(Figure("the same, of the window's own work ÷ 50 ms", own, 50, "ms", 1, most=1))
