"""Is the store sound? Each fault is named with its remedy."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import make
import pytest
from PIL import Image
from refusing import contents
from sqlalchemy import text

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.delay import move_promise
from app.order.notes import add_photo, write_note
from app.order.queries import photos
from app.paper.certificate import seal_standing
from app.paper.queries import papers_of
from app.records.store.setup import Profile
from app.upkeep.backup.keeping import keep_backed_up
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import Places, change_places
from app.upkeep.backup.shelf import shelved
from app.upkeep.doctor import examine
from app.upkeep.finding import Finding
from app.upkeep.found import found as found_store
from app.upkeep.found import load_catalogue
from app.upkeep.opening import FILE_NAME, close_store, desk_for, open_store


@pytest.fixture
def sound(store: Store) -> Store:
    """A store with a filed paper and a photograph."""
    filing = replace(store, makes_files_later=False)
    order_id = make.order(filing)
    picture = BytesIO()
    Image.new("RGB", (40, 20), "red").save(picture, "JPEG")
    add_photo(make.desk(filing), order_id, picture=picture.getvalue(), subject="item", caption="")
    return filing


def faults(store: Store) -> dict[str, Finding]:
    return {finding.check: finding for finding in examine(make.desk(store)) if not finding.is_sound}


def test_a_sound_store_is_said_to_be_sound_and_left_as_it_is(sound: Store) -> None:
    before = contents(sound.engine)
    assert faults(sound) == {}
    assert {finding.check for finding in examine(make.desk(sound))} >= {
        "integrity", "references", "schema", "audit", "reasons", "papers", "photos", "unfiled", "disk", "fonts",
        "anchors", "clock", "place", "backup", "secrets", "encryption",
    }  # fmt: skip
    assert contents(sound.engine) == before


def test_a_store_that_cannot_seal_is_said_to_with_its_remedy(sound: Store) -> None:
    (row,) = seal_standing(make.desk(sound)).certificates
    sound.vault.path(f"seal-{row.fingerprint[:16]}").unlink()
    found = faults(sound)
    assert set(found) == {"seal"}
    assert "new seal" in found["seal"].remedy


def test_a_reason_that_was_emptied_for_nobody_is_named(sound: Store) -> None:
    desk = make.desk(sound)
    later = sound.clock.now() + timedelta(hours=5)
    move_promise(desk, 1, promised_at=later, reason="等配件", channel="phone", answer="同意")
    with sound.engine.begin() as connection:
        seq = connection.execute(text("SELECT seq FROM audit_words")).scalar_one()
        connection.execute(text("UPDATE audit_words SET salt = '', words = ''"))  # which the trigger lets happen
    found = faults(sound)
    assert set(found) == {"reasons"}
    assert f"entry {seq}" in found["reasons"].sentence and found["reasons"].remedy


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"?")


@pytest.mark.parametrize("damage", [altered, Path.unlink], ids=["altered", "missing"])
@pytest.mark.parametrize("what", ["papers", "photos"])
def test_a_file_that_is_missing_or_altered_is_named(sound: Store, what: str, damage: Callable[[Path], None]) -> None:
    desk = make.desk(sound)
    digest = papers_of(desk, 1)[0].file_sha256 if what == "papers" else photos(desk, 1)[0].file_sha256
    damage(sound.blobs.path(digest or ""))
    found = faults(sound)
    assert set(found) == {what}
    assert found[what].remedy
    if what == "papers":
        assert "WX2026000001-D01" in found[what].sentence


@pytest.mark.parametrize(
    ("statements", "check"),
    [
        (("DROP TRIGGER audit_entry_no_UPDATE", "UPDATE audit_entry SET seat = 'x' WHERE seq = 3"), "audit"),
        (("UPDATE alembic_version SET version_num = '0001'",), "schema"),
        (("PRAGMA foreign_keys = OFF", "UPDATE service_order SET vehicle_id = 4711"), "references"),
    ],
)
def test_a_fault_in_the_database_is_named(sound: Store, statements: tuple[str, ...], check: str) -> None:
    connection = sound.engine.raw_connection()
    for statement in statements:
        connection.driver_connection.execute(statement)  # type: ignore[union-attr]
    connection.close()
    found = faults(sound)
    assert set(found) == {check}
    assert found[check].remedy


def test_a_full_disk_is_told_before_it_hurts(sound: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.upkeep.doctor.LEAST_FREE_BYTES", 2**60)
    assert set(faults(sound)) == {"disk"}


def test_a_missing_face_is_named(sound: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.upkeep.doctor.FACES", ("Nowhere.ttf",))
    assert "Nowhere.ttf" in faults(sound)["fonts"].sentence


def test_a_paper_that_is_still_to_be_typeset_is_no_fault(store: Store) -> None:
    make.order(store)
    findings = {finding.check: finding for finding in examine(make.desk(store))}
    assert findings["unfiled"].is_sound
    assert "1 " in findings["unfiled"].sentence
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM paper WHERE file_sha256 IS NULL")).scalar() == 1


@pytest.fixture
def kept(sound: Store, tmp_path: Path) -> Store:
    """A store that is no demo, with a folder for backups and a second place, backed up just now."""
    store = replace(sound, is_demo=False)
    change_places(make.desk(store, make.MANAGER), Places(str(tmp_path / "shelf"), str(tmp_path / "nas")))
    keep_backed_up(desk_for(store), why=Why.ASKED)
    return store


def test_a_store_that_is_backed_up_is_sound_and_its_backup_was_opened(kept: Store) -> None:
    assert faults(kept) == {}
    said = {finding.check: finding.sentence for finding in examine(make.desk(kept))}
    assert "can be restored" in said["restorable"]
    assert "forecourt.key" in said["secrets"] or "chain" in said["secrets"]
    assert "Not encrypted" in said["encryption"]


def test_a_backup_that_cannot_be_restored_is_named(kept: Store, tmp_path: Path) -> None:
    path = Path(shelved(tmp_path / "shelf")[0].path)
    path.write_bytes(path.read_bytes().replace(b"keys/chain", b"keys/other"))
    found = faults(kept)
    assert set(found) == {"restorable"}
    assert found["restorable"].remedy


def test_an_old_backup_and_an_older_second_place_are_named(kept: Store, clock: FrozenClock) -> None:
    write_note(make.desk(kept), 1, text="something since")
    clock.advance(days=8)
    assert set(faults(kept)) == {"backup", "second_place"}


def test_a_store_without_backups_is_told(sound: Store, tmp_path: Path) -> None:
    store = replace(sound, is_demo=False)
    assert "no folder" in faults(store)["backup"].sentence
    change_places(make.desk(store, make.MANAGER), Places(str(tmp_path / "shelf"), ""))
    assert "none yet" in faults(store)["backup"].sentence


def test_a_clock_that_was_set_back_is_named(kept: Store, clock: FrozenClock) -> None:
    clock.advance(hours=-3)
    assert set(faults(kept)) == {"clock"}


def test_anchors_that_were_taken_away_are_named(sound: Store, clock: FrozenClock) -> None:
    path = sound.folder / FILE_NAME
    sound.engine.dispose()
    for _time in range(2):
        again = open_store(path, clock=clock, marks_open=True)
        write_note(make.desk(again), 1, text="something")
        close_store(again)
    assert "anchors" not in faults(open_store(path, clock=clock))
    (sound.folder / "forecourt.anchors").unlink()
    close_store(open_store(path, clock=clock, marks_open=True))
    assert faults(open_store(path, clock=clock))["anchors"].remedy


def test_the_anchors_of_a_store_that_was_just_founded_are_whole(tmp_path: Path, clock: FrozenClock) -> None:
    def open_it() -> Store:
        return open_store(tmp_path / FILE_NAME, clock=clock, marks_open=True, wants_key_ring=False)

    def are_whole(store: Store) -> bool:
        return next(one.is_sound for one in examine(desk_for(store)) if one.check == "anchors")

    first = open_it()
    found_store(desk_for(first), Profile(name="骏驰汽车"), manager="周明远", pin="135790")
    assert are_whole(first)
    close_store(first)
    second = open_it()
    assert are_whole(second)
    load_catalogue(desk_for(second))
    close_store(second)
    (tmp_path / "forecourt.anchors").unlink()
    third = open_it()
    assert not are_whole(third)
    close_store(third)


@pytest.mark.skipif(os.name == "nt", reason="rights are POSIX's")
def test_a_key_that_others_may_read_is_named(sound: Store) -> None:
    sound.vault.path("chain").chmod(0o644)
    assert set(faults(sound)) == {"secrets"}
