"""Files by their SHA-256: photographs and issued papers beside the database. Once put, never changed.

The digest is always that of the content. In an encrypted store the file holds it locked; plain files and those of an
earlier key are read all the same, so that switching can be cut off and goes on.
"""

from pathlib import Path

from app.kernel.cipher import StoreKey, key_id_of, locked, unlocked
from app.kernel.database import troubles
from app.kernel.digest import sha256
from app.kernel.durable import write_durably
from app.kernel.language import _
from app.kernel.refusal import Trouble

PURPOSE = "files"


class Blobs:
    """A folder of files, each named by its own digest, two levels deep. `key` locks what is put."""

    def __init__(self, folder: Path, key: StoreKey | None = None, *, earlier: tuple[StoreKey, ...] = ()) -> None:
        self.folder = folder
        self._key = key
        self._keys = {one.id: one for one in (*earlier, *((key,) if key is not None else ()))}

    def path(self, digest: str) -> Path:
        """Where the file of a digest lies (it may be missing)."""
        return self.folder / digest[:2] / digest[2:4] / digest

    def put(self, content: bytes) -> str:
        """Store the bytes durably and return their digest; the same bytes twice are one file. Trouble: no room."""
        digest = sha256(content)
        target = self.path(digest)
        if target.exists():
            return digest
        with troubles():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_durably(target, self._closed(content, digest))
        return digest

    def open(self, digest: str) -> bytes:
        """The bytes of a digest, checked against it. Trouble when missing or altered."""
        content = self.read(digest)
        if content is None:
            raise Trouble(
                _("A stored file is missing: {digest}").format(digest=digest[:12]),
                _("Restore it from the newest backup; doctor names all that are missing."),
            )
        if sha256(content) != digest:
            raise Trouble(
                _("A stored file was altered: {digest}").format(digest=digest[:12]),
                _("Restore it from the newest backup; doctor names all that are altered."),
            )
        return content

    def found(self, digest: str) -> bytes | None:
        """The bytes, or None when the file is missing or altered: a paper then says that the picture is."""
        content = self.read(digest)
        return content if content is not None and sha256(content) == digest else None

    def read(self, digest: str) -> bytes | None:
        """The bytes unchecked: for who finds out what happened to them. None when missing."""
        path = self.path(digest)
        return self.content_of(path.read_bytes(), digest) if path.exists() else None

    def content_of(self, stored: bytes, digest: str) -> bytes:
        """What a stored file holds; locked and not to be opened it stays as it is, which its digest tells."""
        key = self._keys.get(key_id_of(stored))
        content = None if key is None else unlocked(stored, key, purpose=PURPOSE, name=digest)
        return stored if content is None else content

    def is_sound(self, digest: str) -> bool:
        """Whether the file is there and unaltered."""
        return self.found(digest) is not None

    def drop(self, digest: str) -> None:
        """Delete a file for good: only when nothing may be kept of it any longer."""
        self.path(digest).unlink(missing_ok=True)

    def close_all(self) -> int:
        """Bring every sound file into the form this store keeps, locked or plain; answers how many were not in it.

        Nobody else may be putting files meanwhile: what a killed program left half written goes, it may be plain.
        """
        wanted, done = self._key.id if self._key is not None else "", 0
        for rough in self.folder.glob("??/??/.*.part"):
            rough.unlink()
        for path in sorted(self.folder.glob("??/??/*")):
            stored = path.read_bytes()
            content = self.content_of(stored, path.name)
            if key_id_of(stored) != wanted and sha256(content) == path.name:
                write_durably(path, self._closed(content, path.name))
                done += 1
        return done

    def _closed(self, content: bytes, digest: str) -> bytes:
        return content if self._key is None else locked(content, self._key, purpose=PURPOSE, name=digest)


def stored_files(folder: Path) -> tuple[Path, ...]:
    """Every stored file of a folder, in the order of its name; what is being written at this moment is passed over."""
    return tuple(sorted(path for path in folder.glob("??/??/*") if len(path.name) == 64))
