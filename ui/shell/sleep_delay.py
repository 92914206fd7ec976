"""Linux waits with sleeping until the desk is locked: what was typed is kept, and nothing is seen at waking."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

from app.kernel.language import _

# The sign-in page is painted and drafts are written by then; logind itself waits for five seconds at most.
SETTLES_MS, ANSWERS_MS = 300, 5_000


class SleepDelay(QObject):
    """logind's delay lock: a file that it holds open with us, let go by closing it. Refused, nothing is delayed."""

    def __init__(self, parent: QObject, system: QDBusConnection) -> None:
        super().__init__(parent)
        self._system = system
        self._held: QDBusUnixFileDescriptor | None = None
        self.take()

    def take(self) -> None:
        """Ask to be waited for at the next sleep."""
        call = QDBusMessage.createMethodCall(
            "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "Inhibit"
        )
        call.setArguments(["sleep", "Forecourt", _("The desk is locked first."), "delay"])
        QDBusPendingCallWatcher(self._system.asyncCall(call, ANSWERS_MS), self).finished.connect(self._answered)

    def let_go_soon(self) -> None:
        """The desk is locked: let the system sleep once that is on the screen."""
        QTimer.singleShot(SETTLES_MS, self, self._let_go)

    def _answered(self, asked: QDBusPendingCallWatcher) -> None:
        answer = asked.reply().arguments()
        asked.deleteLater()
        if len(answer) == 1 and isinstance(answer[0], QDBusUnixFileDescriptor):
            self._held = answer[0]

    def _let_go(self) -> None:
        self._held = None
