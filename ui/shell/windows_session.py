"""How Windows says that it locks or sleeps: two messages to the window. Written by its documentation, not run there."""

import ctypes
import sys
from collections.abc import Callable
from ctypes.wintypes import MSG

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

MESSAGE = b"windows_generic_MSG"
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
# The console or a remote desktop goes to somebody else, or the session is locked.
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x2, 0x4, 0x7
NOTIFY_FOR_THIS_SESSION = 0

LOCKS = {
    (WM_POWERBROADCAST, PBT_APMSUSPEND),
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT),
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT),
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK),
}


class MessageFilter(QAbstractNativeEventFilter):
    """Reads each message of the program and lets all of them pass."""

    def __init__(self, locked: Callable[[], object]) -> None:
        super().__init__()
        self._locked = locked

    def nativeEventFilter(self, kind: QByteArray | bytes, message: int) -> tuple[bool, int]:  # type: ignore[override]
        if kind == MESSAGE:
            told = MSG.from_address(int(message))
            if (told.message, told.wParam) in LOCKS:
                # At once: Windows waits for the answer before it sleeps.
                self._locked()
        return False, 0


class WindowsSession(QObject):
    """Asks Windows to tell `window` of its session, and stops with the window."""

    def __init__(self, window: QWidget, locked: Callable[[], object]) -> None:
        super().__init__(window)
        self._filter = MessageFilter(locked)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        handle, given_up = int(window.winId()), self._filter
        tell(handle, is_wanted=True)

        def stop() -> None:
            tell(handle, is_wanted=False)
            if app is not None:
                app.removeNativeEventFilter(given_up)

        self.destroyed.connect(stop)


def tell(handle: int, *, is_wanted: bool) -> None:
    """Register a window for the messages of its session, or no longer. Sleep is told to every window."""
    if sys.platform == "win32":
        session = ctypes.WinDLL("wtsapi32")
        if is_wanted:
            session.WTSRegisterSessionNotification(ctypes.c_void_p(handle), NOTIFY_FOR_THIS_SESSION)
        else:
            session.WTSUnRegisterSessionNotification(ctypes.c_void_p(handle))
