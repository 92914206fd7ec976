"""What a backup file says of itself: whose it is, how far it goes, each member with its size and SHA-256."""

import re
from dataclasses import dataclass
from enum import StrEnum

MANIFEST = "manifest.json"
DATABASE = "forecourt.db"
KEYS = "keys/"
FORMAT = 2  # 1 knew no encryption; plain backups are written in it still
# The only names a backup may bring; stored paths are never used as they are.
_NAME = re.compile(r"forecourt\.db|files/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}|keys/[a-z0-9][a-z0-9._-]{0,99}")


class Why(StrEnum):
    """What a backup was made for."""

    ASKED = "asked"
    IN_USE = "in_use"
    CLOSING = "closing"
    RESTORING = "restoring"
    UPGRADING = "upgrading"


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside: its name, how long it is, and the SHA-256 of its bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first thing that is read of a backup. `made_at_ms` are UTC milliseconds; `counts` the rows of each table.

    `key_id` names the key that database, files and secrets are locked with; "" for a plain backup.
    """

    format: int
    store_id: str
    store_name: str
    made_at_ms: int
    why: Why
    schema: str
    head_seq: int
    head_mac: str
    counts: tuple[tuple[str, int], ...]
    members: tuple[Member, ...]
    key_id: str = ""


def is_name(name: str) -> bool:
    """Whether a backup may have a member of this name.

    >>> [is_name(name) for name in ("forecourt.db", "keys/chain", "../evil", "files/aa/bb/CON.txt", "keys/..")]
    [True, True, False, False, False]
    """
    return _NAME.fullmatch(name) is not None
