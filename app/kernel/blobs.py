"""Files by their SHA-256: photographs and issued papers beside the database. Once put, never changed."""

from pathlib import Path

from app.kernel.database import troubles
from app.kernel.digest import sha256
from app.kernel.durable import write_durably
from app.kernel.language import _
from app.kernel.refusal import Trouble


class Blobs:
    """A folder of files, each named by its own digest, two levels deep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

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
            write_durably(target, content)
        return digest

    def open(self, digest: str) -> bytes:
        """The bytes of a digest, checked against it. Trouble when missing or altered."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise Trouble(
                _("A stored file is missing: {digest}").format(digest=digest[:12]),
                _("Restore it from the newest backup; doctor names all that are missing."),
            ) from error
        if sha256(content) != digest:
            raise Trouble(
                _("A stored file was altered: {digest}").format(digest=digest[:12]),
                _("Restore it from the newest backup; doctor names all that are altered."),
            )
        return content

    def found(self, digest: str) -> bytes | None:
        """The bytes, or None when the file is missing or altered: a paper then says that the picture is."""
        return self.path(digest).read_bytes() if self.is_sound(digest) else None

    def read(self, digest: str) -> bytes | None:
        """The bytes as they lie there, unchecked: for who finds out what happened to them. None when missing."""
        path = self.path(digest)
        return path.read_bytes() if path.exists() else None

    def is_sound(self, digest: str) -> bool:
        """Whether the file is there and unaltered."""
        path = self.path(digest)
        return path.exists() and sha256(path.read_bytes()) == digest

    def drop(self, digest: str) -> None:
        """Delete a file for good: only when nothing may be kept of it any longer."""
        self.path(digest).unlink(missing_ok=True)
