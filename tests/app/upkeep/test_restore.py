"""A restore gives back every row and file, keeps the old state, and says in the chain what was lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import make
import msgspec
import pytest
from refusing import contents
from sqlalchemy import text
from test_backup import backed_up, rewritten, use, with_manifest
from test_backup import shelf as shelf
from test_backup import worked as worked
from test_opening import bytes_of

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.notes import write_note
from app.paper.queries import papers_of
from app.paper.verify import verify_paper
from app.trust import chain
from app.trust.anchors import Anchors, Why
from app.upkeep.backup.archive import NotRestorable
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why as BackupWhy
from app.upkeep.doctor import examine
from app.upkeep.opening import FILE_NAME, close_store, desk_for, open_store
from app.upkeep.restore import restore

APART = {"audit_entry", "store_state"}  # the restore's own entry, and that it was opened


def rows(store: Store) -> dict[str, str]:
    return {table: digest for table, digest in contents(store.engine).items() if table not in APART}


def test_what_was_wiped_comes_back_whole(worked: Store, shelf: Path, clock: FrozenClock) -> None:
    before, files = rows(worked), bytes_of(worked.blobs.folder)
    backup = backed_up(worked, shelf)
    worked.engine.dispose()
    shutil.rmtree(worked.folder)

    restored = restore(backup, worked.folder / FILE_NAME, clock=clock)
    again = open_store(worked.folder / FILE_NAME, clock=clock)
    assert rows(again) == before
    assert bytes_of(again.blobs.folder) == files
    assert again.vault.store_id == worked.vault.store_id and again.chain_key == worked.chain_key
    assert verify_paper(desk_for(again), papers_of(desk_for(again), 1)[0].id).is_sound
    assert all(finding.is_sound for finding in examine(desk_for(again)))
    assert restored.kept == "" and restored.old_head == ""
    again.engine.dispose()


def test_what_was_done_since_is_lost_and_said_so_and_the_old_state_is_kept(
    worked: Store, shelf: Path, clock: FrozenClock
) -> None:
    backup, before = backed_up(worked, shelf), rows(worked)
    write_note(make.desk(worked), 1, text="done on Tuesday")
    write_note(make.desk(worked), 1, text="and on Wednesday")
    old_seq = chain_head(worked).seq
    close_store(worked)

    restored = restore(backup, worked.folder / FILE_NAME, clock=clock)
    again = open_store(worked.folder / FILE_NAME, clock=clock)
    assert rows(again) == before
    assert (restored.lost_from, restored.lost_to) == (old_seq - 2, old_seq)
    with again.engine.connect() as connection:
        told = connection.execute(text("SELECT details FROM audit_entry WHERE deed = 'store.restore'")).scalar_one()
    assert msgspec.json.decode(told)["lost_to"] == old_seq
    with desk_for(again).look() as session:
        assert chain.verify(session, again.chain_key).broken_seq is None
    again.engine.dispose()
    kept = Path(restored.kept) / FILE_NAME
    old = open_store(kept, clock=clock)
    with old.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM order_note")).scalar_one() == 2
    old.engine.dispose()


def chain_head(store: Store) -> chain.Head:
    with desk_for(store).look() as session:
        return chain.head(session)


def test_the_old_log_goes_with_the_old_file(worked: Store, shelf: Path, clock: FrozenClock, tmp_path: Path) -> None:
    """An old log beside the restored file would be replayed into it (sqlite.org/howtocorrupt.html)."""
    backup, before = backed_up(worked, shelf), rows(worked)
    write_note(make.desk(worked), 1, text="is in the log only")
    killed = tmp_path / "killed"
    shutil.copytree(worked.folder, killed)
    worked.engine.dispose()
    assert (killed / f"{FILE_NAME}-wal").stat().st_size > 0

    restored = restore(backup, killed / FILE_NAME, clock=clock)
    again = open_store(killed / FILE_NAME, clock=clock)
    assert rows(again) == before
    again.engine.dispose()
    assert (Path(restored.kept) / f"{FILE_NAME}-wal").stat().st_size > 0


def test_the_anchors_go_on_and_the_older_ones_stay_as_evidence(worked: Store, shelf: Path, clock: FrozenClock) -> None:
    path = worked.folder / FILE_NAME
    worked.engine.dispose()
    store = open_store(path, clock=clock, marks_open=True)
    backup = backed_up(store, shelf)
    write_note(make.desk(store), 1, text="lost")
    close_store(store)
    older = Anchors(path.parent).every()
    restore(backup, path, clock=clock)
    anchors = Anchors(path.parent)
    assert anchors.every()[: len(older)] == older
    assert anchors.in_force()[0].why is Why.RESTORED
    close_store(open_store(path, clock=clock, marks_open=True))


def test_an_older_store_restored_twice_says_it_twice(worked: Store, shelf: Path, clock: FrozenClock) -> None:
    backup, path = backed_up(worked, shelf), worked.folder / FILE_NAME
    worked.engine.dispose()
    restore(backup, path, clock=clock)
    clock.advance(minutes=1)
    restored = restore(backup, path, clock=clock)
    assert restored.lost_to == restored.lost_from
    again = open_store(path, clock=clock)
    with again.engine.connect() as connection:
        assert (
            connection.execute(text("SELECT count(*) FROM audit_entry WHERE deed = 'store.restore'")).scalar_one() == 1
        )
    again.engine.dispose()
    assert len(list(path.parent.glob("before-restore-*"))) == 2


def test_another_store_s_keys_are_put_aside(
    worked: Store, shelf: Path, clock: FrozenClock, empty_template: Path, tmp_path: Path
) -> None:
    backup = backed_up(worked, shelf)
    other = tmp_path / "other" / FILE_NAME
    shutil.copytree(empty_template, other.parent)
    old_key = (other.parent / "forecourt.key").read_bytes()
    restored = restore(backup, other, clock=clock)
    again = open_store(other, clock=clock)
    assert again.vault.store_id == worked.vault.store_id and again.chain_key == worked.chain_key
    assert (Path(restored.kept) / "forecourt.key").read_bytes() == old_key
    again.engine.dispose()


def test_an_altered_file_of_the_old_state_is_replaced_and_put_aside(
    worked: Store, shelf: Path, clock: FrozenClock
) -> None:
    backup = backed_up(worked, shelf)
    victim = next(path for path in worked.blobs.folder.rglob("*") if path.is_file())
    victim.write_bytes(b"rotten")
    worked.engine.dispose()
    restored = restore(backup, worked.folder / FILE_NAME, clock=clock)
    assert worked.blobs.is_sound(victim.name)
    assert (Path(restored.kept) / victim.name).read_bytes() == b"rotten"


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.pop("forecourt.db"),
        lambda one: one.update({"forecourt.db": one["forecourt.db"] + b"?"}),
        lambda one: with_manifest(one, schema="0999"),
        lambda one: one.update({"../evil": b"x"}),
    ],
    ids=["incomplete", "altered", "newer", "leads out"],
)
def test_a_backup_that_is_not_sound_changes_nothing(
    worked: Store, shelf: Path, clock: FrozenClock, change: Callable[[dict[str, bytes]], object]
) -> None:
    backup = backed_up(worked, shelf)
    rewritten(backup, change)
    close_store(worked)
    before = bytes_of(worked.folder)
    with pytest.raises(NotRestorable):
        restore(backup, worked.folder / FILE_NAME, clock=clock)
    assert bytes_of(worked.folder) == before


def test_a_damaged_store_is_restored_over(worked: Store, shelf: Path, clock: FrozenClock) -> None:
    backup, before = backed_up(worked, shelf), rows(worked)
    close_store(worked)
    path = worked.folder / FILE_NAME
    path.write_bytes(b"")
    restored = restore(backup, path, clock=clock)
    again = open_store(path, clock=clock)
    assert rows(again) == before
    assert (Path(restored.kept) / FILE_NAME).read_bytes() == b""
    again.engine.dispose()


def test_a_backup_of_a_store_in_use_is_not_marked_as_open(worked: Store, shelf: Path, clock: FrozenClock) -> None:
    path = worked.folder / FILE_NAME
    worked.engine.dispose()
    store = open_store(path, clock=clock, marks_open=True)
    use(store, shelf)
    backup = back_up(desk_for(store), shelf, why=BackupWhy.IN_USE)
    close_store(store)
    restore(Path(backup.path), shelf.parent / "elsewhere" / FILE_NAME, clock=clock)
    close_store(open_store(shelf.parent / "elsewhere" / FILE_NAME, clock=clock, marks_open=True))
