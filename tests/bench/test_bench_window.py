"""From the start of the process to the painted window, and what the window holds in memory."""

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
MOST_STARTS = 4
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
            word, _blank, kib = line.strip().partition(" ")
            if kib.isdigit():
                said[word] = (perf_counter_ns() - began) / MS, int(kib) / 1024
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
    figures.append(Figure(name, painted, bare, "ms", RUNS, most=MOST_STARTS))
    figures.append(Figure("start → somebody can sign in ÷ the same bare window", signing_in, bare, "ms", RUNS))
    assert painted / bare < MOST_STARTS
    assert painted < signing_in


def test_memory_after_the_tour_is_told_against_a_bare_window(
    surroundings: dict[str, str], tmp_path: Path, figures: list[Figure]
) -> None:
    bare = sorted(started(surroundings, "bare")["painted"][1] for _run in range(5))[2]
    if not bare:
        pytest.skip("this system does not tell resident memory")
    said = started(surroundings, "tour", str(tmp_path / "tour"))
    if "toured" not in said:
        pytest.skip("the tour did not hold: run forecourt tour to see which step")
    figures.append(Figure("resident memory after the tour ÷ bare window", said["toured"][1], bare, "MiB", 1))
