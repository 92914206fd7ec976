"""An encrypted store works like a plain one, says nothing to who has the files, and opens with its recovery key."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import make
import pytest
from refusing import contents
from sqlalchemy import text

from app.desk import Desk, Store
from app.kernel import cipher
from app.kernel.cipher import StoreKey
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal, Trouble
from app.order.notes import write_note
from app.order.workflow import Stage
from app.search.find import find
from app.trust import chain
from app.trust.deeds import Deed
from app.upkeep.backup.archive import Archive, NotRestorable
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import Places, change_places
from app.upkeep.backup.prove import prove
from app.upkeep.doctor import examine
from app.upkeep.encryption import Switch, ask_for_switch, encryption_standing, switch
from app.upkeep.glance import glance
from app.upkeep.not_opened import NotOpened
from app.upkeep.opening import FILE_NAME, close_store, desk_for, look_at, open_store
from app.upkeep.restore import restore
from app.upkeep.unlocking import unlock_backup, unlock_store

KEY = StoreKey(bytes(range(20)))
CUSTOMER, PHONE = "王建军", "14000000001"


@pytest.fixture
def plain(furnished_template: Path, tmp_path: Path, clock: FrozenClock) -> Path:
    """A store with a customer's order and its papers, closed; its database."""
    folder = tmp_path / "store"
    shutil.copytree(furnished_template, folder)
    with_order = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    make.order(with_order, stage=Stage.AUTHORIZED)
    close_store(with_order)
    return folder / FILE_NAME


@pytest.fixture
def encrypted(plain: Path, clock: FrozenClock) -> Path:
    """The same, switched on."""
    switch(plain, Switch(KEY), clock=clock)
    return plain


@pytest.fixture
def opened(encrypted: Path, clock: FrozenClock) -> Iterator[Store]:
    store = open_store(encrypted, clock=clock, marks_open=True)
    yield store
    store.engine.dispose()


def said_in(folder: Path) -> list[str]:
    """The files of a folder in which the customer's name or number can be read."""
    words = (CUSTOMER.encode(), PHONE.encode(), b"%PDF", b"SQLite format 3")
    return [path.name for path in folder.rglob("*") if path.is_file() and any(w in path.read_bytes() for w in words)]


def rows(database: Path, clock: FrozenClock) -> dict[str, str]:
    store = open_store(database, clock=clock)
    found = contents(store.engine)
    store.engine.dispose()
    return {table: digest for table, digest in found.items() if table not in ("audit_entry", "store_state")}


def without_key(database: Path) -> None:
    """As on a computer that never had the key."""
    for path in database.parent.glob("forecourt-cipher-*.key"):
        path.unlink()


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_nothing_of_a_customer_can_be_read_in_the_folder(plain: Path, clock: FrozenClock) -> None:
    plain.with_name(f"{plain.name}.before-0001").write_bytes(plain.read_bytes())
    assert said_in(plain.parent), "control: in a plain store it can"
    before = rows(plain, clock)
    switch(plain, Switch(KEY), clock=clock)
    assert said_in(plain.parent) == []
    assert rows(plain, clock) == before
    assert not list(plain.parent.glob("before-*")) and not list(plain.parent.glob(".forecourt-*"))


def test_work_in_an_encrypted_store_leaves_no_word_behind(opened: Store) -> None:
    order_id = make.order(opened, form=make.another_car(), stage=Stage.AUTHORIZED)
    write_note(make.desk(opened), order_id, text="客户王建军来电")
    assert said_in(opened.folder) == [], "with the log beside it, not yet closed"
    with desk_for(opened).look() as session:
        assert find(session, "李㛃")


def test_switching_stands_in_the_chain_with_who_asked(plain: Path, clock: FrozenClock) -> None:
    switch(plain, Switch(KEY, asked_by=1), clock=clock)
    switch(plain, Switch(KEY, asked_by=1), clock=clock)  # again: nothing to do
    store = open_store(plain, clock=clock)
    with store.engine.connect() as connection:
        told = connection.execute(text("SELECT details FROM audit_entry WHERE deed = 'store.encrypt'")).scalars().all()
    with desk_for(store).look() as session:
        assert chain.verify(session, store.chain_key).broken_seq is None
    store.engine.dispose()
    assert len(told) == 1 and KEY.id in told[0] and '"asked_by":1' in told[0]
    assert KEY.words not in told[0] and KEY.secret.hex() not in told[0]


def test_switched_off_it_is_plain_again(encrypted: Path, clock: FrozenClock) -> None:
    before = rows(encrypted, clock)
    switch(encrypted, Switch(None), clock=clock)
    assert encrypted.read_bytes().startswith(cipher.MAGIC)
    without_key(encrypted)
    assert rows(encrypted, clock) == before
    store = open_store(encrypted, clock=clock)
    assert all(one.is_sound for one in examine(desk_for(store)) if one.check in ("papers", "photos", "audit"))
    store.engine.dispose()


def test_without_its_key_it_is_not_opened_and_the_recovery_key_opens_it(encrypted: Path, clock: FrozenClock) -> None:
    without_key(encrypted)
    before = bytes_in(encrypted.parent)
    with pytest.raises(NotOpened, match="is encrypted") as caught:
        open_store(encrypted, clock=clock)
    assert caught.value.code == "open.locked" and "recovery key" in caught.value.remedy
    assert glance(encrypted) is None
    assert bytes_in(encrypted.parent) == before
    unlock_store(KEY.words.lower().replace("-", " "), encrypted)
    seen = glance(encrypted)
    assert seen is not None and seen.people
    assert rows(encrypted, clock)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("0000-1111", "recovery_key.incomplete"),
        (KEY.words[:-1] + ("0" if KEY.words[-1] != "0" else "1"), "recovery_key.mistyped"),
        ("!" + KEY.words.replace("-", "")[:35] + "U", "recovery_key.mistyped"),
        (StoreKey(bytes(20)).words, "recovery_key.other"),
    ],
)
def test_a_wrong_recovery_key_is_told_and_nothing_is_written(encrypted: Path, words: str, code: str) -> None:
    without_key(encrypted)
    before = bytes_in(encrypted.parent)
    with pytest.raises(Refusal) as caught:
        unlock_store(words, encrypted, field="barred.key")
    assert (caught.value.code, caught.value.field) == (code, "barred.key")
    assert bytes_in(encrypted.parent) == before


def test_a_file_that_is_no_database_is_not_taken_for_an_encrypted_one(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"some text\n" * 4096)
    with pytest.raises(NotOpened) as caught:
        open_store(tmp_path / FILE_NAME)
    assert caught.value.code == "open.no_database"


def test_a_backup_of_an_encrypted_store_is_encrypted_and_leaves_the_key_out(opened: Store, tmp_path: Path) -> None:
    made = back_up(desk_for(opened), tmp_path / "shelf", why=Why.ASKED)
    assert made.proof.papers and made.proof.files
    with Archive.opened(Path(made.path)) as archive:
        assert archive.manifest.key_id == KEY.id
        names = [member.name for member in archive.manifest.members if member.name.startswith("keys/")]
    assert "keys/chain" in names and not [name for name in names if "cipher" in name]
    unpacked = tmp_path / "unpacked"
    shutil.unpack_archive(made.path, unpacked)
    assert said_in(unpacked) == []
    assert opened.chain_key not in (unpacked / "keys" / "chain").read_bytes()
    with pytest.raises(NotRestorable) as caught:
        prove(Path(made.path))
    assert caught.value.code == "backup.locked"


def test_it_is_restored_on_another_computer_with_the_recovery_key(
    opened: Store, tmp_path: Path, clock: FrozenClock
) -> None:
    backup = Path(back_up(desk_for(opened), tmp_path / "shelf", why=Why.ASKED).path)
    elsewhere = tmp_path / "elsewhere" / FILE_NAME
    with pytest.raises(NotRestorable, match="key is not on this computer"):
        restore(backup, elsewhere, clock=clock)
    assert not elsewhere.exists()
    with pytest.raises(Refusal) as caught:
        unlock_backup(StoreKey(bytes(20)).words, backup, elsewhere)
    assert caught.value.code == "recovery_key.other"
    unlock_backup(KEY.words, backup, elsewhere)
    restore(backup, elsewhere, clock=clock)
    assert said_in(elsewhere.parent) == []
    close_store(opened)
    assert rows(elsewhere, clock) == rows(Path(str(opened.engine.url.database)), clock)


def test_a_plain_backup_makes_an_encrypted_store_plain_and_its_files_too(
    plain: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    store = open_store(plain, clock=clock, marks_open=True)
    backup = Path(back_up(desk_for(store), tmp_path / "shelf", why=Why.ASKED).path)
    close_store(store)
    switch(plain, Switch(KEY), clock=clock)
    restore(backup, plain, clock=clock)
    again = open_store(plain, clock=clock)
    assert again.key is None
    with again.engine.connect() as connection:
        last = connection.execute(text("SELECT deed FROM audit_entry ORDER BY seq DESC LIMIT 1")).scalar_one()
    assert last == Deed.STORE_RESTORE, "an encryption that a restore ended is told as what it was"
    assert not [path for path in again.blobs.folder.glob("??/??/*") if cipher.key_id_of(path.read_bytes())]
    again.engine.dispose()


def test_a_locked_store_that_is_behind_may_still_be_looked_at(encrypted: Path, clock: FrozenClock) -> None:
    older = encrypted.read_bytes()
    store = open_store(encrypted, clock=clock, marks_open=True)
    write_note(make.desk(store), 1, text="later")
    close_store(store)
    encrypted.write_bytes(older)
    with pytest.raises(NotOpened) as caught:
        open_store(encrypted, clock=clock)
    assert caught.value.code == "open.behind"
    looked = look_at(encrypted, caught.value, clock=clock)
    with desk_for(looked).look() as session:
        assert find(session, CUSTOMER)
    close_store(looked)


def test_doctor_says_where_the_key_lies_and_which_backups_are_plain(
    plain: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    store = open_store(plain, clock=clock, marks_open=True)
    manager = make.desk(replace(store, is_demo=False), make.MANAGER)
    change_places(manager, Places(str(tmp_path / "shelf"), ""))
    wanted = ask_for_switch(manager, KEY)
    assert wanted == Switch(KEY, manager.person.id) and str(wanted).count(KEY.secret.hex()) == 0
    close_store(store)
    switch(plain, wanted, clock=clock)
    again = replace(open_store(plain, clock=clock, marks_open=True), is_demo=False)
    said = {one.check: one for one in examine(desk_for(again))}
    assert "beside it, which protects nothing" in said["encryption"].sentence
    assert not said["plain_backups"].is_sound and "1 are not" in said["plain_backups"].sentence
    standing = encryption_standing(desk_for(again))
    assert standing.is_on and standing.key_is_in_file and standing.plain_backups == 1
    close_store(again)


@pytest.mark.parametrize(("key", "code"), [(None, "encryption.already"), (KEY, "encryption.no_backup_folder")])
def test_what_cannot_be_switched_is_refused_first(store: Store, key: StoreKey | None, code: str) -> None:
    before = contents(store.engine)
    with pytest.raises(Refusal) as caught:
        ask_for_switch(make.desk(replace(store, is_demo=False), make.MANAGER), key)
    assert caught.value.code == code
    assert contents(store.engine) == before


def test_a_demo_is_never_encrypted(demo_store: Store) -> None:
    with pytest.raises(Refusal) as caught:
        ask_for_switch(make.desk(demo_store, make.MANAGER), KEY)
    assert caught.value.code == "encryption.demo"


def test_an_advisor_does_not_switch(store: Store) -> None:
    with pytest.raises(Refusal) as caught:
        ask_for_switch(make.desk(store), KEY)
    assert caught.value.code == "deed.not_allowed"


@pytest.mark.parametrize("key", [KEY, None])
def test_a_manager_gives_the_password_and_not_only_the_pin(store: Store, tmp_path: Path, key: StoreKey | None) -> None:
    store = replace(store, is_demo=False, key=None if key is not None else KEY)
    change_places(make.desk(store, make.MANAGER), Places(str(tmp_path / "shelf"), ""))
    before = contents(store.engine)
    with pytest.raises(Refusal) as caught:
        ask_for_switch(replace(make.desk(store, make.MANAGER), proof=None), key)
    assert caught.value.code == "deed.needs_password"
    assert contents(store.engine) == before and not (tmp_path / "shelf").exists()


def test_a_copy_that_differs_is_never_swapped_in(
    plain: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plain.read_bytes()
    told = iter(((1,), (2,)))
    monkeypatch.setattr("app.upkeep.encryption._told", lambda _connection: next(told))
    with pytest.raises(Trouble, match="not the same"):
        switch(plain, Switch(KEY), clock=clock)
    assert plain.read_bytes() == before
    monkeypatch.undo()
    switch(plain, Switch(KEY), clock=clock)
    assert said_in(plain.parent) == []


def test_a_key_is_written_in_no_repr(opened: Store) -> None:
    said = repr(opened) + repr(Desk(opened, make.desk(opened).person)) + repr(KEY)
    assert KEY.secret.hex() not in said and repr(KEY.secret) not in said and KEY.words not in said
