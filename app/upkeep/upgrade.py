"""Bring a database to this program's schema: a verified copy first, then all revisions in one transaction."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from app.kernel.cipher import StoreKey, connect
from app.kernel.database import APPLICATION_ID, troubles
from app.kernel.language import _
from app.kernel.refusal import Trouble

HEAD = "0019"


@cache
def known_revisions() -> frozenset[str]:
    """The revisions this program knows, from the names of its migration files."""
    folder = files("migrations") / "versions"
    return frozenset(
        path.name[:4] for path in folder.iterdir() if path.name[:4].isdigit() and path.name.endswith(".py")
    )


def upgrade(engine: Engine, path: Path | None, *, key: StoreKey | None = None) -> None:
    """Create or upgrade; returns at once when the schema is this program's.

    An older file is copied beside itself first (`forecourt.db.before-0002`) and the copy is checked; it is encrypted
    as the file is.
    Trouble: the copy could not be verified, or the upgrade failed; then nothing was changed.
    """
    revision = _revision(engine)
    if revision == HEAD:
        return
    if path is not None and revision:
        _copy(engine, path.with_name(f"{path.name}.before-{HEAD}"), key)
    try:
        with troubles():
            _run(engine)
    except DatabaseError as error:
        raise Trouble(
            _("The database could not be brought up to date; nothing was changed."),
            _("Run forecourt doctor, and restore the newest verified backup if it names a fault."),
        ) from error


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        try:
            row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        except DatabaseError:
            return ""
        return str(row[0]) if row else ""


def _copy(engine: Engine, target: Path, key: StoreKey | None) -> None:
    target.unlink(missing_ok=True)
    copy = connect(target, key)
    try:
        source = engine.raw_connection()
        try:
            source.driver_connection.backup(copy)  # type: ignore[union-attr]  # never None on an open connection
        finally:
            source.close()
        verdict = copy.execute("PRAGMA integrity_check").fetchone()
    finally:
        copy.close()
    if verdict is None or verdict[0] != "ok":
        raise Trouble(
            _("The copy made before the update is not sound; nothing was changed."),
            _("Run forecourt doctor, and restore the newest verified backup if it names a fault."),
        )


def _run(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    with engine.execution_options(forecourt_begin="IMMEDIATE").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(HEAD)}")
