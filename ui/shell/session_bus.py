"""How a Linux desktop says that it locks or sleeps: logind on the system's bus, screen savers on the session's."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusPendingCallWatcher

from ui.shell.sleep_delay import ANSWERS_MS, SleepDelay

LOGIND, LOGIND_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION, PROPERTIES = f"{LOGIND}.Manager", f"{LOGIND}.Session", "org.freedesktop.DBus.Properties"
SAVERS = ("freedesktop", "gnome", "mate", "cinnamon", "xfce")
ANYBODY, ANYWHERE = "", ""

Buses = tuple[QDBusConnection, QDBusConnection]


def open_buses() -> Buses:
    """The system's bus and the session's; one that is not there is not connected, which is no error."""
    session = QDBusConnection.sessionBus() if _has_session_bus() else QDBusConnection("none")
    return QDBusConnection.systemBus(), session


def _has_session_bus() -> bool:
    """Asked for one that is not there, the library would start one."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS") or (folder and Path(folder, "bus").exists()))


class SessionBus(QObject):
    """Calls `locked` at: logind's sleep, its “lock” of our own session, that session's hint, a screen saver.

    A desktop says it in one of these ways or in several; locking twice is locking once. Listening does not need the
    other side to be there: whoever comes later is heard.
    """

    def __init__(self, parent: QObject, locked: Callable[[], object]) -> None:
        super().__init__(parent)
        self._locked = locked
        self._system: QDBusConnection | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._delay: SleepDelay | None = None
        self.session_path = ""  # where logind keeps ours, once it has said so

    def listen(self, buses: Buses) -> None:
        """Hear of all of them."""
        system, session = buses
        if session.isConnected():
            for who in SAVERS:
                self._hear(session, ANYWHERE, f"org.{who}.ScreenSaver", "ActiveChanged", "_turned(bool)")
        if system.isConnected():
            self._system = system
            self._hear(system, LOGIND_PATH, MANAGER, "PrepareForSleep", "_slept(bool)")
            self._delay = SleepDelay(self, system)
            self._ask_for_session(system)

    def _ask_for_session(self, system: QDBusConnection) -> None:
        """Other people's sessions on this PC are locked without us."""
        call = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, MANAGER, "GetSession")
        call.setArguments([os.environ.get("XDG_SESSION_ID") or "auto"])
        self._asked = QDBusPendingCallWatcher(system.asyncCall(call, ANSWERS_MS), self)
        self._asked.finished.connect(self._answered)

    def _answered(self, asked: QDBusPendingCallWatcher) -> None:
        answer = asked.reply().arguments()
        asked.deleteLater()
        self._asked = None
        path = answer[0] if len(answer) == 1 else None
        if self._system is not None and isinstance(path, QDBusObjectPath):
            self.session_path = path.path()
            self._hear(self._system, self.session_path, SESSION, "Lock", "_told()")
            self._hear(
                self._system, self.session_path, PROPERTIES, "PropertiesChanged", "_changed(QString,QVariantMap)"
            )

    def _hear(self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str) -> None:
        # The stub asks for bytes; what is taken is what SLOT answers.
        bus.connect(ANYBODY, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(bool)
    def _turned(self, is_on: bool) -> None:
        """A screen saver comes or goes."""
        if is_on:
            self._locked()

    @Slot(bool)
    def _slept(self, is_about_to: bool) -> None:
        """About to sleep, or awake again."""
        if is_about_to:
            self._locked()
        if self._delay is not None:
            self._delay.let_go_soon() if is_about_to else self._delay.take()

    @Slot()
    def _told(self) -> None:
        self._locked()

    @Slot(str, dict)
    def _changed(self, _interface: str, changed: dict[str, object]) -> None:
        if changed.get("LockedHint") is True:
            self._locked()
