"""One window a store: the first start owns it, a second start raises the first one's window and ends."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.upkeep.store_lock import StoreLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 500


class Owner(QObject):
    """Holds the store's lock while it lives; `called` says that someone started the program again.

    Taking the lock costs nothing and comes before the window; Qt's network is imported when one begins to `listen`.
    """

    called = Signal()

    def __init__(self, database: Path) -> None:
        super().__init__()
        self._database = database
        self._lock = StoreLock(database)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Whether the store is ours now; False when another window has it, which is asked to come to the front."""
        is_ours = self._lock.take()
        if not is_ours:
            self._call_the_other()
        return is_ours

    def listen(self) -> None:
        """Hear from now on when the program is started a second time; saying it again changes nothing."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        name = _name_of(self._database)
        QLocalServer.removeServer(name)  # left behind by a program that was killed
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._heard)
        self._server.listen(name)

    def release(self) -> None:
        """Give the store free."""
        if self._server is not None:
            self._server.close()
        self._lock.release()

    def _call_the_other(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(_name_of(self._database))
        if socket.waitForConnected(_PATIENCE_MS):
            socket.write(b"raise")
            socket.waitForBytesWritten(_PATIENCE_MS)
            socket.disconnectFromServer()

    def _heard(self) -> None:
        connection = self._server.nextPendingConnection() if self._server is not None else None
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        self.called.emit()


def _name_of(database: Path) -> str:
    from hashlib import sha256

    return f"forecourt-{sha256(str(database.resolve()).encode()).hexdigest()[:16]}"
