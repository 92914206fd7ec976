"""The window on a store: opened, founded, signed in to, locked, barred."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from hands import type_words
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk, Store
from app.kernel.clock import FrozenClock
from app.kernel.digest import sha256
from app.order.notes import add_photo
from app.overview.board import board
from app.upkeep.backup.back_up import back_up
from app.upkeep.backup.keeping import keep_backed_up
from app.upkeep.backup.manifest import Why
from app.upkeep.backup.places import Places, change_places
from app.upkeep.backup.prove import prove
from app.upkeep.backup.shelf import shelved
from app.upkeep.demo import demo_desk
from app.upkeep.found import clerk
from app.upkeep.glance import glance
from app.upkeep.opening import FILE_NAME, close_store, desk_for, look_at, open_store
from ui import formats
from ui.shell.owner import Owner
from ui.shell.reception import OpenStore, Reception
from ui.shell.restoring import RestoreFirst

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def receptions() -> Iterator[list[Reception]]:
    """Closed at the end, whatever happened."""
    made: list[Reception] = []
    yield made
    for reception in made:
        reception.close()
        reception.window.deleteLater()
    # Now, not in the middle of the next test's waiting.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    formats.show_times_in(None)


@pytest.fixture
def opened(qtbot: QtBot, receptions: list[Reception], demo_store: Store) -> Reception:
    """The demo store, its sign-in page ready."""
    return _open(qtbot, receptions, lambda: demo_store)


def _open(qtbot: QtBot, receptions: list[Reception], open_it: OpenStore) -> Reception:
    reception = Reception(open_it)
    receptions.append(reception)
    with qtbot.waitSignal(reception.ready, timeout=20_000):
        reception.open()
    return reception


def _open_slowly(qtbot: QtBot, receptions: list[Reception], store: Store) -> tuple[Reception, Event]:
    """The tiles stand; the store itself opens only with the event."""
    may_open = Event()

    def open_it() -> Store:
        assert may_open.wait(20)
        return store

    reception = Reception(open_it, glance=lambda: glance(store.folder / FILE_NAME))
    receptions.append(reception)
    with qtbot.waitSignal(reception.ready, timeout=20_000):
        reception.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return reception, may_open


def _press(keys: str) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def _sign_in(qtbot: QtBot, reception: Reception, tile: str, pin: str = "135790") -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    _press(tile)
    _press(pin)
    qtbot.waitUntil(reception.window.is_open, timeout=10_000)


def find(reception: Reception, name: str) -> QWidget:
    """A widget of the window by its name."""
    found = reception.window.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_who_waits_for_a_store_that_opens_slowly_is_told_why(
    qtbot: QtBot, receptions: list[Reception], demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.reception.SLOW_MS", 50)
    reception, may_open = _open_slowly(qtbot, receptions, demo_store)
    said = reception.window.sign_in.status.database  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: said.accessibleName().startswith("Still opening"))
    may_open.set()
    qtbot.waitUntil(lambda: said.accessibleName() == "Database sound", timeout=20_000)


def test_a_digit_and_a_pin_open_the_board_with_every_car(qtbot: QtBot, opened: Reception) -> None:
    _sign_in(qtbot, opened, "2")

    qtbot.waitUntil(lambda: opened.window.findChild(QWidget, "board.card.WXD000033") is not None)
    assert opened.window.workspace.here == "board"


def test_an_arrival_is_written_down_from_any_page(qtbot: QtBot, opened: Reception) -> None:
    _sign_in(qtbot, opened, "2")
    opened.window.go("orders")
    QTest.keyClick(QApplication.focusWidget() or opened.window, Key.Key_F12)
    qtbot.waitUntil(lambda: opened.window.workspace.here == "board")
    editor = QApplication.focusWidget()
    assert editor is not None and editor.objectName() == "arrival.words"
    type_words(editor, "苏B00001")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: "苏B00001" in opened.window.toaster.words.text())
    QTest.keyClick(QApplication.focusWidget() or opened.window, Key.Key_Escape)
    assert opened.window.workspace.here == "orders"


def test_a_wrong_pin_says_so_and_stays(qtbot: QtBot, opened: Reception) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    _press("2")
    _press("111222")

    error = find(opened, "signin.error")
    qtbot.waitUntil(lambda: bool(error.property("text")), timeout=10_000)
    assert not opened.window.is_open()


def test_the_lock_hides_the_desk_until_the_pin(qtbot: QtBot, opened: Reception) -> None:
    _sign_in(qtbot, opened, "2")

    QTest.keyClick(QApplication.focusWidget() or opened.window, Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: not opened.window.is_open())
    _press("135790")
    qtbot.waitUntil(opened.window.is_open, timeout=10_000)


def test_a_new_store_is_founded_by_first_run_and_can_be_signed_in_to(
    qtbot: QtBot, receptions: list[Reception], tmp_path: Path, clock: FrozenClock
) -> None:
    reception = _open(qtbot, receptions, lambda: open_store(tmp_path / "new" / FILE_NAME, clock=clock))
    run = reception.window.first_run
    assert run is not None
    _write(reception, "first_run.name", "骏驰汽车")
    run.primary()
    _write(reception, "first_run.manager", "周明远")
    _write(reception, "first_run.pin", "135790")
    _write(reception, "first_run.pin_again", "135790")
    _write(reception, "first_run.password", "four green horses")
    _write(reception, "first_run.password_again", "four green horses")
    run.primary()
    run.backup_folder.set_text(str(tmp_path / "shelf"))
    with qtbot.waitSignal(reception.ready, timeout=20_000):
        run.primary()

    _sign_in(qtbot, reception, "1")
    assert "骏驰汽车" in reception.window.windowTitle()
    # What first run asked for is true: the first backup is made by itself, and said.
    backup = find(reception, "shell.status.backup")
    qtbot.waitUntil(lambda: "Proved restorable" in backup.accessibleName(), timeout=20_000)
    made = shelved(tmp_path / "shelf")
    assert len(made) == 1 and prove(Path(made[0].path)).store_name == "骏驰汽车"


def test_closing_the_window_backs_up_what_was_done_since(
    qtbot: QtBot, receptions: list[Reception], empty_store: Store, tmp_path: Path, clock: FrozenClock
) -> None:
    change_places(_manager_of(empty_store), Places(str(tmp_path / "shelf"), str(tmp_path / "nas")))
    keep_backed_up(_manager_of(empty_store), why=Why.ASKED)
    clock.advance(hours=1)
    reception = _open(qtbot, receptions, lambda: empty_store)
    _sign_in(qtbot, reception, "1")
    reception.close()
    for folder in ("shelf", "nas"):
        assert [one.at for one in shelved(tmp_path / folder)] == [clock.now(), clock.now() - timedelta(hours=1)]


def _manager_of(store: Store) -> Desk:
    desk = desk_for(store)
    return desk.by(clerk(desk))


def test_a_backup_that_fails_is_red_in_the_status_line(
    qtbot: QtBot, receptions: list[Reception], empty_store: Store, tmp_path: Path
) -> None:
    change_places(_manager_of(empty_store), Places(str(tmp_path / "shelf"), ""))
    (tmp_path / "shelf").write_text("no folder, but a file in its way")
    reception = _open(qtbot, receptions, lambda: empty_store)
    # Somebody can sign in before the desk behind is furnished.
    qtbot.waitUntil(lambda: reception.window.findChild(QWidget, "shell.status.backup") is not None, timeout=10_000)
    backup = find(reception, "shell.status.backup")
    qtbot.waitUntil(lambda: backup.accessibleName() == "Backup failed", timeout=10_000)
    assert shelved(tmp_path / "shelf") == ()


def test_a_barred_store_is_restored_from_a_backup_and_opened(
    qtbot: QtBot, receptions: list[Reception], empty_store: Store, tmp_path: Path, clock: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = empty_store.folder / FILE_NAME
    backup = back_up(_manager_of(empty_store), tmp_path / "shelf", why=Why.ASKED).path
    close_store(empty_store)
    path.write_bytes(b"")
    open_it = lambda: open_store(path, clock=clock, marks_open=True)  # noqa: E731 - what the command hands over
    barred = Reception(open_it, look=lambda why: look_at(path, why, clock=clock))
    receptions.append(barred)
    barred.open()
    qtbot.waitUntil(lambda: barred.window.findChild(QWidget, "barred.restore") is not None, timeout=20_000)
    assert not find(barred, "barred.look").isVisible(), "there is nothing to look at in an empty file"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_given: (backup, ""))
    qtbot.mouseClick(find(barred, "barred.restore"), Qt.MouseButton.LeftButton)
    assert barred.wanted_backup == backup and not barred.window.isVisible()
    barred.close()

    restoring = RestoreFirst(backup, path, open_it)
    again = Reception(restoring)
    receptions.append(again)
    again.say_after(restoring)
    with qtbot.waitSignal(again.ready, timeout=20_000):
        again.open()
    qtbot.waitUntil(lambda: "Restored from a backup" in find(again, "shell.banner").accessibleName())
    again.window.activateWindow()
    _sign_in(qtbot, again, "1")


def test_the_tiles_stand_before_the_store_is_open_and_a_pin_typed_then_is_checked_after(
    qtbot: QtBot, receptions: list[Reception], demo_store: Store
) -> None:
    reception, may_open = _open_slowly(qtbot, receptions, demo_store)
    find(reception, "signin.person.S02")
    _press("2")
    _press("111222")
    assert not reception.window.is_open() and not find(reception, "signin.pin").isEnabled()

    may_open.set()
    qtbot.waitUntil(lambda: "PIN" in find(reception, "signin.error").accessibleName(), timeout=10_000)
    assert not reception.window.is_open()
    _press("135790")
    qtbot.waitUntil(reception.window.is_open, timeout=10_000)


def test_digits_already_typed_stay_when_the_store_is_open(
    qtbot: QtBot, receptions: list[Reception], demo_store: Store
) -> None:
    reception, may_open = _open_slowly(qtbot, receptions, demo_store)
    _press("2")
    _press("135")
    with qtbot.waitSignal(reception.settled, timeout=20_000):
        may_open.set()
    _press("790")
    qtbot.waitUntil(reception.window.is_open, timeout=10_000)


def test_a_file_that_is_no_database_bars_the_window_and_is_not_touched(
    qtbot: QtBot, receptions: list[Reception], tmp_path: Path
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("dear customer")
    reception = Reception(lambda: open_store(file))
    receptions.append(reception)
    reception.open()

    qtbot.waitUntil(lambda: reception.window.findChild(QWidget, "barred.sentence") is not None, timeout=20_000)
    assert file.read_text() == "dear customer"


def test_a_second_start_calls_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Owner(tmp_path / FILE_NAME), Owner(tmp_path / FILE_NAME)
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert not second.take()
    first.release()


def test_the_search_finds_cars_people_and_orders(qtbot: QtBot, opened: Reception) -> None:
    _sign_in(qtbot, opened, "2")
    assert board(opened.worker.desk).cards  # type: ignore[arg-type]

    QTest.keyClick(QApplication.focusWidget() or opened.window, Key.Key_K, CTRL)
    type_words(opened.window.palette_box.input, "王建军")
    model = opened.window.palette_box.list.model()
    qtbot.waitUntil(lambda: any("WXD000033" in str(model.index(row, 0).data()) for row in range(model.rowCount())))


def _write(reception: Reception, name: str, words: str) -> None:
    box = find(reception, name)
    editor = box if isinstance(box, QLineEdit) else box.findChild(QLineEdit)
    assert editor is not None, name
    editor.setFocus()
    type_words(editor, words)


def _killed_without_its_log(template: Path, folder: Path, clock: FrozenClock) -> Path:
    """A store that was open when the power went, copied without its log."""
    shutil.copytree(template, folder)
    store = open_store(folder / FILE_NAME, clock=clock, marks_open=True)
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept)
    close_store(store)
    for end in ("-wal", "-shm"):
        kept.joinpath(f"{FILE_NAME}{end}").unlink(missing_ok=True)
    return kept / FILE_NAME


def test_a_store_that_must_not_be_opened_can_be_looked_at(
    qtbot: QtBot, receptions: list[Reception], demo_template: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    path = _killed_without_its_log(demo_template, tmp_path / "store", clock)
    before = {file.name: sha256(file.read_bytes()) for file in path.parent.iterdir() if file.is_file()}
    reception = Reception(
        lambda: open_store(path, clock=clock, marks_open=True), look=lambda why: look_at(path, why, clock=clock)
    )
    receptions.append(reception)
    reception.open()
    qtbot.waitUntil(lambda: reception.window.findChild(QWidget, "barred.look") is not None, timeout=20_000)
    with qtbot.waitSignal(reception.ready, timeout=20_000):
        qtbot.mouseClick(find(reception, "barred.look"), Qt.MouseButton.LeftButton)

    reception.window.activateWindow()
    _sign_in(qtbot, reception, "2")
    notice = find(reception, "shell.notice")
    qtbot.waitUntil(notice.isVisible)
    assert "was not closed" in notice.accessibleName()
    qtbot.waitUntil(lambda: reception.window.findChild(QWidget, "board.card.WXD000033") is not None)
    reception.close()
    assert {file.name: sha256(file.read_bytes()) for file in path.parent.iterdir() if file.is_file()} == before


def test_a_clock_set_back_is_said_until_a_manager_presses_that_it_is_right(
    qtbot: QtBot, receptions: list[Reception], demo_store: Store, clock: FrozenClock
) -> None:
    clock.advance(days=-40)
    reception = _open(qtbot, receptions, lambda: demo_store)
    _sign_in(qtbot, reception, "1")
    notice = find(reception, "shell.notice")
    qtbot.waitUntil(notice.isVisible)
    assert "set back" in notice.accessibleName()

    qtbot.mouseClick(find(reception, "shell.notice.action"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not notice.isVisible(), timeout=10_000)


def test_a_stored_file_that_rotted_is_said_within_the_week(
    qtbot: QtBot, receptions: list[Reception], demo_store: Store, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.upkeep.tidying.DAYS", 1)  # every file has its turn today
    desk = demo_desk(demo_store, "S02")
    picture = BytesIO()
    Image.new("RGB", (40, 20), "red").save(picture, "JPEG")
    add_photo(desk, 1, picture=picture.getvalue(), subject="item", caption="")
    for path in demo_store.blobs.folder.glob("??/??/*"):
        path.write_bytes(b"rotten")
    reception = _open(qtbot, receptions, lambda: demo_store)
    qtbot.waitUntil(lambda: reception.window.findChild(QWidget, "shell.banner") is not None, timeout=20_000)
    banner = find(reception, "shell.banner")
    qtbot.waitUntil(lambda: "missing or altered" in banner.accessibleName(), timeout=20_000)
