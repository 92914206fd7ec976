"""PINs: six digits, those guessed first refused, mixed with the store's secret and hashed with argon2id."""

import hmac
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.trust.common_pins import COMMON_PINS

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LENGTH = 6
PEPPER = "pepper"
# What stands before the hash of a PIN that was mixed with the secret first; the first version had none.
_MIXED = "hmac-sha256+"


def check_pin(pin: str, *, field: str = "first_run.pin") -> None:
    """Refuses: pin.length, pin.weak (runs, repetitions, dates, what many take)."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        raise Refusal("pin.length", _("A PIN has six digits."), field=field)
    if _is_pattern(pin) or _is_date(pin) or pin in COMMON_PINS:
        raise Refusal(
            "pin.weak",
            _("This PIN is guessed first. Take one that is no run, no repetition and no date."),
            field=field,
        )


def _is_pattern(pin: str) -> bool:
    """Few digits, equal steps, twice the same half, its own mirror image."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    is_repeated = pin[:3] == pin[3:] or pin == pin[::-1] or pin[0::2] == pin[1::2]
    return len(set(pin)) <= 2 or len(steps) == 1 or is_repeated


def _is_date(pin: str) -> bool:
    """A birthday as people write it: 850412, 120485, 041285, 198504."""
    a, b, c = pin[:2], pin[2:4], pin[4:]
    orders = ((a, b, c), (c, b, a), (c, a, b))
    is_month = pin[:2] in ("19", "20") and 1 <= int(c) <= 12
    return is_month or any(_is_day(year, month, day) for year, month, day in orders)


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # 25 ms that the first paint need not wait for

    return PasswordHasher()


def hash_pin(pin: str, pepper: bytes) -> str:
    """The hash with its own salt and parameters inside; useless without the secret, which is not in the database."""
    return _MIXED + _hasher().hash(_mix(pin, pepper))


def matches(pin_hash: str, pin: str, pepper: bytes) -> bool:
    """Whether it is this PIN; takes the same time either way."""
    from argon2.exceptions import VerificationError

    plain = pin_hash.removeprefix(_MIXED)
    try:
        return _hasher().verify(plain, _mix(pin, pepper) if is_mixed(pin_hash) else pin)
    except VerificationError:
        return False


def is_mixed(pin_hash: str) -> bool:
    """Whether the secret was mixed in; a hash of the first version is made anew at the next right PIN."""
    return pin_hash.startswith(_MIXED)


def _mix(pin: str, pepper: bytes) -> str:
    return hmac.new(pepper, pin.encode(), sha256).hexdigest()


# A hash of nothing anybody knows: an unknown person costs the same time as a wrong PIN.
NO_HASH = f"{_MIXED}$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
