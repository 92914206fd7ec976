"""A glance before the store is opened shows what its door shows, or nothing; it never changes a byte."""

import shutil
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from app.desk import Store
from app.kernel.database import APPLICATION_ID
from app.kernel.digest import sha256
from app.overview.standing import standing
from app.records.staff.change import retire
from app.upkeep import glance as glances
from app.upkeep.demo import demo_desk
from app.upkeep.glance import glance
from app.upkeep.opening import FILE_NAME, desk_for, open_store


def test_it_shows_what_the_opened_store_shows(demo_store: Store) -> None:
    stands = standing(desk_for(demo_store))
    seen = glance(demo_store.folder / FILE_NAME)

    assert seen is not None
    assert (seen.store_name, seen.is_demo, seen.utc_offset_minutes) == (stands.name, True, 480)
    assert [(one.staff_no, one.name, one.roles) for one in seen.people] == [
        (one.staff_no, one.name, one.roles) for one in stands.people
    ]


def test_who_retired_is_not_shown(demo_store: Store) -> None:
    manager = demo_desk(demo_store, "S01")
    gone = standing(manager).people[-1]
    retire(manager, gone.id)

    seen = glance(demo_store.folder / FILE_NAME)
    assert seen is not None and gone.staff_no not in {one.staff_no for one in seen.people}


def test_a_closed_store_is_left_as_it_lies(demo_template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(demo_template, folder)
    before = {path.name: sha256(path.read_bytes()) for path in folder.iterdir() if path.is_file()}
    assert glance(folder / FILE_NAME) is not None
    assert {path.name: sha256(path.read_bytes()) for path in folder.iterdir() if path.is_file()} == before


def test_anything_else_is_left_to_opening(tmp_path: Path) -> None:
    letter, foreign, empty = tmp_path / "letter.db", tmp_path / "foreign.db", tmp_path / FILE_NAME
    letter.write_text("dear customer")
    with sqlite.connect(str(foreign)) as connection:
        connection.execute("CREATE TABLE staff_member (id, staff_no, name, retired_at)")
    connection.close()
    open_store(empty).engine.dispose()

    assert [glance(path) for path in (tmp_path / "none.db", letter, foreign, empty)] == [None] * 4
    assert not (tmp_path / "none.db").exists()


def test_it_knows_our_files_by_the_databases_own_mark() -> None:
    assert glances.APPLICATION_ID == APPLICATION_ID
