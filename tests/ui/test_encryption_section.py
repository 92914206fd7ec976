"""Encryption by the window: switched on under Settings after the key was typed back, asked for where it is missing."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import make
import pypdfium2
import pytest
from order_page import OpenAt
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from app.kernel.cipher import MAGIC, StoreKey, typed_key
from app.kernel.clock import FrozenClock
from app.kernel.refusal import Refusal
from app.upkeep.backup.places import Places, change_places
from app.upkeep.backup.shelf import shelved
from app.upkeep.demo import demo_desk
from app.upkeep.encryption import Switch, switch
from app.upkeep.not_opened import NotOpened
from app.upkeep.opening import FILE_NAME, close_store, look_at, open_store
from app.upkeep.unlocking import unlock_store
from ui import formats, printing
from ui.commands.opened import with_key
from ui.settings.encryption_section import EncryptionSection
from ui.shell.reception import OpenStore, Reception
from ui.shell.switching import SwitchFirst, unlock

NUMBER = "WXD000025"


@pytest.fixture
def receptions() -> Iterator[list[Reception]]:
    """Closed at the end, whatever happened."""
    made: list[Reception] = []
    yield made
    for reception in made:
        reception.close()
        reception.window.deleteLater()
    formats.show_times_in(None)


def find(reception: Reception, name: str) -> QWidget:
    found = reception.window.findChild(QWidget, name)
    assert found is not None, name
    return found


def click(qtbot: QtBot, reception: Reception, name: str) -> None:
    qtbot.waitUntil(lambda: find(reception, name).isVisible(), timeout=20_000)
    qtbot.mouseClick(find(reception, name), Qt.MouseButton.LeftButton)


def write(reception: Reception, name: str, words: str) -> QLineEdit:
    field = find(reception, name)
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, words)
    return field


def shown_key(reception: Reception, name: str) -> str:
    return " ".join(find(reception, f"{name}.{row}").text() for row in ("first", "second"))  # type: ignore[attr-defined]


def key_on(sheet: bytes) -> str:
    """The nine groups that stand on the printed sheet, under the year."""
    with pypdfium2.PdfDocument(sheet) as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    return "-".join(re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}\b", words.split("Recovery key of")[0])[-9:])


def opened(qtbot: QtBot, receptions: list[Reception], open_it: OpenStore, database: Path) -> Reception:
    def keep(code: str, words: str) -> None:
        unlock(code, words, database=database, backup=None)

    reception = Reception(open_it, look=lambda why: look_at(database, why), unlock=keep)
    receptions.append(reception)
    reception.open()
    return reception


def test_a_manager_encrypts_the_store_once_the_key_is_typed_back(
    qtbot: QtBot, receptions: list[Reception], empty_store: Store, tmp_path: Path, clock: FrozenClock
) -> None:
    database = empty_store.folder / FILE_NAME
    change_places(demo_desk(empty_store, make.MANAGER), Places(str(tmp_path / "shelf"), ""))
    reception = opened(qtbot, receptions, lambda: empty_store, database)
    qtbot.waitUntil(lambda: reception.window.is_at_sign_in() and bool(reception._people()), timeout=20_000)
    reception._signed_in(demo_desk(empty_store, make.MANAGER).person)
    qtbot.waitUntil(reception.window.is_open, timeout=20_000)
    # The password was given just now: how it is asked for in place is tried in test_own_secrets.
    reception.worker.use_desk(demo_desk(empty_store, make.MANAGER))
    reception.window.go("settings")
    click(qtbot, reception, "settings.section.encryption")
    click(qtbot, reception, "settings.encryption.on")
    QTest.keyClick(find(reception, "settings.encryption.key.typed"), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is find(reception, "settings.encryption.on")
    click(qtbot, reception, "settings.encryption.on")
    write(reception, "settings.encryption.key.typed", "0000")
    click(qtbot, reception, "settings.encryption.now")
    assert find(reception, "settings.encryption.key.typed.error").isVisible()
    write(reception, "settings.encryption.key.typed", StoreKey(bytes(20)).words)
    click(qtbot, reception, "settings.encryption.now")
    assert "another recovery key" in find(reception, "settings.encryption.key.typed.error").text()  # type: ignore[attr-defined]
    assert reception.wanted_switch is None and database.read_bytes().startswith(MAGIC)

    words = shown_key(reception, "settings.encryption.key")
    write(reception, "settings.encryption.key.typed", words.lower())
    click(qtbot, reception, "settings.encryption.now")
    qtbot.waitUntil(lambda: not reception.window.isVisible(), timeout=20_000)
    wanted = reception.wanted_switch
    assert wanted is not None and wanted.key == typed_key(words) and wanted.asked_by == 1
    assert len(shelved(tmp_path / "shelf")) == 1, "a backup came first"
    reception.close()

    open_it = lambda: open_store(database, clock=clock, marks_open=True)  # noqa: E731 - what the command hands over
    switching = SwitchFirst(wanted, database, open_it)
    again = opened(qtbot, receptions, switching, database)
    again.say_after(switching)
    qtbot.waitUntil(lambda: "The store is encrypted" in find(again, "shell.banner").accessibleName(), timeout=20_000)
    assert not database.read_bytes().startswith(MAGIC)


def test_where_the_key_is_missing_the_recovery_key_opens_the_store(
    qtbot: QtBot, receptions: list[Reception], empty_store: Store, clock: FrozenClock
) -> None:
    database, key = empty_store.folder / FILE_NAME, StoreKey(bytes(range(20)))
    close_store(empty_store)
    switch(database, Switch(key), clock=clock)
    for path in database.parent.glob("forecourt-cipher-*.key"):
        path.unlink()
    open_it = lambda: open_store(database, clock=clock, marks_open=True)  # noqa: E731
    reception = opened(qtbot, receptions, open_it, database)
    qtbot.waitUntil(lambda: reception.window.findChild(QWidget, "barred.unlock") is not None, timeout=20_000)
    assert not find(reception, "barred.again").isVisible()
    write(reception, "barred.key", "0000")
    click(qtbot, reception, "barred.unlock")
    qtbot.waitUntil(lambda: find(reception, "barred.key.error").isVisible(), timeout=10_000)
    write(reception, "barred.key", key.words)
    with qtbot.waitSignal(reception.ready, timeout=20_000):
        QTest.keyClick(find(reception, "barred.key"), Qt.Key.Key_Return)
    assert reception.window.is_at_sign_in()


def test_a_store_is_encrypted_from_its_first_run(
    qtbot: QtBot, receptions: list[Reception], tmp_path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "new" / FILE_NAME
    open_it = lambda: open_store(database, clock=clock, marks_open=True)  # noqa: E731
    reception = opened(qtbot, receptions, open_it, database)
    qtbot.waitUntil(lambda: reception.window.first_run is not None, timeout=20_000)
    run = reception.window.first_run
    assert run is not None
    run.name.set_text("骏驰汽车")
    run.primary()
    run.manager.set_text("周明远")
    for field in (run.pin, run.pin_again):
        field.set_text("135790")
    for field in (run.password, run.password_again):
        field.set_text("four green horses")
    run.primary()
    run.backup_folder.set_text(str(tmp_path / "shelf"))
    assert not find(reception, "first_run.key.typed").isVisible()
    click(qtbot, reception, "first_run.encrypt")
    chosen = [str(database.parent / "key.pdf"), str(tmp_path / "key.pdf")]
    printed = dict[str, bytes]()
    monkeypatch.setattr(printing, "printer_names", lambda: ("Front desk",))
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, *, printer_name, title: printed.update({title: pdf}))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (chosen.pop(0), ""))
    said = find(reception, "first_run.key.saved")
    ways = ("save", "Not in the store's own folder"), ("save", "Saved as key.pdf"), ("print", "Sent to Front desk")
    for way, words in ways:
        click(qtbot, reception, f"first_run.key.{way}")
        qtbot.waitUntil(lambda words=words: words in said.text(), timeout=10_000)  # type: ignore[attr-defined, misc]
    assert not (database.parent / "key.pdf").exists()
    assert printed == {"Forecourt": (tmp_path / "key.pdf").read_bytes()}, "the printer's queue names no key"
    run.primary()
    assert find(reception, "first_run.key.typed.error").isVisible(), "not without the key typed back"
    on_paper = key_on((tmp_path / "key.pdf").read_bytes())
    write(reception, "first_run.key.typed", on_paper)
    run.primary()
    qtbot.waitUntil(lambda: reception.wanted_switch is not None, timeout=20_000)
    wanted = reception.wanted_switch
    reception.close()
    assert wanted is not None and wanted.key == typed_key(on_paper)
    SwitchFirst(wanted, database, lambda: open_store(database, clock=clock))().engine.dispose()
    assert not database.read_bytes().startswith(MAGIC)


def test_a_command_takes_the_recovery_key_from_its_surroundings(
    empty_store: Store, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, key = empty_store.folder / FILE_NAME, StoreKey(bytes(range(20)))
    close_store(empty_store)
    switch(database, Switch(key), clock=clock)
    for path in database.parent.glob("forecourt-cipher-*.key"):
        path.unlink()

    def opened_by_command() -> Store:
        return with_key(lambda: open_store(database, clock=clock), unlock=partial(unlock_store, database=database))

    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(NotOpened, match="is encrypted"):
        opened_by_command()
    monkeypatch.setenv("FORECOURT_RECOVERY_KEY", StoreKey(bytes(20)).words)
    with pytest.raises(Refusal) as caught:
        opened_by_command()
    assert caught.value.code == "recovery_key.other"
    monkeypatch.setenv("FORECOURT_RECOVERY_KEY", key.words)
    opened_by_command().engine.dispose()
    monkeypatch.delenv("FORECOURT_RECOVERY_KEY")
    opened_by_command().engine.dispose()


def test_an_advisor_sees_how_it_stands_and_a_demo_is_refused(open_at: OpenAt) -> None:
    with open_at("S02", NUMBER, lambda worker, _order_id: EncryptionSection(worker)) as page:
        assert "not encrypted" in page.find("settings.encryption.state").text()  # type: ignore[attr-defined]
        assert page.find("settings.encryption.place").text().startswith("Once encrypted, its key will lie")  # type: ignore[attr-defined]
        assert not page.sees("settings.encryption.on")
    with open_at("S01", NUMBER, lambda worker, _order_id: EncryptionSection(worker)) as page:
        page.click("settings.encryption.on")
        page.type_into("settings.encryption.key.typed", page.page.key.key.words)  # type: ignore[attr-defined]
        page.click("settings.encryption.now")
        assert "demo store" in page.said[-1].words
