"""Which key opens a database or a backup, and the recovery key where this computer has none."""

from pathlib import Path

from app.kernel.cipher import StoreKey, looks_encrypted, opens, typed_key
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.vault import Vault
from app.upkeep.not_opened import NotOpened


def key_for(database: Path, vault: Vault) -> StoreKey | None:
    """The key that opens a file; None for a plain one, for none at all, and for what is no database.

    NotOpened: open.locked, it is encrypted and no key that is kept here opens it. No byte is written.
    """
    if not looks_encrypted(database):
        return None
    key = next((one for one in vault.kept_keys() if opens(database, one)), None)
    if key is None:
        raise NotOpened(
            "open.locked",
            _("{path} is encrypted, and no key on this computer opens it.").format(path=database),
            _("Type the recovery key of this store: without it nobody can read it. Nothing was touched."),
        )
    return key


def unlock_store(words: str, database: Path, *, field: str | None = None) -> None:
    """Keep the key that someone typed from paper, if it opens the store.

    Refuses: recovery_key.incomplete, recovery_key.mistyped, recovery_key.other.
    """
    key = typed_key(words, field=field)
    if not opens(database, key):
        raise _other(field)
    Vault(database.parent).keep_key(key)


def unlock_backup(words: str, backup: Path, database: Path, *, field: str | None = None) -> None:
    """Keep the key that someone typed from paper where a backup is to be restored, if the backup was made with it.

    Refuses: recovery_key.incomplete, recovery_key.mistyped, recovery_key.other. NotRestorable: it is no backup.
    """
    from app.upkeep.backup.archive import Archive

    key = typed_key(words, field=field)
    with Archive.opened(backup) as archive:
        if archive.manifest.key_id != key.id:
            raise _other(field)
    database.parent.mkdir(parents=True, exist_ok=True)
    Vault(database.parent).keep_key(key)


def _other(field: str | None) -> Refusal:
    return Refusal(
        "recovery_key.other", _("This recovery key is typed right, and belongs to something else."), field=field
    )
