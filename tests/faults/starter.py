"""Tries to take a store when it is told to, says whether it did, and gives it free again: two of these race in a test.

Run as a program: `starter.py DATABASE locked|unlocked`. The second way is the control: it takes without asking.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.upkeep.store_lock import StoreLock


def main(database: Path, way: str) -> None:
    for line in sys.stdin:
        lock = StoreLock(database)
        is_ours = way == "unlocked" or lock.take()
        sys.stdout.write("ours\n" if is_ours else "theirs\n")
        sys.stdout.flush()
        sys.stdin.readline()
        if way == "locked" and is_ours:
            lock.release()
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
