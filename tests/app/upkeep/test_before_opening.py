"""Twelve damaged folders and more: each is told in its own sentence with its remedy, and no byte is written."""

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import make
import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import text
from test_opening import bytes_of

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal
from app.order.notes import write_note
from app.order.queries import notes
from app.records.staff.sign_in import sign_in
from app.records.store.setup import Profile
from app.trust.anchors import FILE_NAME as ANCHORS
from app.trust.anchors import Anchors, Why
from app.upkeep.before_opening import keeps_commits
from app.upkeep.found import found
from app.upkeep.not_opened import NotOpened
from app.upkeep.opening import FILE_NAME, close_store, desk_for, look_at, open_store
from app.upkeep.store_lock import StoreLock

Damage = Callable[[Path], None]


@pytest.fixture
def folder(furnished_template: Path, tmp_path: Path, clock: FrozenClock) -> Path:
    """A store in which an order was begun, closed in order."""
    folder = tmp_path / "store"
    shutil.copytree(furnished_template, folder)
    store = open_store(folder / FILE_NAME, clock=clock)
    make.order(store)
    store.engine.dispose()
    work(folder, clock, notes=3)
    return folder


def work(folder: Path, clock: FrozenClock, *, notes: int, ends: Callable[[Store], None] = close_store) -> None:
    """Open the store as the window does, book something, and end."""
    store = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    for number in range(notes):
        write_note(make.desk(store), 1, text=f"{number}")
    ends(store)


def killed(folder: Path) -> Callable[[Store], None]:
    """End as a power cut does: the file and its log stay as they were in mid-work."""

    def end(store: Store) -> None:
        kept = folder.with_name("killed")
        shutil.copytree(folder, kept)
        store.engine.dispose()
        shutil.rmtree(folder)
        kept.rename(folder)

    return end


def statement(folder: Path, *statements: str) -> None:
    connection = sqlite.connect(str(folder / FILE_NAME))
    for one in statements:
        connection.execute(one)
    connection.commit()
    connection.close()


def no_log_after_a_crash(folder: Path, clock: FrozenClock) -> None:
    work(folder, clock, notes=1, ends=killed(folder))
    (folder / f"{FILE_NAME}-wal").unlink()
    (folder / f"{FILE_NAME}-shm").unlink(missing_ok=True)


def log_of_another_store(folder: Path, clock: FrozenClock) -> None:
    fresh = folder.with_name("fresh")
    killed(fresh)(open_store(fresh / FILE_NAME, clock=clock))
    shutil.copyfile(fresh / f"{FILE_NAME}-wal", folder / f"{FILE_NAME}-wal")


def part_of_a_log_of_another_store(folder: Path, clock: FrozenClock) -> None:
    fresh = folder.with_name("fresh")
    store = open_store(fresh / FILE_NAME, clock=clock, marks_open=True)
    found(desk_for(store), Profile(name="别的店"), manager="周明远", pin="135790")
    killed(fresh)(store)
    shutil.copyfile(fresh / f"{FILE_NAME}-wal", folder / f"{FILE_NAME}-wal")


def log_of_another_program(folder: Path, clock: FrozenClock) -> None:
    other = folder.with_name("other.db")
    connection = sqlite.connect(str(other))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE song (title TEXT)")
    connection.commit()
    shutil.copyfile(f"{other}-wal", folder / f"{FILE_NAME}-wal")
    connection.close()


def an_older_file_over_the_newer(folder: Path, clock: FrozenClock) -> None:
    shutil.copyfile(folder / FILE_NAME, folder.with_name("monday.db"))
    work(folder, clock, notes=5)
    folder.with_name("monday.db").replace(folder / FILE_NAME)


def the_tail_of_the_chain_cut(folder: Path, clock: FrozenClock) -> None:
    statement(
        folder, "DROP TRIGGER audit_entry_no_DELETE",
        "DELETE FROM audit_entry WHERE seq > (SELECT max(seq) - 10 FROM audit_entry)",
    )  # fmt: skip


def the_newest_entry_rewritten(folder: Path, clock: FrozenClock) -> None:
    statement(
        folder, "DROP TRIGGER audit_entry_no_UPDATE",
        "UPDATE audit_entry SET mac = lower(hex(zeroblob(32))) WHERE seq = (SELECT max(seq) FROM audit_entry)",
    )  # fmt: skip


def a_database_of_another_store(folder: Path, clock: FrozenClock) -> None:
    statement(folder, "UPDATE store_state SET store_id = '6f8e1b0c-0000-4000-8000-000000000000'")


def cut_off(folder: Path, clock: FrozenClock) -> None:
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes()[: 8 * 1024])


def of_no_byte(folder: Path, clock: FrozenClock) -> None:
    (folder / FILE_NAME).write_bytes(b"")


def not_a_database(folder: Path, clock: FrozenClock) -> None:
    (folder / FILE_NAME).write_bytes(b"dear customer")


def of_another_program(folder: Path, clock: FrozenClock) -> None:
    statement(folder, "PRAGMA application_id = 77")


def of_a_newer_program(folder: Path, clock: FrozenClock) -> None:
    statement(folder, "UPDATE alembic_version SET version_num = '0999'")


def gone(folder: Path, clock: FrozenClock) -> None:
    (folder / FILE_NAME).unlink()


def without_its_keys(folder: Path, clock: FrozenClock) -> None:
    (folder / "forecourt.key").unlink()


DAMAGED = (
    ("open.empty", of_no_byte, False),
    ("open.no_database", not_a_database, False),
    ("open.foreign", of_another_program, False),
    ("open.newer", of_a_newer_program, False),
    ("open.missing", gone, False),
    ("open.damaged", cut_off, False),
    ("open.log_missing", no_log_after_a_crash, True),
    ("open.foreign_log", log_of_another_store, True),
    ("open.foreign_log", part_of_a_log_of_another_store, True),
    ("open.foreign_log", log_of_another_program, True),
    ("open.behind", an_older_file_over_the_newer, True),
    ("open.behind", the_tail_of_the_chain_cut, True),
    ("open.rewritten", the_newest_entry_rewritten, True),
    ("open.other_store", a_database_of_another_store, True),
    ("open.key_missing", without_its_keys, True),
)


def test_a_file_written_over_in_a_store_s_own_folder_is_not_called_somebody_else_s(
    folder: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    not_a_database(folder, clock)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    not_a_database(elsewhere, clock)
    with pytest.raises(NotOpened, match="no database any more") as own:
        open_store(folder / FILE_NAME, clock=clock)
    assert own.value.remedy.startswith("Restore the newest")
    with pytest.raises(NotOpened, match="not a Forecourt database"):
        open_store(elsewhere / FILE_NAME, clock=clock)


@pytest.mark.parametrize(
    ("code", "damage", "may_look"), DAMAGED, ids=[damage.__name__ for _code, damage, _may in DAMAGED]
)
def test_a_damaged_folder_is_told_and_left_as_it_is(
    folder: Path, clock: FrozenClock, code: str, damage: Callable[[Path, FrozenClock], None], may_look: bool
) -> None:
    damage(folder, clock)
    before = bytes_of(folder)
    with pytest.raises(NotOpened) as caught:
        open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    assert caught.value.code == code
    assert caught.value.sentence and caught.value.remedy
    assert caught.value.may_look is may_look
    assert bytes_of(folder) == before
    if may_look:
        is_looked_at(folder, caught.value, clock)
        assert bytes_of(folder) == before


def is_looked_at(folder: Path, why: NotOpened, clock: FrozenClock) -> None:
    """What is there can be read by who has a PIN, and nothing can be done."""
    store = look_at(folder / FILE_NAME, why, clock=clock)
    desk = desk_for(store)
    desk = desk.by(sign_in(desk, make.ADVISOR, pin="135790"))
    assert len(notes(desk, 1)) >= 3
    with pytest.raises(Refusal) as refused:
        write_note(desk, 1, text="not now")
    assert refused.value.code == "store.only_looks"
    assert why.sentence in refused.value.sentence
    copy = Path(str(store.engine.url.database))
    close_store(store)
    assert not copy.exists()


def test_control_a_sound_folder_opens_after_order_and_after_a_power_cut(folder: Path, clock: FrozenClock) -> None:
    for _time in range(3):
        work(folder, clock, notes=1)
    for _time in range(3):
        work(folder, clock, notes=1, ends=killed(folder))
    store = open_store(folder / FILE_NAME, clock=clock)
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM order_note")).scalar() == 3 + 6
    store.engine.dispose()


def test_a_folder_that_may_only_be_read_can_be_looked_at(
    folder: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(folder)
    with monkeypatch.context() as read_only:
        read_only.setattr("app.upkeep.before_opening.os.access", lambda _path, _mode: False)
        with pytest.raises(NotOpened) as caught:
            open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    assert (caught.value.code, caught.value.may_look) == ("open.read_only", True)
    is_looked_at(folder, caught.value, clock)
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("36 35 0:30 / {place} rw - cifs //nas/desk rw", "open.network"),
        ("36 35 0:30 / {place} rw - nfs4 nas:/desk rw", "open.network"),
        ("36 35 0:30 / {place} rw - fuse.sshfs nas:/desk rw", "open.network"),
    ],
)
def test_a_network_drive_is_refused_and_no_folder_is_made_there(
    tmp_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch, line: str, code: str
) -> None:
    mounts = ["1 1 0:1 / / rw - ext4 /dev/sda rw", line.format(place=tmp_path)]
    monkeypatch.setattr("app.kernel.storage_place._mounts", lambda: mounts)
    with pytest.raises(NotOpened) as caught:
        open_store(tmp_path / "store" / FILE_NAME, clock=clock)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Junchi", "Dropbox", "坚果云", "百度网盘", "iCloud Drive"])
def test_the_folder_of_a_sync_program_is_refused(tmp_path: Path, clock: FrozenClock, name: str) -> None:
    with pytest.raises(NotOpened) as caught:
        open_store(tmp_path / name / "store" / FILE_NAME, clock=clock)
    assert caught.value.code == "open.synced"
    assert name in caught.value.sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.52.0"])
def test_a_sqlite_that_loses_commits_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version", version)
    before = bytes_of(folder)
    with pytest.raises(NotOpened) as caught:
        open_store(folder / FILE_NAME)
    assert caught.value.code == "open.sqlite_version"
    assert bytes_of(folder) == before


def test_this_program_s_own_sqlite_keeps_commits() -> None:
    assert keeps_commits(tuple(int(number) for number in sqlite.sqlite_version.split(".")))


def test_an_older_file_that_another_program_has_open_is_left_alone(folder: Path, clock: FrozenClock) -> None:
    statement(folder, "UPDATE alembic_version SET version_num = '0001'")
    before = bytes_of(folder)
    with pytest.raises(NotOpened) as caught:
        open_store(folder / FILE_NAME, clock=clock, is_alone=False)
    assert caught.value.code == "open.elsewhere"
    assert bytes_of(folder) == before


def test_whose_it_is_comes_with_the_database_where_the_folder_does_not_say(folder: Path, clock: FrozenClock) -> None:
    known = (folder / "forecourt.id").read_text()
    (folder / "forecourt.id").unlink()
    open_store(folder / FILE_NAME, clock=clock).engine.dispose()
    assert (folder / "forecourt.id").read_text() == known


def test_anchors_are_written_when_opening_closing_and_every_fifty_entries(folder: Path, clock: FrozenClock) -> None:
    before = len(Anchors(folder).every())
    store = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    desk = make.desk(store)
    for number in range(120):
        write_note(desk, 1, text=f"{number}")
    head = store.watch.head if store.watch else None
    close_store(store)
    new = Anchors(folder).every()[before:]
    assert [anchor.why for anchor in new] == [Why.OPENED, Why.BOOKED, Why.BOOKED, Why.CLOSED]
    assert head is not None and (new[-1].seq, new[-1].mac) == (head.seq, head.mac)
    assert all(later.seq - earlier.seq <= 50 for earlier, later in pairwise(new))


def test_ten_minutes_after_the_last_anchor_the_next_deed_writes_one(folder: Path, clock: FrozenClock) -> None:
    store = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    before = len(Anchors(folder).every())
    write_note(make.desk(store), 1, text="at once")
    assert len(Anchors(folder).every()) == before
    clock.advance(minutes=11)
    write_note(make.desk(store), 1, text="later")
    assert len(Anchors(folder).every()) == before + 1
    close_store(store)


def test_an_anchor_cut_off_by_a_power_cut_is_passed_over(folder: Path, clock: FrozenClock) -> None:
    whole = Anchors(folder).every()
    with (folder / ANCHORS).open("ab") as file:
        file.write(b"1 6f8e1b0c-0000-4000-8000-0000")
    assert Anchors(folder).every() == whole
    work(folder, clock, notes=1)
    assert len(Anchors(folder).every()) > len(whole)


def test_anchors_that_lag_behind_are_normal(folder: Path, clock: FrozenClock) -> None:
    lines = (folder / ANCHORS).read_text().splitlines(keepends=True)
    (folder / ANCHORS).write_text("".join(lines[:1]))
    work(folder, clock, notes=1)


def test_a_disk_without_room_for_an_anchor_does_not_undo_the_deed(
    folder: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_anchors: Anchors, _anchor: object) -> None:
        raise OSError(28, "No space left on device")

    store = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    clock.advance(minutes=11)
    with monkeypatch.context() as no_room:
        no_room.setattr(Anchors, "write", full)
        write_note(make.desk(store), 1, text="is saved")
    assert notes(make.desk(store), 1)[-1].text == "is saved" or notes(make.desk(store), 1)[0].text == "is saved"
    close_store(store)


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[StoreLock]:
    """The lock of a store, held."""
    lock = StoreLock(tmp_path / FILE_NAME)
    assert lock.take()
    yield lock
    lock.release()


def test_a_store_has_one_owner_until_it_is_given_free(lock: StoreLock, tmp_path: Path) -> None:
    second = StoreLock(tmp_path / FILE_NAME)
    assert not second.take()
    lock.release()
    assert second.take()
    second.release()
