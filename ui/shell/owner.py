"""One window a store: the first start owns it, a second start raises the first one's window and ends."""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.upkeep.store_lock import StoreLock

_PATIENCE_MS = 500


class Owner(QObject):
    """Holds the store's lock while it lives; `called` says that someone started the program again."""

    called = Signal()

    def __init__(self, database: Path) -> None:
        super().__init__()
        self._name = f"forecourt-{sha256(str(database.resolve()).encode()).hexdigest()[:16]}"
        self._lock = StoreLock(database)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._heard)

    def take(self) -> bool:
        """Whether the store is ours now; False when another window has it, which is asked to come to the front."""
        if not self._lock.take():
            self._call_the_other()
            return False
        QLocalServer.removeServer(self._name)  # left behind by a program that was killed
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Give the store free."""
        self._server.close()
        self._lock.release()

    def _call_the_other(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE_MS):
            socket.write(b"raise")
            socket.waitForBytesWritten(_PATIENCE_MS)
            socket.disconnectFromServer()

    def _heard(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        self.called.emit()
