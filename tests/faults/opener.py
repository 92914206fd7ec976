"""Opens a store, which upgrades an older one, and is killed at the n-th step that touches the disk: run by its test.

Run as a program: `opener.py DATABASE N`. With N = 0 it is not killed and says how many steps there were.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.upkeep.opening import open_store
from tests.faults.dying import die_at


def main(database: Path, last: int) -> None:
    """Open, or die in it."""
    die_at(last, lambda: open_store(database).engine.dispose())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
