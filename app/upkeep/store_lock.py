"""One program writes in a store: who holds the lock beside the database owns it; a killed program lets it go."""

from pathlib import Path

from filelock import FileLock, Timeout


class StoreLock:
    """The lock of one database file; several computers share a store through PostgreSQL, never through this."""

    def __init__(self, database: Path) -> None:
        self._lock = FileLock(database.with_name(f"{database.name}.owner"))

    def take(self) -> bool:
        """Whether the store is ours now. OSError: the folder may not be written to."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        """Give the store free."""
        self._lock.release()
