"""Write a file so that after a power cut it is there whole, or as it was before."""

import os
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Write beside the place, sync, move into place, sync the folder; an earlier file is replaced whole."""
    rough = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with rough.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rough.replace(path)
    except OSError:
        rough.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until a rename in this folder lies on the disk."""
    # Windows cannot open a folder for syncing; its file system journals the rename itself.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
