"""Open a store: look before touching, create or upgrade, mark it as open, hand out a desk, close it."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app.desk import Desk, Store
from app.kernel.blobs import Blobs
from app.kernel.cipher import StoreKey
from app.kernel.clock import Clock, SystemClock
from app.kernel.database import open_engine, troubles
from app.kernel.language import _
from app.kernel.vault import Vault
from app.records.staff.sign_in import NOBODY
from app.records.store.tables import StoreProfile
from app.trust import chain
from app.trust.anchors import Anchors, Watch, Why
from app.trust.tries import Tries
from app.upkeep.backup import swap
from app.upkeep.before_opening import check_file, check_place, check_program
from app.upkeep.not_opened import NotOpened
from app.upkeep.probe import log_of
from app.upkeep.tables import StoreState
from app.upkeep.unlocking import key_for
from app.upkeep.upgrade import HEAD, upgrade

FILE_NAME, FILES = "forecourt.db", "files"
# Without an anchor to start from, so many of the newest entries say what was the latest instant booked.
_LOOK_BACK = 1000


def open_store(
    database: Path | str,
    *,
    clock: Clock | None = None,
    waits_for_disk: bool = True,
    wants_key_ring: bool = True,
    marks_open: bool = False,
    is_alone: bool = True,
) -> Store:
    """Open the store in a file, or on a PostgreSQL URL; create it when the file does not exist.

    `wants_key_ring` False keeps its secrets in files of its own folder: a store that is thrown away.
    `marks_open` is for who holds the store's lock: the file says so until `close_store`, and its chain is anchored.
    `is_alone` False: another program has the store open at this moment.

    NotOpened: the place, the file or what lies beside it is not as it must be. Nothing is written then.
    """
    check_program()
    clock, key, backup = clock or SystemClock(), None, None
    if isinstance(database, str) and database.startswith("postgresql"):
        folder = Path.home() / ".forecourt"
        folder.mkdir(parents=True, exist_ok=True)
    else:
        database = Path(database)
        folder = database.parent
        check_place(folder)
        if is_alone:
            with troubles():
                swap.finish(database, wants_key_ring=wants_key_ring)
        key = key_for(database, Vault(folder, wants_key_ring=wants_key_ring))
        found = check_file(database, is_alone=is_alone, key=key)
        if not is_alone and found is not None and found.revision != HEAD:
            raise _open_elsewhere()
        if found is not None and found.revision not in ("", HEAD):
            from app.upkeep.backup.before_upgrade import back_up_older

            backup = back_up_older(database, folder / FILES, Vault(folder, wants_key_ring=wants_key_ring), key, clock)
    engine = open_engine(database, waits_for_disk=waits_for_disk, key=key)
    with troubles():
        upgrade(engine, database if isinstance(database, Path) else None, key=key)
    vault = Vault(folder, wants_key_ring=wants_key_ring)
    store = _store(engine, vault, clock, marks_open=marks_open, key=key)
    if marks_open:
        _mark_open(store)
    if is_alone:
        swap.enter(store)
    if backup is not None:
        from app.upkeep.backup.before_upgrade import enter

        enter(store, backup)
    return store


def close_store(store: Store) -> None:
    """End the work: the last head is anchored, the mark of being open goes, the log is written into the file."""
    watch = store.watch
    if watch is not None and watch.keeps_anchors and not store.only_looks:
        watch.anchor(Why.CLOSED, store.clock.now())
        with troubles(), _writing(store.engine) as session, session.begin():
            session.execute(update(StoreState).values(is_open=False))
    copy = store.engine.url.database
    store.engine.dispose()
    if store.only_looks and copy is not None:
        shutil.rmtree(Path(copy).parent, ignore_errors=True)


def look_at(database: Path, why: NotOpened, *, clock: Clock | None = None) -> Store:
    """Open a private copy of a store that must not be opened as it lies; files are read where they are.

    The copy is made with the log beside it, unless it is the log that is wrong, and goes with `close_store`.
    Trouble: there is no room for the copy, or it cannot be read either.
    """
    own = Vault(database.parent)
    key = key_for(database, own)
    copy = Path(mkdtemp(prefix="forecourt-look-")) / database.name
    try:
        with troubles():
            shutil.copyfile(database, copy)
            if Path(log_of(database)).exists() and why.code != "open.foreign_log":
                shutil.copyfile(log_of(database), log_of(copy))
            engine = open_engine(copy, key=key)
            upgrade(engine, None)
            vault = Vault(copy.parent, wants_key_ring=False)
            store = _store(engine, vault, clock or SystemClock(), marks_open=False, key=key)
    except BaseException:
        shutil.rmtree(copy.parent, ignore_errors=True)
        raise
    chain_key = own.read("chain") if own.has("chain") else None
    return replace(
        store,
        blobs=Blobs(database.parent / FILES, key, earlier=own.kept_keys()),
        vault=own if own.known_id else store.vault,
        chain_key=chain_key or store.chain_key,
        folder=database.parent,
        makes_files_later=True,
        watch=None,
        only_looks=_("Only looking: {sentence}").format(sentence=why.sentence),
    )


def desk_for(store: Store, *, seat: str = "desk") -> Desk:
    """A desk at which nobody is signed in yet."""
    return Desk(store, NOBODY, seat)


def _open_elsewhere() -> NotOpened:
    return NotOpened(
        "open.elsewhere",
        _("Another version of the program has this store open."),
        _("Close its window, then try again."),
    )


def _store(engine: Engine, vault: Vault, clock: Clock, *, marks_open: bool, key: StoreKey | None) -> Store:
    with troubles(), Session(engine) as session:
        row = session.execute(select(StoreProfile.utc_offset_minutes, StoreProfile.is_demo)).first()
        state = session.get(StoreState, 1)
        own_id = state.store_id if state is not None else ""
    if own_id and not vault.known_id:
        vault.take_id(own_id)
    watch = _watch(engine, vault, marks_open=marks_open)
    if not own_id:
        _name(engine, vault.store_id)
    return Store(
        engine=engine,
        blobs=Blobs(vault.folder / FILES, key, earlier=vault.kept_keys()),
        clock=clock,
        vault=vault,
        chain_key=vault.secret("chain"),
        key=key,
        tries=Tries(clock.elapsed()),
        utc_offset_minutes=row.utc_offset_minutes if row else 480,
        is_demo=bool(row.is_demo) if row else False,
        folder=vault.folder,
        watch=watch,
    )


def _watch(engine: Engine, vault: Vault, *, marks_open: bool) -> Watch:
    anchors = Anchors(vault.folder)
    last = anchors.in_force()[-1:]
    with troubles(), Session(engine) as session:
        head = chain.head(session)
        since = last[0].seq if last else max(0, head.seq - _LOOK_BACK)
        latest_at = chain.latest_after(session, since, last[0].latest_at if last else None)
    return Watch(head, latest_at, store_id=vault.store_id, anchors=anchors if marks_open else None)


def _name(engine: Engine, store_id: str) -> None:
    with troubles(), _writing(engine) as session, session.begin():
        session.add(StoreState(id=1, store_id=store_id, is_open=False))


def _mark_open(store: Store) -> None:
    """Say in the file itself that it is open: the mark must not stand in the log alone, which can be lost."""
    first = Anchors(store.folder).every()[:1]
    with troubles(), _writing(store.engine) as session, session.begin():
        state = session.get_one(StoreState, 1)
        state.is_open, state.opened_at = True, store.clock.now()
        if not state.anchored_from and store.watch is not None:
            # A chain without an entry has no head to anchor: where its anchors begin is known at the next opening.
            state.anchored_from = first[0].seq if first else store.watch.head.seq or None
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            connection.rollback()  # a checkpoint inside a transaction does nothing
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    if store.watch is not None:
        with troubles():
            store.watch.anchor(Why.OPENED, store.clock.now())


def _writing(engine: Engine) -> Session:
    return Session(engine.execution_options(forecourt_begin="IMMEDIATE"))
