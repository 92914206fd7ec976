"""Is there room on the disk? Forms are always saved; photographs and backups need some left (R7)."""

import shutil
from pathlib import Path

from app.kernel.language import _
from app.kernel.refusal import Trouble

LEAST_BYTES = 300 * 1024 * 1024
_MEGABYTE = 1024 * 1024


def free_bytes(folder: Path) -> int:
    """How much is free where a folder lies, or will lie."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    return shutil.disk_usage(there).free


def check_room(folder: Path, *, needed: int = 0) -> None:
    """Trouble: less than 300 MB would be left; what was typed is saved all the same."""
    free = free_bytes(folder)
    if free - needed < LEAST_BYTES:
        raise Trouble(
            _("Only {free} MB are free where {folder} lies; {needed} MB are needed.").format(
                free=f"{free // _MEGABYTE:,}", folder=folder, needed=f"{(needed + LEAST_BYTES) // _MEGABYTE:,}"
            ),
            _("Free some space on this disk. Forms are saved all the same; photographs and backups wait."),
        )
