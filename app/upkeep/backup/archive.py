"""Read a backup file as a stranger's: own names only, no links, sizes counted while reading (R29)."""

import errno
import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from app.kernel.cipher import StoreKey, key_id_of, unlocked
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.refusal import Trouble
from app.upkeep.backup.manifest import DATABASE, FORMAT, MANIFEST, Manifest, Member, is_name
from app.upkeep.upgrade import HEAD, known_revisions

MOST_MANIFEST_BYTES = 256 * 1024 * 1024
_CHUNK = 1024 * 1024
# What the library says of a file that was cut, altered, packed by a method it does not know, locked by a password
# (both RuntimeError), or that sends it to a place before its beginning.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OverflowError, struct.error)


class NotRestorable(Trouble):
    """A backup that must not be relied on. `code` is `backup.reason` and never renamed."""

    def __init__(self, code: str, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy or _("Choose another backup. Nothing was changed."))
        self.code = code


class Archive:
    """An opened backup; its manifest was read and agrees with what the file lists."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.manifest = self._read_manifest()
        self._check_list()

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> "Iterator[Archive]":
        """Open a backup file. NotRestorable: it is none, is newer, incomplete, or holds what does not belong there."""
        try:
            file = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise NotRestorable("backup.no_backup", _("This file is not a backup of Forecourt.")) from error
        except OSError as error:
            raise _unreadable(error) from error
        with file:
            yield cls(file)

    def copy(self, member: Member, target: BinaryIO | None) -> None:
        """Read one member to its end, compare it with the manifest, and write it where a target is given."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._opened(member.name) as source:
                while chunk := _read(source):
                    size += len(chunk)
                    if size > member.size:
                        break
                    digest.update(chunk)
                    if target is not None:
                        target.write(chunk)
        except _BROKEN as error:
            raise _altered(member.name) from error
        if size != member.size or digest.hexdigest() != member.sha256:
            raise _altered(member.name)

    def key(self, kept: tuple[StoreKey, ...]) -> StoreKey | None:
        """The key of this backup among those that are kept; None for a plain one. NotRestorable: backup.locked."""
        wanted = self.manifest.key_id
        found = next((one for one in kept if one.id == wanted), None)
        if wanted and found is None:
            raise NotRestorable(
                "backup.locked",
                _("This backup is encrypted, and its key is not on this computer."),
                _("Type the recovery key that its store had then. Nothing was changed."),
            )
        return found

    def content(self, member: Member, key: StoreKey | None) -> bytes:
        """What a file or a secret of the backup holds, unlocked. NotRestorable: backup.altered."""
        outside = BytesIO()
        self.copy(member, outside)
        content: bytes | None = outside.getvalue()
        if key is not None and content is not None and key_id_of(content):
            purpose, name = member.name.split("/", 1)
            content = unlocked(content, key, purpose=purpose, name=name.rsplit("/", 1)[-1])
        if content is None:
            raise _altered(member.name)
        return content

    def _opened(self, name: str) -> IO[bytes]:
        try:
            return self._file.open(name)
        except OSError as error:
            # The disk's own trouble, or a place in the file that cannot be.
            raise _altered(name) if error.errno == errno.EINVAL else _unreadable(error) from error

    def _read_manifest(self) -> Manifest:
        try:
            with self._opened(MANIFEST) as source:
                text = source.read(MOST_MANIFEST_BYTES + 1)
            manifest = msgspec.json.decode(text, type=Manifest)
        except (KeyError, msgspec.MsgspecError, *_BROKEN) as error:
            raise NotRestorable("backup.no_backup", _("This file is not a backup of Forecourt.")) from error
        if manifest.format > FORMAT or manifest.schema not in known_revisions():
            raise NotRestorable(
                "backup.newer",
                _("This backup was made by a newer Forecourt (schema {revision}; this one knows {head}).").format(
                    revision=manifest.schema, head=HEAD
                ),
            )
        return manifest

    def _check_list(self) -> None:
        listed = [info.filename for info in self._file.infolist() if info.filename != MANIFEST]
        wanted = [member.name for member in self.manifest.members]
        strangers = [name for name in listed if not is_name(name)]
        links = [one.filename for one in self._file.infolist() if stat.S_ISLNK(one.external_attr >> 16) or one.is_dir()]
        if strangers or links or len(set(listed)) != len(listed):
            raise NotRestorable(
                "backup.stranger",
                _("The backup holds something that does not belong into one: {name}").format(
                    name=(strangers or links or listed)[0][:80]
                ),
            )
        if sorted(listed) != sorted(wanted) or DATABASE not in wanted:
            lost = sorted(set(wanted) ^ set(listed))
            raise NotRestorable(
                "backup.incomplete",
                _("The backup is not complete: {name}").format(name=(lost or [DATABASE])[0][:80]),
            )


def _read(source: IO[bytes]) -> bytes:
    try:
        return source.read(_CHUNK)
    except zipfile.BadZipFile:
        raise
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> NotRestorable:
    sentence = _("The backup cannot be read: {reason}.").format(reason=reason_of(error))
    return NotRestorable("backup.unreadable", sentence)


def _altered(name: str) -> NotRestorable:
    return NotRestorable(
        "backup.altered", _("Part of the backup was altered or is damaged: {name}").format(name=name[:80])
    )
