"""Run as a program of its own: sleeps two milliseconds at a time until its input ends, then tells when it overslept.

Whoever stands still at the same moment was held up by the machine, not by itself.
"""

import sys
import threading
from itertools import pairwise
from time import perf_counter_ns, sleep

BEAT_S, LATE_NS = 0.002, 5_000_000


def main() -> None:
    """A line for each time it woke three milliseconds late or more: since when, until when, by the machine's clock."""
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    woken = [perf_counter_ns()]
    while not ended.is_set():
        sleep(BEAT_S)
        woken.append(perf_counter_ns())
    for before, after in pairwise(woken):
        if after - before > LATE_NS:
            sys.stdout.write(f"{before} {after}\n")


if __name__ == "__main__":
    main()
