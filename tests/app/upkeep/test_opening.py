"""A store is opened: made, opened again, or refused without touching a byte."""

import os
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import text

from app.kernel.database import APPLICATION_ID
from app.kernel.digest import sha256
from app.kernel.refusal import Trouble
from app.overview.standing import standing
from app.records.store.setup import Profile
from app.upkeep.found import found, load_catalogue
from app.upkeep.opening import FILE_NAME, desk_for, open_store
from app.upkeep.upgrade import HEAD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / FILE_NAME


def make_store(path: Path) -> None:
    """A founded store, closed."""
    store = open_store(path)
    found(desk_for(store), Profile(name="测试店"), manager="周明远", pin="135790")
    load_catalogue(desk_for(store))
    store.engine.dispose()


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file under a folder with its digest."""
    return {path.name: sha256(path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()}


def is_refused(path: Path, words: str) -> None:
    """Opening says one sentence with a remedy and leaves every file as it was."""
    before = bytes_of(path.parent)
    with pytest.raises(Trouble) as caught:
        open_store(path)
    assert words in caught.value.sentence
    assert caught.value.remedy
    assert bytes_of(path.parent) == before


def test_a_new_store_is_made_with_its_own_mark(path: Path) -> None:
    store = open_store(path)
    with store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA application_id")).scalar() == APPLICATION_ID
        assert connection.execute(text("PRAGMA user_version")).scalar() == int(HEAD)
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    store.engine.dispose()
    assert not standing(desk_for(open_store(path))).is_founded


def test_a_store_opened_again_is_as_it_was_left(path: Path) -> None:
    make_store(path)
    key = (path.parent / "forecourt.key").read_bytes()
    store = open_store(path)
    assert standing(desk_for(store)).name == "测试店"
    assert store.chain_key == key
    assert len(key) == 32
    store.engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="modes of files are of POSIX")
def test_the_key_of_the_chain_is_read_by_its_owner_only(path: Path) -> None:
    make_store(path)
    assert (path.parent / "forecourt.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [b"hello", b"%PDF-1.4 \n" * 100, b"SQLite format 2\x00" + b"\0" * 100],
    ids=["of text", "a paper", "another format"],
)
def test_a_file_that_is_no_database_is_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    is_refused(path, "is not a Forecourt database")


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    path.parent.mkdir(parents=True)
    other = sqlite.connect(str(path))
    other.execute("CREATE TABLE song (title TEXT)")
    other.execute("PRAGMA application_id = 77")
    other.commit()
    other.close()
    is_refused(path, "belongs to another program")


def test_a_newer_store_is_left_alone(path: Path) -> None:
    make_store(path)
    newer = sqlite.connect(str(path))
    newer.execute("UPDATE alembic_version SET version_num = '0099'")
    newer.commit()
    newer.close()
    is_refused(path, "newer Forecourt (schema 0099")


def test_a_cut_off_store_is_told(path: Path) -> None:
    make_store(path)
    path.write_bytes(path.read_bytes()[: 16 * 1024])
    before = bytes_of(path.parent)
    with pytest.raises(Trouble):
        open_store(path)
    assert bytes_of(path.parent) == before


def test_a_folder_that_may_not_be_written_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_store(path)
    monkeypatch.setattr("app.upkeep.before_opening.os.access", lambda _folder, _mode: False)
    is_refused(path, "may not be written to")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    is_refused(tmp_path / "file" / "store" / FILE_NAME, "cannot be made")


def test_a_folder_stands_where_the_file_should(path: Path) -> None:
    path.mkdir(parents=True)
    is_refused(path, "cannot be read")


def test_two_windows_on_one_file_see_the_same_store(path: Path) -> None:
    make_store(path)
    first, second = open_store(path), open_store(path)
    assert standing(desk_for(first)) == standing(desk_for(second))
    first.engine.dispose()
    second.engine.dispose()
