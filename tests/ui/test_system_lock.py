"""The system locks or sleeps: the desk hears of it on a bus of the test's own, and from Windows by its messages."""

import ctypes
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from ctypes.wintypes import MSG
from pathlib import Path

import pytest
from hands import type_words
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid
from whole_program import ADVISOR, Desktop

from ui.shell import session_bus
from ui.shell.session_bus import LOGIND, LOGIND_PATH, MANAGER, PROPERTIES, SESSION, Buses, SessionBus
from ui.shell.system_lock import SystemLock
from ui.shell.windows_session import MESSAGE, MessageFilter, WindowsSession

MINE, ANOTHER_S = f"{LOGIND_PATH}/session/_32", f"{LOGIND_PATH}/session/_33"
NOTHING: list[str] = []
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""


class Logind(QDBusVirtualObject):
    """Says which session is ours, as the real one does."""

    def __init__(self, bus: QDBusConnection, owner: QObject) -> None:
        super().__init__(owner)
        self.asked: list[tuple[object, ...]] = []
        self.waits_on = -1
        assert bus.registerService(LOGIND)
        assert bus.registerVirtualObject(LOGIND_PATH, self)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append((message.member(), *message.arguments()))
        answer = message.createReply()
        answer.setArguments([self._delay() if message.member() == "Inhibit" else QDBusObjectPath(MINE)])
        return connection.send(answer)

    def _delay(self) -> QDBusUnixFileDescriptor:
        self.waits_on, theirs = os.pipe()
        handed_over = QDBusUnixFileDescriptor(theirs)
        os.close(theirs)
        return handed_over

    def is_delayed(self) -> bool:
        """Whether somebody still holds the file that delays the sleep."""
        return not select.select([self.waits_on], [], [], 0)[0]


class OtherSide:
    """The desktop, that speaks on the bus."""

    def __init__(self, address: str, qtbot: QtBot) -> None:
        self.address, self.qtbot = address, qtbot
        self.bus = QDBusConnection.connectToBus(address, f"desktop {address}")
        assert self.bus.isConnected()

    def says(self, path: str, interface: str, member: str, *words: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments(list(words))
        assert self.bus.send(signal)

    def close(self) -> None:
        for name in ("desktop", "program"):
            QDBusConnection.disconnectFromBus(f"{name} {self.address}")


@pytest.fixture
def other_side(tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot) -> Iterator[OtherSide]:
    """A bus of our own: no test may lock who runs it, nor hear them lock."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon on this computer")
    folder = tmp_path_factory.mktemp("bus")
    (folder / "conf").write_text(BUS.format(socket=folder / "socket"))
    command = [daemon, f"--config-file={folder / 'conf'}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        side = OtherSide(running.stdout.readline().strip(), qtbot)
        yield side
        side.close()
        running.terminate()


class Ear:
    """What listens, and how often it said that the desk has to be locked."""

    def __init__(self, owner: QObject, buses: Buses, logind: Logind | None = None) -> None:
        self.locks, self.was_delayed, self.logind = 0, False, logind
        self.bus = SessionBus(owner, self._lock)
        self.bus.listen(buses)

    def _lock(self) -> None:
        self.locks += 1
        self.was_delayed = self.logind is not None and self.logind.waits_on >= 0 and self.logind.is_delayed()


@pytest.fixture
def ear(qtbot: QtBot, other_side: OtherSide, owner: QObject) -> Ear:
    """Something that listens on the bus, and knows its session."""
    logind = Logind(other_side.bus, owner)
    program = QDBusConnection.connectToBus(other_side.address, f"program {other_side.address}")
    made = Ear(owner, (program, program), logind)
    qtbot.waitUntil(lambda: bool(made.bus.session_path))
    assert made.bus.session_path == MINE
    assert ("GetSession", "c2") in logind.asked
    return made


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> Iterator[QObject]:
    """What the parts of a test belong to; our session is c2."""
    monkeypatch.setenv("XDG_SESSION_ID", "c2")
    made = QObject()
    yield made
    made.deleteLater()


SAYS_LOCK: dict[str, tuple[str, str, str, tuple[object, ...]]] = {
    "about to sleep": (LOGIND_PATH, MANAGER, "PrepareForSleep", (True,)),
    "loginctl lock-session": (MINE, SESSION, "Lock", ()),
    "the session is locked": (MINE, PROPERTIES, "PropertiesChanged", (SESSION, {"LockedHint": True}, NOTHING)),
    "a screen saver": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,)),
    "an old one": ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,)),
    "GNOME": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (True,)),
}
SAYS_OTHERWISE: dict[str, tuple[str, str, str, tuple[object, ...]]] = {
    "awake again": (LOGIND_PATH, MANAGER, "PrepareForSleep", (False,)),
    "another's session": (ANOTHER_S, SESSION, "Lock", ()),
    "another's hint": (ANOTHER_S, PROPERTIES, "PropertiesChanged", (SESSION, {"LockedHint": True}, NOTHING)),
    "unlocked": (MINE, PROPERTIES, "PropertiesChanged", (SESSION, {"LockedHint": False}, NOTHING)),
    "idle": (MINE, PROPERTIES, "PropertiesChanged", (SESSION, {"IdleHint": True}, NOTHING)),
    "the saver goes": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (False,)),
}


@pytest.mark.parametrize("said", SAYS_LOCK.values(), ids=SAYS_LOCK)
def test_each_way_a_desktop_says_it_locks_the_desk(
    other_side: OtherSide, ear: Ear, qtbot: QtBot, said: tuple[str, str, str, tuple[object, ...]]
) -> None:
    path, interface, member, words = said
    other_side.says(path, interface, member, *words)
    qtbot.waitUntil(lambda: ear.locks == 1)


@pytest.mark.parametrize("said", SAYS_OTHERWISE.values(), ids=SAYS_OTHERWISE)
def test_what_does_not_mean_us_locks_nothing(
    other_side: OtherSide, ear: Ear, qtbot: QtBot, said: tuple[str, str, str, tuple[object, ...]]
) -> None:
    path, interface, member, words = said
    other_side.says(path, interface, member, *words)
    # On one wire nothing overtakes: with the second heard, the first would have been.
    other_side.says(MINE, SESSION, "Lock")
    qtbot.waitUntil(lambda: ear.locks > 0)
    assert ear.locks == 1


def test_sleep_waits_until_the_desk_is_locked_and_is_asked_to_wait_again(
    other_side: OtherSide, ear: Ear, qtbot: QtBot
) -> None:
    logind = ear.logind
    assert logind is not None
    wanted = ("Inhibit", "sleep", "Forecourt", "The desk is locked first.", "delay")
    qtbot.waitUntil(lambda: logind.asked.count(wanted) == 1)
    assert logind.is_delayed()
    other_side.says(LOGIND_PATH, MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: ear.locks == 1)
    assert ear.was_delayed
    qtbot.waitUntil(lambda: not logind.is_delayed())
    os.close(logind.waits_on)
    other_side.says(LOGIND_PATH, MANAGER, "PrepareForSleep", False)
    qtbot.waitUntil(lambda: logind.asked.count(wanted) == 2)
    assert logind.is_delayed() and ear.locks == 1


def test_without_logind_the_screen_saver_is_still_heard(other_side: OtherSide, owner: QObject, qtbot: QtBot) -> None:
    program = QDBusConnection.connectToBus(other_side.address, f"program {other_side.address}")
    ear = Ear(owner, (program, program))
    other_side.says("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    qtbot.waitUntil(lambda: ear.locks == 1)
    assert ear.bus.session_path == ""


def test_without_any_bus_nothing_is_said_and_nothing_happens(owner: QObject) -> None:
    nobody = QDBusConnection("nobody")
    assert not nobody.isConnected()
    assert Ear(owner, (nobody, nobody)).locks == 0


def test_a_session_without_a_bus_gets_none_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not any(bus.isConnected() for bus in session_bus.open_buses())


def test_the_system_locks_and_the_desk_is_locked_with_what_was_typed(
    desktop: Desktop, other_side: OtherSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop.sign_in(ADVISOR)
    desktop.window.go("checkin")
    field = desktop.window.findChild(QLineEdit, "checkin.model")
    assert field is not None
    type_words(field, "云骏 A5")
    program = QDBusConnection.connectToBus(other_side.address, f"program {other_side.address}")
    monkeypatch.setattr(session_bus, "open_buses", lambda: (program, program))
    listening = SystemLock(desktop.reception.worker, desktop.window)
    listening.locked.connect(desktop.window.lock)
    desktop.qtbot.waitUntil(lambda: listening.findChild(SessionBus) is not None)
    other_side.says(LOGIND_PATH, MANAGER, "PrepareForSleep", True)
    desktop.qtbot.waitUntil(desktop.window.is_at_sign_in)
    desktop.sign_in(ADVISOR)
    assert field.isVisible() and field.text() == "云骏 A5"


def test_the_whole_program_listens(desktop: Desktop) -> None:
    desktop.qtbot.waitUntil(lambda: desktop.window.findChild(SystemLock) is not None)
    desktop.sign_in(ADVISOR)
    listening = desktop.window.findChild(SystemLock)
    assert listening is not None
    listening.locked.emit()
    assert desktop.window.is_at_sign_in()


# Windows


def message(number: int, word: int) -> MSG:
    """A message as Windows hands it to the filter."""
    made = MSG()
    made.message, made.wParam = number, word
    return made


@pytest.mark.parametrize(
    ("number", "word", "locks"),
    [
        (0x02B1, 0x7, True),  # WM_WTSSESSION_CHANGE: locked
        (0x02B1, 0x2, True),  # … the console goes to somebody else
        (0x02B1, 0x4, True),  # … a remote desktop is left
        (0x02B1, 0x8, False),  # … unlocked
        (0x0218, 0x4, True),  # WM_POWERBROADCAST: about to sleep
        (0x0218, 0x12, False),  # … awake again
        (0x0100, 0x7, False),  # a key
    ],
)
def test_what_windows_says(number: int, word: int, locks: bool) -> None:
    told: list[bool] = []
    reader, words = MessageFilter(lambda: told.append(True)), message(number, word)
    assert reader.nativeEventFilter(QByteArray(MESSAGE), ctypes.addressof(words)) == (False, 0)
    assert bool(told) is locks


def test_another_system_s_events_are_not_read(qtbot: QtBot) -> None:
    reader = MessageFilter(lambda: pytest.fail("read what is no message of Windows"))
    assert reader.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0) == (False, 0)


def test_what_listens_to_windows_goes_with_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    ear = WindowsSession(window, lambda: pytest.fail("nobody locked"))
    window.show()
    delete(window)
    assert not isValid(ear)
    QApplication.processEvents()  # a filter that is gone and still asked would end the program here
