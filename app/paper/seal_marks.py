"""What a seal is and what can be said of it: plain values, so that nobody waits for pyHanko to name them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.language import mark

# The field of a paper that no hand signed; every other field is named by the role of who signed.
SEAL_FIELD = "seal"


@dataclass(frozen=True, slots=True)
class Place:
    """One signature that is to be made: its field, whose it is, where it stands (no box: nowhere to be seen)."""

    field: str
    name: str
    reason: str
    location: str
    page: int = 0
    box: tuple[int, int, int, int] | None = None


class SealFault(StrEnum):
    """What speaks against a file; a value is never renamed, for `verify --json` prints it."""

    UNSEALED = "unsealed"
    DAMAGED = "damaged"
    ALTERED = "altered"
    ADDED_TO = "added_to"
    TAKEN_AWAY = "taken_away"
    OTHER_KEY = "other_key"


FAULT_WORDS: dict[SealFault, str] = {
    SealFault.UNSEALED: mark("It carries no seal."),
    SealFault.DAMAGED: mark("The file is damaged: it cannot be read to its end."),
    SealFault.ALTERED: mark("It was altered after it was sealed."),
    SealFault.ADDED_TO: mark("Something was added after the last seal."),
    SealFault.TAKEN_AWAY: mark("The last of its seals was taken away."),
    SealFault.OTHER_KEY: mark("It was sealed with a key that is not this store's."),
}


@dataclass(frozen=True, slots=True)
class SealFound:
    """One signature as it was found in a file. `fingerprint` is the SHA-256 of the certificate it was made with."""

    field: str
    name: str
    reason: str
    sealed_at: datetime | None
    fingerprint: str
    is_ours: bool
    is_whole: bool
    covers_all: bool
    is_modified: bool


@dataclass(frozen=True, slots=True)
class SealReport:
    """All signatures of a file, oldest first, and what speaks against it."""

    seals: tuple[SealFound, ...]
    faults: tuple[SealFault, ...]

    @property
    def is_valid(self) -> bool:
        """Whether every signature is whole and the store's, and nothing came after the newest."""
        return not self.faults
