"""An older store is copied, checked, and brought up to date in one transaction, or left as it was."""

import zipfile
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from older_store import keep_backups_in, make_older, rows, schema
from sqlalchemy import select

from app.kernel.refusal import Trouble
from app.records.store.queries import profile
from app.trust import chain
from app.trust.deeds import Deed
from app.trust.tables import AuditEntry
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.prove import prove
from app.upkeep.backup.shelf import shelved
from app.upkeep.opening import FILE_NAME, desk_for, open_store
from app.upkeep.upgrade import HEAD, known_revisions


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A founded store as the first release made it, closed."""
    return make_older(tmp_path, monkeypatch)


def test_an_older_store_is_brought_up_to_date_and_keeps_what_it_holds(older: Path) -> None:
    assert rows(older, "SELECT version_num FROM alembic_version") == ["0001"]
    store = open_store(older)
    desk = desk_for(store)
    assert profile(desk).name == "老店"
    with desk.look() as session:
        verdict = chain.verify(session, store.chain_key)
    assert (verdict.entries, verdict.broken_seq) == (1, None)
    store.engine.dispose()
    assert rows(older, "SELECT version_num FROM alembic_version") == [HEAD]
    assert rows(older, "PRAGMA user_version") == [int(HEAD)]
    assert rows(older, "PRAGMA foreign_key_check") == []


def test_before_anything_changes_a_sound_copy_lies_beside_it(older: Path) -> None:
    before = schema(older)
    open_store(older).engine.dispose()
    copy = older.with_name(f"{FILE_NAME}.before-{HEAD}")
    assert rows(copy, "PRAGMA integrity_check") == ["ok"]
    assert schema(copy) == before
    assert rows(copy, "SELECT name FROM store_profile") == ["老店"]
    assert rows(copy, "SELECT version_num FROM alembic_version") == ["0001"]


def test_a_whole_backup_is_made_and_proved_before_the_schema_changes(older: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    keep_backups_in(older, shelf)
    store = open_store(older)
    (backup,) = shelved(shelf)
    assert prove(Path(backup.path)).store_name == "老店"
    with zipfile.ZipFile(backup.path) as file:
        assert file.read("keys/chain") == store.chain_key
        (tmp_path / "inside.db").write_bytes(file.read(FILE_NAME))
    assert rows(tmp_path / "inside.db", "SELECT version_num FROM alembic_version") == ["0001"]
    with desk_for(store).look() as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.deed == Deed.BACKUP_MAKE.value))
    assert backup.name in entry.details and Why.UPGRADING.value in entry.details
    store.engine.dispose()
    open_store(older).engine.dispose()
    assert len(shelved(shelf)) == 1, "it is of today's schema now"


@pytest.mark.expects_errors
def test_a_stick_that_is_not_there_keeps_nobody_from_opening(older: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("in the way")
    keep_backups_in(older, tmp_path / "stick" / "backups")
    open_store(older).engine.dispose()
    assert rows(older, "SELECT version_num FROM alembic_version") == [HEAD]
    assert older.with_name(f"{FILE_NAME}.before-{HEAD}").exists(), "the copy beside it is made in any case"


def test_a_new_store_is_not_copied(tmp_path: Path) -> None:
    open_store(tmp_path / FILE_NAME).engine.dispose()
    assert not list(tmp_path.glob("*.before-*"))


def test_an_upgrade_that_fails_half_way_is_taken_back_whole(older: Path) -> None:
    obstacle = sqlite.connect(str(older))
    obstacle.execute("CREATE TABLE search_gram (g TEXT)")  # what the second revision wants to make, after its triggers
    obstacle.commit()
    obstacle.close()
    before = schema(older)
    with pytest.raises(Trouble) as caught:
        open_store(older)
    assert "nothing was changed" in caught.value.sentence
    assert caught.value.remedy
    assert schema(older) == before
    assert not rows(older, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
    assert rows(older, "SELECT version_num FROM alembic_version") == ["0001"]
    assert rows(older, "SELECT name FROM store_profile") == ["老店"]


def test_a_copy_that_is_not_sound_stops_the_upgrade(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema(older)

    class Broken(sqlite.Connection):
        def execute(self, statement: str, *given: object) -> object:  # type: ignore[override]
            told = "SELECT 'row 7 missing from index'" if "integrity_check" in statement else statement
            return super().execute(told, *given)

    def connect(*given: object, **named: object) -> object:
        return real(*given, **{"factory": Broken, **named})

    real = sqlite.connect
    monkeypatch.setattr("sqlcipher3.dbapi2.connect", connect)
    with pytest.raises(Trouble, match="copy made before the update"):
        open_store(older)
    monkeypatch.undo()
    assert schema(older) == before
    assert rows(older, "SELECT version_num FROM alembic_version") == ["0001"]


def test_the_head_is_the_newest_of_the_known_revisions() -> None:
    assert max(known_revisions()) == HEAD
    assert sorted(known_revisions()) == [f"{number:04d}" for number in range(1, len(known_revisions()) + 1)]
