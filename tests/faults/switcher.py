"""Switches encryption and is killed at the n-th step that touches the disk: run by its test.

Run as a program: `switcher.py DATABASE on|off N`. With N = 0 it is not killed and says how many steps there were.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.kernel.cipher import StoreKey
from app.upkeep.encryption import Switch, switch
from tests.faults.dying import die_at

KEY = StoreKey(bytes(range(20)))


def main(database: Path, wanted: str, last: int) -> None:
    """Switch, or die in it."""
    die_at(last, lambda: switch(database, Switch(KEY if wanted == "on" else None)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
