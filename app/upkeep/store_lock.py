"""One program writes in a store: who holds the lock beside the database owns it; a killed program lets it go."""

import sys
from pathlib import Path
from typing import IO


class StoreLock:
    """The lock of one database file; several computers share a store through PostgreSQL, never through this."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.owner")
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Whether the store is ours now. OSError: the folder may not be written to."""
        file = self._path.open("ab")
        try:
            _lock(file.fileno())
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give the store free; the file stays, for another might be just taking it."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(descriptor: int) -> None:
    """Lock the first byte without waiting. OSError: somebody else has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
