"""Which folders a store may lie in: a disk of this computer, no network drive, no folder that a program syncs."""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

# One owner and honest locks are what SQLite stands on; over a network it has neither (sqlite.org/howtocorrupt.html).
_NETWORK = frozenset(
    {"cifs", "smb", "smb2", "smb3", "smbfs", "nfs", "nfs4", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs", "sshfs"}
)
# A sync program copies file and log at different moments, and puts yesterday's file over today's.
_SYNCED = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrive|icloud ?drive|mobile documents|nutstore|坚果云|baidusync|baidunetdisk"
    r"|百度网盘|百度云同步盘|阿里云盘|微云|wps ?云盘|nextcloud|syncthing)( .*| - .*)?",
    re.IGNORECASE,
)
_WINDOWS_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a folder is not for a store: it lies on a network, or in the folder of a sync program; `what` names it."""

    is_network: bool
    what: str


def unfit(folder: Path) -> Unfit | None:
    """What speaks against keeping a store in this folder; None if nothing does. Reads no file of it."""
    whole = _resolved(folder)
    synced = next((part for part in whole.parts if _SYNCED.fullmatch(part)), None)
    if synced is not None:
        return Unfit(False, synced)
    network = _windows_network(whole) if sys.platform == "win32" else _mounted_network(whole, _mounts())
    return Unfit(True, network) if network else None


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


def _mounts() -> Iterable[str]:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()


def _mounted_network(folder: PurePath, mounts: Iterable[str]) -> str:
    """The kind of network file system that a folder lies on, "" if it lies on a disk."""
    deepest, kind = -1, ""
    for line in mounts:
        left, _dash, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        # mountinfo writes blanks and the like as octal: \040
        place = PurePath(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), fields[4]))
        if folder.is_relative_to(place) and len(place.parts) >= deepest:
            deepest, kind = len(place.parts), right.split()[0]
    return kind if kind in _NETWORK or kind.startswith("fuse.") else ""


def _windows_network(folder: PurePath) -> str:
    if str(folder).startswith("\\\\"):
        return folder.drive or "UNC"
    import ctypes

    ask = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009 - the name exists on Windows only
    return folder.drive if ask(folder.drive + os.sep) == _WINDOWS_REMOTE_DRIVE else ""
