"""Encryption at rest: the one secret of a store, how a person writes it down, and what is locked with it.

A store's secret has 160 bits: out of reach for guessing, and short enough to be typed back from paper. The keys for
the database, for the files and for what a backup brings are derived from it; none of them tells another one.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.kernel.language import _
from app.kernel.refusal import Refusal

MAGIC = b"SQLite format 3\x00"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing in it is taken for another letter
_MISREAD = str.maketrans("ILO", "110")
_SECRET_BYTES, _LETTERS, _CHECKED_LETTERS, _GROUP = 20, 32, 36, 4
_PAGE = 4096
_LOCKED = b"\x00forecourt-locked-1\x00"
_ID_BYTES, _NONCE_BYTES = 8, 12


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The secret of an encrypted store; it stands in no repr, no log and no file that travels with a backup."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "StoreKey":
        """Another secret, from the system's source of randomness."""
        return cls(secrets.token_bytes(_SECRET_BYTES))

    @property
    def id(self) -> str:
        """What tells this key from another one and tells nothing about it: 16 hex digits."""
        return hashlib.sha256(b"forecourt key id\x00" + self.secret).hexdigest()[: 2 * _ID_BYTES]

    @property
    def words(self) -> str:
        """The recovery key: nine groups of four, the last of which checks the others.

        >>> StoreKey(bytes(20)).words
        '0000-0000-0000-0000-0000-0000-0000-0000-3PJT'
        """
        letters = _letters(self.secret) + _check_of(self.secret)
        return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))

    def derived(self, purpose: str) -> bytes:
        """The 256-bit key for one purpose (HKDF-SHA256)."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), length=32, salt=None, info=f"forecourt {purpose}".encode()).derive(self.secret)


def typed_key(words: str, *, field: str | None = None) -> StoreKey:
    """The key that someone typed from paper; blanks, dashes and capitals do not matter.

    Refuses: recovery_key.incomplete, recovery_key.mistyped.
    """
    letters = "".join(one for one in words.upper() if one.isalnum()).translate(_MISREAD)
    if len(letters) != _CHECKED_LETTERS:
        sentence = _("A recovery key has nine groups of four letters and digits; {n} of 36 are here.")
        raise Refusal("recovery_key.incomplete", sentence.format(n=len(letters)), field=field)
    known = all(one in _ALPHABET for one in letters)
    secret = _bytes(letters[:_LETTERS]) if known else b""
    if not known or _check_of(secret) != letters[_LETTERS:]:
        sentence = _("A letter or digit of the recovery key is wrong. Compare it with the paper group by group.")
        raise Refusal("recovery_key.mistyped", sentence, field=field)
    return StoreKey(secret)


def _letters(content: bytes) -> str:
    number, count = int.from_bytes(content, "big"), len(content) * 8 // 5
    return "".join(_ALPHABET[(number >> 5 * at) & 31] for at in reversed(range(count)))


def _bytes(letters: str) -> bytes:
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    return number.to_bytes(len(letters) * 5 // 8, "big")


def _check_of(secret: bytes) -> str:
    return _letters(hashlib.sha256(b"forecourt recovery key\x00" + secret).digest()[:5])[:_GROUP]


# The database


def connect(path: Path, key: StoreKey | None, *, how: str = "mode=rwc") -> Any:
    """The bare driver on a database file, unlocked where a key is given; no transaction is opened by itself."""
    import sqlcipher3.dbapi2 as sqlite

    connection = sqlite.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    unlock(connection, key)
    return connection


def unlock(connection: Any, key: StoreKey | None) -> None:
    """Give a fresh connection the key, before anything else is asked of it."""
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by us, in a sentence
        connection.execute(f'PRAGMA key = "{raw_key(key)}"')


def raw_key(key: StoreKey | None) -> str:
    """The key of the database as SQLCipher takes it, without another derivation; "" for a plain one."""
    return "" if key is None else f"x'{key.derived('database').hex()}'"


def opens(path: Path, key: StoreKey) -> bool:
    """Whether the key opens this database; no byte is written."""
    import sqlcipher3.dbapi2 as sqlite

    connection = connect(path, key, how="mode=ro&immutable=1")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def looks_encrypted(path: Path) -> bool:
    """Whether a file can be an encrypted database: whole pages, and the first one is noise from its first byte on."""
    try:
        if path.stat().st_size % _PAGE:
            return False
        with path.open("rb") as file:
            page = file.read(_PAGE)
    except OSError:
        return False
    # 4,096 random bytes have all 256 values but for one time in a few thousand; text and pictures' heads do not.
    return not page.startswith(MAGIC) and len(set(page)) >= 250


# Files, and the secrets in a backup


def locked(content: bytes, key: StoreKey, *, purpose: str, name: str) -> bytes:
    """The content encrypted and sealed (AES-256-GCM) for one purpose under one name; elsewhere it opens nowhere."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(key.derived(purpose)).encrypt(nonce, content, name.encode())
    return _LOCKED + bytes.fromhex(key.id) + nonce + sealed


def key_id_of(content: bytes) -> str:
    """The id of the key that a content is locked with; "" for a plain one."""
    if not content.startswith(_LOCKED):
        return ""
    return content[len(_LOCKED) : len(_LOCKED) + _ID_BYTES].hex()


def unlocked(content: bytes, key: StoreKey, *, purpose: str, name: str) -> bytes | None:
    """What was locked; None when it was altered, or locked with another key or under another name."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(_LOCKED) + _ID_BYTES
    nonce, sealed = content[start : start + _NONCE_BYTES], content[start + _NONCE_BYTES :]
    try:
        return AESGCM(key.derived(purpose)).decrypt(nonce, sealed, name.encode())
    except (InvalidTag, ValueError):
        return None
