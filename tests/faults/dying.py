"""A program that is killed at the n-th step that touches the disk, and what its test asks of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

STEPS = ("replace", "fsync", "unlink", "rmdir", "mkdir")


def die_at(last: int, work: Callable[[], object]) -> None:
    """Do it and say how many steps it took; killed at the step `last`, at none with 0."""
    done = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return step

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    work()
    sys.stdout.write(f"{done}\n")


def said_until(last: int, program: Path, *given: object) -> str:
    """Run such a program, which takes `last` after its own arguments; answers what it said, "" if it was killed."""
    words = [sys.executable, str(program), *map(str, given), str(last)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9), done.stderr
    assert (done.returncode == 0) is bool(done.stdout)
    return done.stdout


def tried(steps: int, *, is_long: bool, points: int) -> range:
    """At which steps it is killed: at each one, or at so many of them."""
    return range(1, steps + 1, 1 if is_long else max(1, steps // points))
