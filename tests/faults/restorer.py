"""Restores a store and is killed at the n-th step that touches the disk: run by its test.

Run as a program: `restorer.py DATABASE BACKUP N`. With N = 0 it is not killed and says how many steps there were.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.upkeep.restore import restore
from tests.faults.dying import die_at


def main(database: Path, backup: Path, last: int) -> None:
    """Restore, or die in it."""
    die_at(last, lambda: restore(backup, database))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
