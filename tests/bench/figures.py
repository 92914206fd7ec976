"""How the figures are taken: medians of interleaved runs, so that a busy machine weighs on both sides alike."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns

LEAST_RUNS = 5
MS = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, the floor it is held against, in a unit; `most` is what must hold."""

    name: str
    ours: float
    floor: float
    unit: str
    runs: int
    most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    def line(self) -> str:
        """As it stands in the table."""
        held = "" if self.most is None else f"≤ {self.most:g}"
        left = f"{self.ours:>9.2f} {self.floor:>9.2f} {self.unit:<4}"
        return f"{left} {self.ratio:>6.2f} {held:>7} {self.runs:>5}  {self.name}"


HEAD = f"{'ours':>9} {'floor':>9} {'':<4} {'ratio':>6} {'asked':>7} {'runs':>5}"


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    began = perf_counter_ns()
    call()
    return (perf_counter_ns() - began) / MS


def in_turns(ours: Callable[[], float], floor: Callable[[], float], *, runs: int) -> tuple[float, float]:
    """The medians of two measurements taken in turns; the first of each only warms up."""
    assert runs >= LEAST_RUNS
    ours(), floor()
    gc.collect()
    pairs = [(ours(), floor()) for _run in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` per cent do not exceed."""
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]
