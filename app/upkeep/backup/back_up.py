"""Make a backup: one file with everything, while the store is in use, proved before it bears its name.

Keys travel inside: a backup that could not be verified on another computer would
be no backup. Who holds the file can therefore read the store, unless the store is encrypted: then the backup is too,
its keys are locked like its files, and the key of all this stays outside (docs/reliability.md).
"""

from pathlib import Path

from app.desk import Desk, Store
from app.kernel.apart import apart
from app.kernel.database import troubles
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.trust.deeds import Deed
from app.upkeep.backup.make import Backup, Source, make
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.shelf import thin_out
from app.upkeep.found import FOUNDER


def back_up(desk: Desk, folder: Path, *, why: Why, is_apart: bool = False) -> Backup:
    """Make one backup in a folder, prove it, thin out the older ones; entered in the audit chain.

    `is_apart`: in a process of its own, where a window is in use meanwhile: the longest steps of a large store (lists
    of all its files) would hold Python's lock for half a second.
    Trouble: no room, the folder cannot be written, or what was made could not be proved; nothing is left behind then.
    """
    store = desk.store
    # What the program does by itself is done in nobody's name.
    desk = desk.by(FOUNDER) if why is not Why.ASKED or not desk.person.id else desk
    desk.require(Deed.BACKUP_MAKE)
    _check_can(store, folder)
    with troubles():
        database = Path(str(store.engine.url.database))
        source = Source.of(database, store.blobs.folder, store.vault, store.key)
        given = (source, folder, why, store.clock.now())
        backup = apart(make, *given) if is_apart else make(*given)
        thin_out(folder, store.utc_offset_minutes)
    with desk.deed(Deed.BACKUP_MAKE) as deed:
        deed.note(file=backup.name, reaches=backup.seq, why=why.value)
    return backup


def _check_can(store: Store, folder: Path) -> None:
    if store.engine.dialect.name != "sqlite":
        raise Trouble(
            _("This store lies in PostgreSQL; its backups are made there."),
            _("Use pg_dump, and copy the files folder."),
        )
    if store.only_looks:
        raise Trouble(store.only_looks, _("A backup is made of a store that is sound."))
    if folder.resolve().is_relative_to(store.blobs.folder.resolve()):
        raise Trouble(
            _("Backups cannot lie among the store's own files."), _("Choose another folder, best on another disk.")
        )
