"""Passwords of managers and administrators: long, not simple, mixed with the store's secret and hashed like a PIN."""

import unicodedata
from itertools import pairwise

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.trust.pin import hash_pin, matches

LEAST_LENGTH, MOST_LENGTH = 12, 128
LEAST_DIFFERENT = 5
# What has to be left of a password when the name, the number and the PIN are taken out of it.
LEAST_OF_ITS_OWN = 6
# So that the hash of a PIN, copied into the other column, opens nothing.
_MARK = "password\0"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")
_COMMON = frozenset({"password", "passwort", "administrator", "admin", "forecourt", "manager", "welcome", "iloveyou"})


def check_password(password: str, *, known: tuple[str, ...] = (), field: str) -> None:
    """Judge a new password; `known` is what everybody knows of the person (name, number) and the PIN.

    Refuses: password.length, password.simple (few characters, a run, a repetition, only digits, a common word),
    password.known.
    """
    plain = _plain(password).casefold()
    if not LEAST_LENGTH <= len(plain) <= MOST_LENGTH:
        words = _("A password has at least {least} characters.").format(least=LEAST_LENGTH)
        raise Refusal("password.length", words, field=field)
    if _is_simple(plain):
        raise Refusal(
            "password.simple",
            _("This password is guessed first. Take a few words that do not belong together."),
            field=field,
        )
    if len(_without(plain, known)) < LEAST_OF_ITS_OWN:
        raise Refusal("password.known", _("This is hardly more than the name or the PIN."), field=field)


def hash_password(password: str, pepper: bytes) -> str:
    """The hash with its own salt; useless without the secret."""
    return hash_pin(_MARK + _plain(password), pepper)


def is_password(password_hash: str, password: str, pepper: bytes) -> bool:
    """Whether it is this password; takes the same time either way."""
    return matches(password_hash, _MARK + _plain(password), pepper)


def _plain(password: str) -> str:
    """One form for what two keyboards write differently; spaces at the ends are a slip of the hand."""
    return unicodedata.normalize("NFKC", password).strip()


def _is_simple(plain: str) -> bool:
    letters = "".join(character for character in plain if character.isalpha())
    return (
        len(set(plain)) < LEAST_DIFFERENT
        or plain.isdigit()
        or letters in _COMMON
        or _is_repeated(plain)
        or _is_run(plain)
    )


def _is_repeated(plain: str) -> bool:
    """The same block over and over: abcabcabcabc."""
    return plain in (plain + plain)[1:-1]


def _is_run(plain: str) -> bool:
    """Mostly neighbours on the keyboard or in the alphabet, forwards or backwards."""
    neighbours = {pair for row in _ROWS for one, other in pairwise(row) for pair in (one + other, other + one)}
    return sum(one + other in neighbours for one, other in pairwise(plain)) >= 0.7 * (len(plain) - 1)


def _without(plain: str, known: tuple[str, ...]) -> str:
    for words in known:
        for word in (words.casefold(), words.casefold().replace(" ", "")):
            plain = plain.replace(word, "") if word else plain
    return plain
