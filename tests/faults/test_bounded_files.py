"""No file may grow any more: whatever was begun ends in one sentence, and nothing is there by halves."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from older_store import make_older, rows, schema
from refusing import contents
from sqlalchemy import text

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why
from app.upkeep.opening import FILE_NAME, desk_for, open_store

FILLER = Path(__file__).with_name("filler.py")
BOUND = 48 * 1024

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(os.name == "nt", reason="the bound is POSIX's"),
]


def told(database: Path, action: str, *, most: int = BOUND, file: Path = Path()) -> str:
    given = [sys.executable, str(FILLER), str(database), action, str(most), str(file)]
    done = subprocess.run(given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def left_over(folder: Path) -> list[str]:
    return [
        path.name for path in folder.rglob("*") if path.name.endswith(".part") or path.name.startswith(".forecourt-")
    ]


@pytest.fixture
def database(store: Store) -> Path:
    """A store with an order whose paper is not yet typeset, closed."""
    make.order(store)
    store.engine.dispose()
    return store.folder / FILE_NAME


@pytest.mark.parametrize("action", ["save", "photo", "paper", "backup", "restore"])
def test_what_does_not_fit_is_said_and_leaves_nothing_by_halves(
    database: Path, store: Store, clock: FrozenClock, tmp_path: Path, action: str, say: Callable[[str], None]
) -> None:
    file = tmp_path / "shelf"
    if action == "restore":
        file = Path(back_up(desk_for(store), tmp_path / "made", why=Why.ASKED).path)
        store.engine.dispose()
    before = contents(store.engine)
    store.engine.dispose()
    answer = told(database, action, file=file)
    assert answer.startswith("trouble ") or (action == "paper" and answer == "done"), answer
    say(f"no file may grow: {action}: {answer[8:90]}")
    again = open_store(database, clock=clock)
    with again.engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert connection.execute(text("SELECT count(*) FROM paper WHERE file_sha256 IS NOT NULL")).scalar() == 0
    if action != "save":
        assert contents(again.engine) == before
    assert left_over(tmp_path) == []
    again.engine.dispose()


def test_an_upgrade_that_does_not_fit_leaves_the_old_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_older(tmp_path, monkeypatch)
    before = schema(path)
    assert told(path, "upgrade").startswith("trouble ")
    assert schema(path) == before
    assert rows(path, "SELECT version_num FROM alembic_version") == ["0001"]
    open_store(path).engine.dispose()
    assert rows(path, "SELECT name FROM store_profile") == ["老店"]


def test_control_without_the_bound_all_of_it_fits(database: Path, tmp_path: Path) -> None:
    plenty = 64 * 1024 * 1024
    for action in ("save", "photo", "paper", "backup"):
        assert told(database, action, most=plenty, file=tmp_path / "shelf") == "done"
