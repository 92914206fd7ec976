"""The window is closed, the store restored, and a window opened again: nothing holds the file while it is swapped."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.kernel.language import _

if TYPE_CHECKING:
    from app.desk import Store
    from app.upkeep.restore import Restored


class RestoreFirst:
    """Opens a store after restoring it once; `words` then say what was restored and what is lost."""

    def __init__(self, backup: str, database: Path, open_store: "Callable[[], Store]") -> None:
        self.backup, self._database, self._open_store = backup, database, open_store
        self.words = ("", "")

    def __call__(self) -> "Store":
        """Restore (the first time it succeeds), then open. Runs on the desk's thread."""
        if not self.words[0]:
            from app.upkeep.restore import restore

            self.words = _words(restore(Path(self.backup), self._database))
        return self._open_store()


def choose_backup(parent: QWidget, *, folder: str = "") -> str:
    """Ask for a backup file; "" when the person thought better of it."""
    kinds = _("Backups") + " (forecourt-*.zip *.zip)"
    path, _kind = QFileDialog.getOpenFileName(parent, _("Restore from a backup"), folder, kinds)
    return path


def _words(restored: "Restored") -> tuple[str, str]:
    sentence = _("Restored from a backup: {entries} entries, {files} files.").format(
        entries=restored.proof.entries, files=restored.proof.files
    )
    if restored.lost_to < restored.lost_from:
        return sentence, ""
    lost = _("Entries {first} to {last} of the replaced state are not in it; it is kept in {folder}.")
    return sentence, lost.format(first=restored.lost_from, last=restored.lost_to, folder=restored.kept)
