"""Stored files are read again, a seventh a day, and orphans are collected late; no room means no photographs."""

import os
from datetime import timedelta
from pathlib import Path

import make
import pytest
from refusing import contents
from test_backup import shelf as shelf
from test_backup import use
from test_backup import worked as worked

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Trouble
from app.order.notes import add_photo, write_note
from app.upkeep.backup.keeping import keep_backed_up
from app.upkeep.backup.manifest import Why
from app.upkeep.opening import desk_for
from app.upkeep.tidying import DAYS, tidy


def test_a_week_reads_each_file_once_and_names_what_is_altered(worked: Store, clock: FrozenClock) -> None:
    files = [path for path in worked.blobs.folder.rglob("*") if path.is_file()]
    for path in files:
        path.write_bytes(b"rotten")
    told: list[str] = []
    for _day in range(DAYS):
        told += tidy(desk_for(worked)).unsound
        clock.advance(days=1)
    assert sorted(told) == sorted(path.name[:12] for path in files)


def test_a_sound_store_is_left_as_it_is(worked: Store, clock: FrozenClock) -> None:
    files = sorted(worked.blobs.folder.rglob("*"))
    for _day in range(DAYS):
        assert tidy(desk_for(worked)).unsound == ()
        clock.advance(days=1)
    assert sorted(worked.blobs.folder.rglob("*")) == files


def orphan(store: Store, *, days: int) -> Path:
    """A file that no row names, that many days old by the store's clock."""
    path = store.blobs.path(store.blobs.put(f"nobody names this {days}".encode()))
    at = (store.clock.now() - timedelta(days=days)).timestamp()
    os.utime(path, (at, at))
    return path


def test_orphans_go_after_thirty_days_and_never_before_the_oldest_backup(
    worked: Store, shelf: Path, clock: FrozenClock
) -> None:
    old, new = orphan(worked, days=40), orphan(worked, days=10)
    assert tidy(desk_for(worked)).collected == 0, "without a backup nothing is deleted"
    use(worked, shelf)
    clock.advance(days=-39)
    keep_backed_up(desk_for(worked), why=Why.ASKED)
    clock.advance(days=39)
    newer_than_the_backup = orphan(worked, days=35)
    assert tidy(desk_for(worked)).collected == 1
    assert not old.exists() and new.exists() and newer_than_the_backup.exists()


def test_without_room_a_photograph_waits_and_a_note_is_saved(worked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(worked.engine)
    monkeypatch.setattr("app.kernel.room.LEAST_BYTES", 2**60)
    with pytest.raises(Trouble, match="MB are free"):
        add_photo(make.desk(worked), 1, picture=b"", subject="item", caption="")
    assert contents(worked.engine) == before
    write_note(make.desk(worked), 1, text="is saved all the same")
    assert contents(worked.engine) != before
