"""Secrets of one store, by name: in the system's key ring where it has one, else in files only this user reads."""

import base64
import os
import secrets
import uuid
from enum import StrEnum
from pathlib import Path

from app.kernel.cipher import StoreKey

SERVICE = "Forecourt"
_ID_FILE = "forecourt.id"
# A key ring cannot be asked what it holds; so what was ever kept stands here by name, for backups.
_NAMES_FILE = "forecourt.secrets"
# The chain's key has had this file since the first version; a store that has it goes on with it.
_FILES = {"chain": "forecourt.key"}
# Keys of databases, by their own id: they belong to a file and not to a folder, and none takes another one's place.
_CIPHER = "cipher-"


class Place(StrEnum):
    """Where secrets are kept; doctor says so."""

    KEY_RING = "key_ring"
    FILE = "file"


class Vault:
    """The secrets of the store in a folder. `wants_key_ring` False keeps all in files: throw-away stores."""

    def __init__(self, folder: Path, *, wants_key_ring: bool = True) -> None:
        self.folder = folder
        self._wants_key_ring = wants_key_ring
        self._place: Place | None = None

    @property
    def place(self) -> Place:
        """Where a secret that is written now would lie."""
        if self._place is None:
            self._place = Place.KEY_RING if self._wants_key_ring and _has_key_ring() else Place.FILE
        return self._place

    @property
    def store_id(self) -> str:
        """What tells this store's secrets from another's; made with the folder and moved with it."""
        path = self.folder / _ID_FILE
        if not path.exists():
            _write_new(path, str(uuid.uuid4()).encode())
        return path.read_text(encoding="ascii").strip()

    @property
    def known_id(self) -> str:
        """The store's id if it has one already, else ""; makes none."""
        path = self.folder / _ID_FILE
        return path.read_text(encoding="ascii").strip() if path.exists() else ""

    def take_id(self, store_id: str) -> None:
        """Go by this id from now on: it came with the database. Nothing happens where there is one already."""
        if not self.known_id:
            _write_new(self.folder / _ID_FILE, store_id.encode("ascii"))

    def change_id(self, store_id: str) -> None:
        """Go by the id of the store that takes this folder over."""
        rough = self.folder / f"{_ID_FILE}.part"
        rough.unlink(missing_ok=True)
        _write_new(rough, store_id.encode("ascii"))
        rough.replace(self.folder / _ID_FILE)

    def has(self, name: str) -> bool:
        """Whether a secret of this name was ever kept; makes none."""
        is_findable = bool(self.known_id) or name.startswith(_CIPHER)
        return self.path(name).exists() or (is_findable and self.read(name) is not None)

    def secret(self, name: str, *, size: int = 32) -> bytes:
        """The secret of this name; `size` random bytes when it is asked for the first time."""
        found = self.read(name)
        if found is None:
            found = secrets.token_bytes(size)
            self.write(name, found)
        return found

    def read(self, name: str) -> bytes | None:
        """The secret, or None. A file beside the database goes before the key ring: it came with the folder."""
        path = self.path(name)
        if path.exists():
            return path.read_bytes()
        if self.place is Place.FILE:
            return None
        import keyring

        kept = keyring.get_password(SERVICE, self._user(name))
        return None if kept is None else base64.b64decode(kept)

    def write(self, name: str, value: bytes) -> None:
        """Keep a secret under this name, durably; one that was there is replaced."""
        self._remember(name)
        if self.place is Place.KEY_RING and not self.path(name).exists():
            import keyring

            keyring.set_password(SERVICE, self._user(name), base64.b64encode(value).decode())
            return
        rough = self.path(name).with_suffix(".part")
        rough.unlink(missing_ok=True)
        _write_new(rough, value)
        rough.replace(self.path(name))

    def names(self) -> tuple[str, ...]:
        """The names of all secrets that are kept, sorted: what a backup must bring; no keys of databases."""
        names = set(_FILES) | {"pepper"}  # kept before there was a list
        names |= {name for name in self._listed() if not name.startswith(_CIPHER)}
        return tuple(sorted(name for name in names if self.has(name)))

    def keep_key(self, key: StoreKey) -> None:
        """Keep the key of a database beside those that are kept already."""
        if self.read(_CIPHER + key.id) != key.secret:
            self.write(_CIPHER + key.id, key.secret)

    def kept_keys(self) -> tuple[StoreKey, ...]:
        """Every key of a database that is kept here, the newest first: an older one opens older backups."""
        names = dict.fromkeys(name for name in reversed(self._listed()) if name.startswith(_CIPHER))
        kept = [self.read(name) for name in names]
        return tuple(StoreKey(secret) for secret in kept if secret is not None)

    def key_is_in_file(self, key: StoreKey) -> bool:
        """Whether a key lies in a file of this folder: then it protects nothing from who copies the folder."""
        return self.path(_CIPHER + key.id).exists()

    def _listed(self) -> list[str]:
        listed = self.folder / _NAMES_FILE
        return listed.read_text(encoding="ascii").split() if listed.exists() else []

    def _remember(self, name: str) -> None:
        if name in self._listed():
            return
        with (self.folder / _NAMES_FILE).open("a", encoding="ascii") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())

    def path(self, name: str) -> Path:
        """The file of a secret where there is no key ring."""
        return self.folder / _FILES.get(name, f"forecourt-{name}.key")

    def _user(self, name: str) -> str:
        return name if name.startswith(_CIPHER) else f"{self.store_id}/{name}"


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _has_key_ring() -> bool:
    """Whether the system has a key ring that works; a server and a stock desktop often have none."""
    import keyring
    from keyring.backends import fail, null

    return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)
