"""Switches encryption and is killed at the n-th step that touches the disk: run by its test.

Run as a program: `switcher.py DATABASE on|off N`. With N = 0 it is not killed and says how many steps there were.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.kernel.cipher import StoreKey
from app.upkeep.encryption import Switch, switch

KEY = StoreKey(bytes(range(20)))
STEPS = ("replace", "fsync", "unlink", "rmdir", "mkdir")


def main(database: Path, wanted: str, last: int) -> None:
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
    switch(database, Switch(KEY if wanted == "on" else None))
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
