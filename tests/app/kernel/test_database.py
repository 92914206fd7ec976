"""The database: pragmas read back, instants to the millisecond, troubles told from our own mistakes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from app.kernel.database import PRAGMAS, Instant, milliseconds, open_engine, troubles
from app.kernel.refusal import Refusal, Trouble


def test_every_connection_has_the_settings_read_back(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "x.db")
    with engine.connect() as connection:
        for name, _wanted, expected in PRAGMAS:
            found = connection.execute(text(f"PRAGMA {name}")).scalar()
            assert found is None or str(found).lower() == expected, name
    engine.dispose()


def test_a_setting_that_does_not_hold_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.kernel.database.PRAGMAS", (("journal_mode", "DELETE", "wal"),))
    engine = open_engine(tmp_path / "x.db")
    with pytest.raises(Trouble) as caught, engine.connect():
        pass
    assert "journal_mode" in caught.value.sentence
    engine.dispose()


def test_the_sqlite_in_use_is_free_of_the_write_ahead_fault(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "x.db")
    with engine.connect() as connection:
        version = str(connection.execute(text("SELECT sqlite_version()")).scalar())
    engine.dispose()
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_an_instant_is_kept_in_utc_to_the_millisecond() -> None:
    at = datetime(2026, 11, 23, 2, 0, 0, 123_000, tzinfo=UTC)
    kind = Instant()
    kept = kind.process_bind_param(at, None)  # type: ignore[arg-type]
    assert kept == milliseconds(at) == 1_795_399_200_123
    assert kind.process_result_value(kept, None) == at  # type: ignore[arg-type]
    assert kind.process_bind_param(None, None) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("database or disk is full", "The disk is full."),
        ("database is locked", "The database is busy."),
        ("attempt to write a readonly database", "The database may only be read."),
        ("database disk image is malformed", "The database is damaged."),
        ("file is not a database", "The database is damaged."),
        ("disk I/O error", "The database could not be read or written."),
        ("unable to open database file", "The database could not be read or written."),
    ],
)
def test_what_the_world_does_is_a_trouble_with_a_remedy(reason: str, sentence: str) -> None:
    with pytest.raises(Trouble) as caught, troubles():
        raise OperationalError("INSERT", {}, Exception(reason))
    assert caught.value.sentence == sentence
    assert caught.value.remedy


def test_a_file_that_cannot_be_written_is_a_trouble() -> None:
    with pytest.raises(Trouble) as caught, troubles():
        raise PermissionError(13, "Permission denied")
    assert "no right to it" in caught.value.sentence


def test_our_own_mistakes_and_refusals_pass_through() -> None:
    with pytest.raises(DatabaseError), troubles():
        raise OperationalError("SELECT", {}, Exception("no such column: colour"))
    with pytest.raises(Refusal), troubles():
        raise Refusal("row.gone", "gone")
