"""The database: engine, column types, pragmas, how a transaction begins. SQLite and PostgreSQL alike."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import BigInteger, Date, Engine, Enum, Integer, MetaData, create_engine, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from app.kernel.cipher import StoreKey, unlock
from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.refusal import Trouble

APPLICATION_ID = 0x4F524543  # "OREC", so that another program's file is never taken for ours
PRAGMAS: tuple[tuple[str, str, str], ...] = (
    # name, what we set, what must be read back
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("busy_timeout", "5000", "5000"),
    ("recursive_triggers", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("secure_delete", "ON", "1"),
)
OPEN = "in_the_open"
IN_THE_OPEN = {OPEN: True}  # `info` of a text column that can name no person: the audit chain says it in full
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Whole = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant: UTC milliseconds in the database, an aware datetime in the program."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_milliseconds(value)


def milliseconds(instant: datetime) -> int:
    """UTC milliseconds since 1970."""
    return (instant - _EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(value: int) -> datetime:
    """The instant that many UTC milliseconds after the beginning of 1970."""
    return _EPOCH + timedelta(milliseconds=value)


def _values(kind: type[enum.Enum]) -> list[str]:
    return [str(one.value) for one in kind]


class Row(DeclarativeBase):
    """Every mapped class; tables are singular, and an `int` is wide enough for any sum in fen."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {
        int: Whole,
        datetime: Instant(),
        date: Date(),
        # By value and without a database-side list, so that a new member needs no migration.
        enum.Enum: Enum(
            enum.Enum, native_enum=False, length=40, values_callable=lambda kind: [one.value for one in kind]
        ),
    }


def open_engine(where: Path | str, *, waits_for_disk: bool = True, key: StoreKey | None = None) -> Engine:
    """An engine on a SQLite file (a path) or on PostgreSQL (a URL).

    `waits_for_disk` False is for a store that is being made and can be made again: commits are not synced.
    `key` opens an encrypted file, or makes one.
    """
    if isinstance(where, str) and where.startswith("postgresql"):
        return create_engine(where, hide_parameters=True)
    # The values of a statement that fails name people; the log is read by others.
    engine = create_engine(
        f"sqlite:///{Path(where).as_posix()}", module=sqlcipher3.dbapi2, connect_args={"timeout": 5},
        hide_parameters=True,
    )  # fmt: skip
    if key is not None:
        event.listen(engine, "connect", lambda connection, _record: unlock(connection, key))
    event.listen(engine, "connect", _prepare)
    if not waits_for_disk:
        event.listen(engine, "connect", _hurry)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: a deed begins IMMEDIATE, a look begins deferred.
    connection.isolation_level = None
    for name, wanted, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name}={wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is not None and str(found[0]).lower() != expected:
            raise Trouble(
                _("The database does not accept the setting {name}.").format(name=name),
                _("Move the store to a local disk of this computer and start again."),
            )


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get("forecourt_begin", "")
    connection.exec_driver_sql(f"BEGIN {how}")


@contextmanager
def troubles() -> Iterator[None]:
    """Turn what the environment does to the database into `Trouble`; our own mistakes pass through."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        trouble = _known(str(error.orig).lower())
        if trouble is None:
            raise
        raise trouble from error
    except sqlcipher3.dbapi2.DatabaseError as error:  # asked of the driver itself, as backups are
        trouble = _known(str(error).lower())
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        raise Trouble(
            _("The computer could not write: {reason}").format(reason=reason_of(error)),
            _("Check the disk, then try again. What you typed is kept."),
        ) from error


def _known(reason: str) -> Trouble | None:
    again = _("Check the disk, then try again. What you typed is kept.")
    if "full" in reason:
        return Trouble(_("The disk is full."), _("Free some space, then try again. What you typed is kept."))
    if "locked" in reason or "busy" in reason:
        return Trouble(_("The database is busy."), _("Wait a moment and try again. What you typed is kept."))
    if "readonly" in reason or "read-only" in reason:
        return Trouble(
            _("The database may only be read."), _("Give this user the right to write to the store's folder.")
        )
    if "malformed" in reason or "not a database" in reason or "encrypted" in reason:
        return Trouble(_("The database is damaged."), _("Restore the newest verified backup."))
    if "i/o" in reason or "unable to open" in reason:
        return Trouble(_("The database could not be read or written."), again)
    return None
