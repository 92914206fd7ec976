"""A backup is one file with everything, made while the store is in use and proved by opening it."""

import os
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import make
import msgspec
import pytest
import sqlcipher3.dbapi2 as sqlite
from PIL import Image
from refusing import contents, refused
from sqlalchemy import text

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.digest import sha256
from app.kernel.refusal import Trouble
from app.order.notes import add_photo, write_note
from app.upkeep.backup.archive import NotRestorable
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.keeping import backup_standing, is_wanted_when_closing, keep_backed_up
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import Places, change_places, places
from app.upkeep.backup.prove import prove
from app.upkeep.backup.shelf import ROUGH_FOLDER, shelved
from app.upkeep.opening import desk_for


@pytest.fixture
def worked(store: Store) -> Store:
    """A store with an order, a filed paper and a photograph."""
    filing = replace(store, makes_files_later=False)
    order_id = make.order(filing)
    picture = BytesIO()
    Image.new("RGB", (40, 20), "red").save(picture, "JPEG")
    add_photo(make.desk(filing), order_id, picture=picture.getvalue(), subject="item", caption="")
    return filing


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def backed_up(store: Store, shelf: Path) -> Path:
    return Path(back_up(desk_for(store), shelf, why=Why.ASKED).path)


def test_a_backup_holds_every_row_file_and_key_and_is_proved(worked: Store, shelf: Path) -> None:
    backup = back_up(desk_for(worked), shelf, why=Why.ASKED)
    assert [path.name for path in shelf.iterdir()] == [backup.name]
    proof = prove(Path(backup.path))
    assert proof == backup.proof
    files = [path for path in worked.blobs.folder.rglob("*") if path.is_file()]
    assert proof.files == len(files) == 2
    assert proof.papers == 1
    with zipfile.ZipFile(backup.path) as file:
        names = set(file.namelist())
        assert {"forecourt.db", "manifest.json", "keys/chain"} <= names
        assert file.read("keys/chain") == worked.chain_key
    with worked.engine.connect() as connection:
        tables = [f'SELECT count(*) FROM "{table}"' for table in contents(worked.engine)]
        rows = sum(connection.execute(text(one)).scalar_one() for one in tables)
    assert proof.rows == rows - 1, "only its own entry in the chain came after it"


def test_beside_a_window_it_is_made_in_a_process_of_its_own(worked: Store, shelf: Path) -> None:
    backup = back_up(desk_for(worked), shelf, why=Why.IN_USE, is_apart=True)
    assert [path.name for path in shelf.iterdir()] == [backup.name]
    assert prove(Path(backup.path)) == backup.proof
    worked.blobs.path(next(iter(digests(worked)))).unlink()
    with pytest.raises(NotRestorable) as caught:
        back_up(desk_for(worked), shelf, why=Why.IN_USE, is_apart=True)
    assert caught.value.code == "backup.file_missing"
    assert [path.name for path in shelf.iterdir()] == [backup.name]


def test_what_a_killed_backup_left_goes_a_day_later(worked: Store, shelf: Path) -> None:
    old, new = shelf / f"{ROUGH_FOLDER}old", shelf / f"{ROUGH_FOLDER}new"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "forecourt.db").write_bytes(b"half")
    os.utime(old, (0, 0))
    backed_up(worked, shelf)
    assert not old.exists()
    assert new.exists(), "somebody may be at work in it"


def test_each_backup_stands_in_the_chain(worked: Store, shelf: Path) -> None:
    backup = back_up(make.desk(worked, make.MANAGER), shelf, why=Why.ASKED)
    with worked.engine.connect() as connection:
        row = connection.execute(
            text("SELECT person_id, details FROM audit_entry WHERE deed = 'backup.make' ORDER BY seq DESC")
        ).first()
    assert row is not None and row.person_id == make.desk(worked, make.MANAGER).person.id
    assert backup.name in row.details


def test_who_may_not_makes_none(worked: Store, shelf: Path) -> None:
    with refused(worked, "deed.not_allowed"):
        back_up(make.desk(worked), shelf, why=Why.ASKED)
    assert shelved(shelf) == ()


def test_the_desk_goes_on_booking_while_a_backup_is_made(worked: Store, shelf: Path) -> None:
    desk, stop, booked = make.desk(worked), threading.Event(), 0
    going = threading.Thread(target=lambda: [back_up(desk_for(worked), shelf, why=Why.IN_USE), stop.set()])
    going.start()
    while not stop.is_set():
        write_note(desk, 1, text=f"meanwhile {booked}")
        booked += 1
    going.join()
    assert booked > 3
    assert prove(Path(shelved(shelf)[0].path)).entries <= chain_length(worked)


def chain_length(store: Store) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(text("SELECT max(seq) FROM audit_entry")).scalar_one())


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """The same file with other members."""
    with zipfile.ZipFile(backup) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    with zipfile.ZipFile(backup, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)


def with_database(members: dict[str, bytes], statement: str) -> None:
    """Change the database inside and make the manifest agree with its bytes, as a careful forger would."""
    path = Path("forged.db")
    manifest = msgspec.json.decode(members["manifest.json"])
    path.write_bytes(members["forecourt.db"])
    connection = sqlite.connect(str(path), isolation_level=None)
    for one in statement.split(";"):
        connection.execute(one)
    connection.close()
    members["forecourt.db"] = path.read_bytes()
    path.unlink()
    for member in manifest["members"]:
        if member["name"] == "forecourt.db":
            member.update(size=len(members["forecourt.db"]), sha256=sha256(members["forecourt.db"]))
    members["manifest.json"] = msgspec.json.encode(manifest)


def first_file(members: dict[str, bytes]) -> str:
    return next(name for name in members if name.startswith("files/"))


def with_manifest(inside: dict[str, bytes], **changes: object) -> None:
    manifest = msgspec.json.decode(inside["manifest.json"])
    manifest.update(changes)
    inside["manifest.json"] = msgspec.json.encode(manifest)


def without_file_in_both(members: dict[str, bytes]) -> None:
    name = first_file(members)
    members.pop(name)
    manifest = msgspec.json.decode(members["manifest.json"])
    with_manifest(members, members=[member for member in manifest["members"] if member["name"] != name])


REWRITES = "DROP TRIGGER audit_entry_no_UPDATE; UPDATE audit_entry SET seat = 'x' WHERE seq = 3"
FORGES = "DROP TRIGGER paper_stays_as_issued; UPDATE paper SET content = '{}'"
FORGED: tuple[tuple[str, str, Callable[[dict[str, bytes]], object]], ...] = (
    ("no manifest", "backup.no_backup", lambda one: one.pop("manifest.json")),
    ("a manifest of nonsense", "backup.no_backup", lambda one: one.update({"manifest.json": b"{}"})),
    ("a newer schema", "backup.newer", lambda one: with_manifest(one, schema="0999")),
    ("a missing file", "backup.incomplete", lambda one: one.pop(first_file(one))),
    ("a missing database", "backup.incomplete", lambda one: one.pop("forecourt.db")),
    ("a path that leads out", "backup.stranger", lambda one: one.update({"../evil": b"x"})),
    ("a device of Windows", "backup.stranger", lambda one: one.update({"files/aa/bb/CON.txt": b"x"})),
    ("a file more", "backup.incomplete", lambda one: one.update({f"files/aa/bb/{'a' * 64}": b"x"})),
    ("an altered file", "backup.altered", lambda one: one.update({first_file(one): b"other"})),
    ("an altered database", "backup.altered", lambda one: one.update({"forecourt.db": one["forecourt.db"] + b"?"})),
    ("a file left out of both", "backup.file_missing", without_file_in_both),
    ("another key", "backup.altered", lambda one: one.update({"keys/chain": b"k" * 32})),
    ("rows deleted", "backup.database", lambda one: with_database(one, "DELETE FROM bay WHERE id = 8")),
    ("marked as open", "backup.database", lambda one: with_database(one, "UPDATE store_state SET is_open = 1")),
    (
        "an entry changed", "backup.chain",
        lambda one: with_database(one, REWRITES),
    ),
    ("a paper changed", "backup.paper", lambda one: with_database(one, FORGES)),
)  # fmt: skip


@pytest.mark.parametrize(("code", "change"), [row[1:] for row in FORGED], ids=[row[0] for row in FORGED])
def test_a_backup_that_is_not_whole_is_told(
    worked: Store, shelf: Path, code: str, change: Callable[[dict[str, bytes]], object],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    backup = backed_up(worked, shelf)
    rewritten(backup, change)
    with pytest.raises(NotRestorable) as caught:
        prove(backup)
    assert caught.value.code == code
    assert caught.value.sentence and caught.value.remedy


def test_a_file_cut_short_or_of_another_kind_or_gone_is_told(worked: Store, shelf: Path) -> None:
    backup = backed_up(worked, shelf)
    backup.write_bytes(backup.read_bytes()[:-2000])
    for path, code in ((backup, "backup.no_backup"), (shelf / "none.zip", "backup.unreadable")):
        with pytest.raises(NotRestorable) as caught:
            prove(path)
        assert caught.value.code == code


def test_no_byte_of_a_backup_can_be_flipped_unseen(worked: Store, shelf: Path) -> None:
    """Every member is compared with its digest: a flip is seen, or lies where the format keeps nothing of ours."""
    backup = backed_up(worked, shelf)
    whole = backup.read_bytes()
    before = prove(backup)
    unseen = 0
    for at in range(40, len(whole), len(whole) // 60):
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            assert prove(backup) == before
            unseen += 1
        except Trouble:
            continue
    assert unseen <= 3


def test_what_cannot_be_proved_leaves_nothing_behind(
    worked: Store, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked.blobs.path(next(iter(digests(worked)))).unlink()
    before = contents(worked.engine)
    with pytest.raises(NotRestorable) as caught:
        back_up(desk_for(worked), shelf, why=Why.IN_USE)
    assert caught.value.code == "backup.file_missing"
    assert list(shelf.iterdir()) == []
    assert contents(worked.engine) == before


def digests(store: Store) -> list[str]:
    with store.engine.connect() as connection:
        return list(connection.execute(text("SELECT file_sha256 FROM paper WHERE file_sha256 IS NOT NULL")).scalars())


def test_without_room_none_is_begun(worked: Store, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.kernel.room.LEAST_BYTES", 2**60)
    with pytest.raises(Trouble, match="MB are free"):
        back_up(desk_for(worked), shelf, why=Why.ASKED)
    assert list(shelf.iterdir()) == []


def test_a_store_that_is_only_looked_at_is_not_backed_up(worked: Store, shelf: Path) -> None:
    looking = replace(worked, only_looks="Only looking: it is damaged.")
    with pytest.raises(Trouble, match="Only looking"):
        back_up(desk_for(looking), shelf, why=Why.ASKED)
    assert shelved(shelf) == ()


def use(store: Store, shelf: Path, second: Path | None = None) -> None:
    change_places(make.desk(store, make.MANAGER), Places(str(shelf), str(second) if second else ""))


def test_a_finished_backup_is_copied_to_the_second_place(worked: Store, shelf: Path, tmp_path: Path) -> None:
    use(worked, shelf, tmp_path / "nas")
    backup = keep_backed_up(desk_for(worked), why=Why.IN_USE)
    assert (tmp_path / "nas" / backup.name).read_bytes() == Path(backup.path).read_bytes()
    standing = backup_standing(desk_for(worked))
    assert standing.proved_at == standing.second_at == worked.clock.now()


def test_a_backup_is_due_two_hours_after_the_last_if_something_was_booked(
    worked: Store, shelf: Path, clock: FrozenClock
) -> None:
    desk = desk_for(worked)
    assert not backup_standing(desk).is_due, "no folder is set"
    use(worked, shelf)
    assert backup_standing(desk).is_due, "there is none yet"
    keep_backed_up(desk, why=Why.IN_USE)
    clock.advance(hours=3)
    assert not backup_standing(desk).is_due, "nothing was booked since"
    write_note(make.desk(worked), 1, text="something")
    assert backup_standing(desk).is_due
    clock.advance(hours=-6)
    assert backup_standing(desk).is_due, "a clock that was set back postpones none"


def test_it_is_old_after_a_day_and_the_second_place_after_a_week(
    worked: Store, shelf: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    use(worked, shelf, tmp_path / "nas")
    keep_backed_up(desk_for(worked), why=Why.IN_USE)
    write_note(make.desk(worked), 1, text="something")
    clock.advance(hours=23)
    assert not backup_standing(desk_for(worked)).is_old
    clock.advance(hours=2)
    assert backup_standing(desk_for(worked)).is_old
    assert not backup_standing(desk_for(worked)).is_second_old
    clock.advance(days=7)
    assert backup_standing(desk_for(worked)).is_second_old


def test_closing_wants_one_unless_it_was_made_just_now(worked: Store, shelf: Path, clock: FrozenClock) -> None:
    desk = desk_for(replace(worked, is_demo=False))
    assert not is_wanted_when_closing(desk)
    use(worked, shelf)
    assert is_wanted_when_closing(desk)
    keep_backed_up(desk, why=Why.CLOSING)
    write_note(make.desk(worked), 1, text="something")
    assert not is_wanted_when_closing(desk)
    clock.advance(hours=1)
    assert is_wanted_when_closing(desk)
    assert not is_wanted_when_closing(desk_for(replace(worked, is_demo=False, only_looks="Only looking.")))
    assert not is_wanted_when_closing(desk_for(worked)), "a demo store is thrown away"


def test_the_places_are_kept_and_changed_by_who_may(worked: Store, shelf: Path, tmp_path: Path) -> None:
    new = Places(str(shelf), str(tmp_path / "nas"))
    with refused(worked, "deed.not_allowed"):
        change_places(make.desk(worked), new)
    change_places(make.desk(worked, make.MANAGER), new)
    assert places(desk_for(worked)) == new
    assert not shelf.exists(), "a folder is made by the first backup"


@pytest.mark.parametrize("place", ["here", "folder", "second"])
def test_a_place_that_cannot_be_is_refused(worked: Store, shelf: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    manager = make.desk(worked, make.MANAGER)
    wrong = {
        "here": (Places("here", ""), "backup.folder", "settings.backup_folder"),
        "folder": (Places(str(tmp_path / "file" / "x"), ""), "backup.folder", "settings.backup_folder"),
        "second": (Places(str(shelf), str(worked.folder / "x")), "backup.inside", "settings.backup_second"),
    }
    new, code, field = wrong[place]
    with refused(worked, code, field=field):
        change_places(manager, new)


def test_one_folder_is_not_two_places(worked: Store, shelf: Path) -> None:
    with refused(worked, "backup.same", field="settings.backup_second"):
        change_places(make.desk(worked, make.MANAGER), Places(str(shelf), str(shelf)))
