"""The window is closed, encryption switched, and a window opened again: nothing holds the file while it is swapped."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.kernel.language import _

if TYPE_CHECKING:
    from app.desk import Store
    from app.upkeep.encryption import Switch


class SwitchFirst:
    """Opens a store after switching its encryption once; `words` then say how it stands."""

    def __init__(self, wanted: "Switch", database: Path, open_store: "Callable[[], Store]") -> None:
        self._wanted, self._database, self._open_store = wanted, database, open_store
        self.words = ("", "")

    def __call__(self) -> "Store":
        """Switch (the first time it succeeds), then open. Runs on the desk's thread."""
        if not self.words[0]:
            from app.upkeep.encryption import switch

            switch(self._database, self._wanted)
            self.words = _words(self._wanted.key is not None)
        return self._open_store()


def unlock(code: str, words: str, *, database: Path, backup: Path | None) -> None:
    """Keep the recovery key that was typed: the store's own, or that of the backup to be restored."""
    from app.upkeep.unlocking import unlock_backup, unlock_store

    if code == "backup.locked" and backup is not None:
        unlock_backup(words, backup, database, field="barred.key")
    else:
        unlock_store(words, database, field="barred.key")


def _words(is_on: bool) -> tuple[str, str]:
    if is_on:
        return _("The store is encrypted."), _("Backups made before are not: delete them once they are needed no more.")
    return _("The store is not encrypted any longer."), ""
