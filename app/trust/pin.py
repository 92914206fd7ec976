"""PINs: six digits, weak ones refused, hashed with argon2id, locked out by repeated failure."""

from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from app.kernel.language import _
from app.kernel.refusal import Refusal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LENGTH = 6
FREE_TRIES = 3
MOST_TRIES = 10
# What people choose first; a date or a run of digits is refused by rule below.
_COMMON = frozenset(
    {"123123", "112233", "520520", "521521", "131452", "147258", "159357", "147896", "110110", "888666"}
)


def check_pin(pin: str, *, field: str = "first_run.pin") -> None:
    """Refuses: pin.length, pin.weak."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        raise Refusal("pin.length", _("A PIN has six digits."), field=field)
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(set(pin)) <= 2 or steps in ({1}, {9}) or pin in _COMMON:
        raise Refusal("pin.weak", _("This PIN is guessed first. Take one without a run or a repetition."), field=field)


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # 25 ms that the first paint need not wait for

    return PasswordHasher()


def hash_pin(pin: str) -> str:
    """The argon2id hash, with its own salt and parameters inside."""
    return _hasher().hash(pin)


def matches(pin_hash: str, pin: str) -> bool:
    """Whether it is this PIN; takes the same time either way."""
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(pin_hash, pin)
    except VerificationError:
        return False


def locked_until(failures: int, last_failed_at: datetime | None) -> datetime | None:
    """When the next try is heard: three are free, then 1, 2, 4 … 64 minutes; after ten only a manager releases."""
    if last_failed_at is None or failures < FREE_TRIES:
        return None
    if failures >= MOST_TRIES:
        return datetime.max.replace(tzinfo=last_failed_at.tzinfo)
    return last_failed_at + timedelta(minutes=2 ** (failures - FREE_TRIES))
