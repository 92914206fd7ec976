"""Opens an older store, which upgrades it, and is killed at the n-th statement: run by its test.

Run as a program: `upgrader.py DATABASE N`. With N = 0 it is not killed and says how many statements there were.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import Engine, event

from app.upkeep.opening import open_store


def main(database: Path, last: int) -> None:
    done = 0

    def statement(*_given: Any) -> None:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", statement)
    open_store(database).engine.dispose()
    sys.stdout.write(f"{done}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
