"""The operating system locks the session or goes to sleep: the desk hears of it, and locks too."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.worker import Worker

if TYPE_CHECKING:
    from ui.shell.session_bus import Buses


class SystemLock(QObject):
    """`locked` when the system locks, shows its screen saver or is about to sleep; where it tells nobody, never."""

    locked = Signal()

    def __init__(self, worker: Worker, window: QWidget) -> None:
        super().__init__(window)
        if sys.platform == "win32":
            from ui.shell.windows_session import WindowsSession

            WindowsSession(window, self.locked.emit)
        elif sys.platform == "linux":
            # A bus is greeted and answers, and its module is read: nothing the window should wait for.
            worker.ask(self, _open_buses, self._listen)

    def _listen(self, buses: "Buses") -> None:
        from ui.shell.session_bus import SessionBus

        SessionBus(self, self.locked.emit).listen(buses)


def _open_buses(_desk: object) -> "Buses":
    from ui.shell.session_bus import open_buses

    return open_buses()
