"""A founded store as the first release made it, and what tests read of a file without opening it as a store."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.kernel.database import open_engine
from app.trust import chain
from app.trust.deeds import Deed
from app.upkeep.opening import FILE_NAME
from app.upkeep.upgrade import upgrade

KEY = b"k" * 32
PROFILE_THEN = """
INSERT INTO store_profile VALUES (1, '老店', '', '', '', '', '', '', '08:00–18:00', '', 1300, 480, '', '', 0, 1)
"""


def make_older(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of schema 0001, closed; by statements of its own time, for today's classes have other columns."""
    path = folder / FILE_NAME
    with monkeypatch.context() as first_release:
        first_release.setattr("app.upkeep.upgrade.HEAD", "0001")
        engine = open_engine(path)
        upgrade(engine, None)
    with Session(engine) as session, session.begin():
        session.execute(text(PROFILE_THEN))
        chain.append(
            session, KEY, at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC), person_id=None, seat="desk",
            deed=Deed.STORE_SETUP, order_id=None, details={"store": 1}, request_id=None,
        )  # fmt: skip
    engine.dispose()
    (folder / "forecourt.key").write_bytes(KEY)
    return path


def keep_backups_in(older: Path, folder: Path) -> None:
    """The store has a folder for its backups, which this program makes one in before it upgrades."""
    connection = sqlite.connect(str(older))
    connection.execute("UPDATE store_profile SET backup_folder = ?", (str(folder),))
    connection.commit()
    connection.close()


def rows(path: Path, statement: str) -> list[object]:
    """The first column of what a statement finds."""
    connection = sqlite.connect(str(path))
    try:
        return [row[0] for row in connection.execute(statement)]
    finally:
        connection.close()


def schema(path: Path) -> list[object]:
    """Every table, index and trigger as it was made."""
    return rows(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
