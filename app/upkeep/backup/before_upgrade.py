"""Before a newer program changes the schema: a whole, proved backup in the store's folder for backups (R8).

Beside the copy of the database that `upgrade` makes in any case, which holds no papers and no keys and lies on the
same disk. Proving it brings its own copy up to date: what would fail is known before the store itself is touched.
"""

import logging
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from app.desk import Desk, Store
from app.kernel.cipher import StoreKey, connect
from app.kernel.clock import Clock
from app.kernel.refusal import Trouble
from app.kernel.vault import Vault
from app.trust.deeds import Deed
from app.upkeep.backup.make import Backup, Source, make
from app.upkeep.backup.manifest import Why
from app.upkeep.found import FOUNDER


def back_up_older(database: Path, files: Path, vault: Vault, key: StoreKey | None, clock: Clock) -> Backup | None:
    """Back up a store that is not open yet; None where it has no folder for backups.

    A stick that is not plugged in keeps nobody from opening the store: None too, and why stands in the log.
    """
    folder = _folder(database, key)
    if not folder:
        return None
    try:
        return make(Source.of(database, files, vault, key), Path(folder), Why.UPGRADING, clock.now())
    except (OSError, Trouble, sqlite.Error):
        logging.getLogger("forecourt").warning("No whole backup before the update", exc_info=True)
        return None


def enter(store: Store, backup: Backup) -> None:
    """The store is open and of today's schema: its chain says that it was backed up before."""
    with Desk(store, FOUNDER, "upgrade").deed(Deed.BACKUP_MAKE) as deed:
        deed.note(file=backup.name, reaches=backup.seq, why=Why.UPGRADING.value)


def _folder(database: Path, key: StoreKey | None) -> str:
    connection = connect(database, key, how="mode=rw")
    try:
        found = connection.execute("SELECT backup_folder FROM store_profile").fetchone()
    except sqlite.DatabaseError:
        return ""
    finally:
        connection.close()
    return str(found[0]) if found else ""
