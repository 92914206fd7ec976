"""Open a store: look before touching, create or upgrade, hand out a desk."""

import os
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.blobs import Blobs
from app.kernel.clock import Clock, SystemClock
from app.kernel.database import APPLICATION_ID, open_engine, troubles
from app.kernel.language import _
from app.kernel.refusal import Trouble
from app.kernel.vault import Vault
from app.records.staff.sign_in import NOBODY
from app.records.store.tables import StoreProfile
from app.upkeep.upgrade import HEAD, known_revisions, upgrade

FILE_NAME = "forecourt.db"
_MAGIC = b"SQLite format 3\x00"


def open_store(
    database: Path | str, *, clock: Clock | None = None, waits_for_disk: bool = True, wants_key_ring: bool = True
) -> Store:
    """Open the store in a file, or on a PostgreSQL URL; create it when the file does not exist.

    `wants_key_ring` False keeps its secrets in files of its own folder: a store that is thrown away.

    Trouble: the folder cannot be written, the file is no database, belongs to another program, or is newer
    than this program. Nothing is written in any of these cases.
    """
    if isinstance(database, str) and database.startswith("postgresql"):
        folder = Path.home() / ".forecourt"
        folder.mkdir(parents=True, exist_ok=True)
    else:
        database = Path(database)
        folder = database.parent
        _look_before_touching(database)
    engine = open_engine(database, waits_for_disk=waits_for_disk)
    with troubles():
        upgrade(engine, database if isinstance(database, Path) else None)
    return _store(engine, Vault(folder, wants_key_ring=wants_key_ring), clock or SystemClock())


def desk_for(store: Store, *, seat: str = "desk") -> Desk:
    """A desk at which nobody is signed in yet."""
    return Desk(store, NOBODY, seat)


def _store(engine: Engine, vault: Vault, clock: Clock) -> Store:
    with troubles(), Session(engine) as session:
        row = session.execute(select(StoreProfile.utc_offset_minutes, StoreProfile.is_demo)).first()
    return Store(
        engine=engine,
        blobs=Blobs(vault.folder / "files"),
        clock=clock,
        vault=vault,
        chain_key=vault.secret("chain"),
        utc_offset_minutes=row.utc_offset_minutes if row else 480,
        is_demo=bool(row.is_demo) if row else False,
        folder=vault.folder,
    )


def _look_before_touching(path: Path) -> None:
    _check_folder(path.parent)
    if not path.exists():
        return
    if not _head(path).startswith(_MAGIC):
        raise Trouble(
            _("{path} is not a Forecourt database.").format(path=path),
            _("Choose the right file with --database, or restore a backup into an empty folder."),
        )
    owner, revision = _owner_and_revision(path)
    if owner != APPLICATION_ID:
        raise Trouble(
            _("{path} belongs to another program.").format(path=path),
            _("Choose the right file with --database; this one was not touched."),
        )
    if revision not in known_revisions():
        raise Trouble(
            _("{path} was written by a newer Forecourt (schema {revision}; this one knows {head}).").format(
                path=path, revision=revision, head=HEAD
            ),
            _("Install the newer version on this computer; the file was not touched."),
        )


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            _("The folder {folder} cannot be made: {reason}").format(folder=folder, reason=error.strerror),
            _("Choose a folder of this computer that you may write to, with --database."),
        ) from error
    if not os.access(folder, os.W_OK):
        raise Trouble(
            _("The folder {folder} may not be written to.").format(folder=folder),
            _("Give this user the right to write there, or choose another folder with --database."),
        )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError as error:
        raise Trouble(
            _("{path} cannot be read: {reason}").format(path=path, reason=error.strerror),
            _("Choose the right file with --database, or give this user the right to read it."),
        ) from error


def _owner_and_revision(path: Path) -> tuple[int, str]:
    """The application id and the schema of a file, read without changing a byte of it."""
    import sqlcipher3.dbapi2 as sqlite

    # Without a write-ahead log beside it nothing can be newer than the file itself: no need for a -shm file.
    untouched = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    connection = sqlite.connect(f"file:{path.as_posix()}?mode=ro{untouched}", uri=True)
    try:
        owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return owner, str(row[0]) if row else ""
    except sqlite.DatabaseError:
        return 0, ""
    finally:
        connection.close()
