"""Is the store sound? Each fault is named with its remedy."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import make
import pytest
from PIL import Image
from refusing import contents
from sqlalchemy import text

from app.desk import Store
from app.order.notes import add_photo
from app.order.queries import photos
from app.paper.queries import papers_of
from app.upkeep.doctor import Finding, examine


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
        "integrity", "references", "schema", "audit", "papers", "photos", "unfiled", "disk", "fonts",
    }  # fmt: skip
    assert contents(sound.engine) == before


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
