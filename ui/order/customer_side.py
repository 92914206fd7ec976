"""The window on the customer's screen in which they read and sign; the advisor's own window says so meanwhile."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.language import _
from ui import screens, theme
from ui.order.cover import Cover
from ui.widgets import drawn
from ui.widgets.empty_state import EmptyState
from ui.widgets.named import named


class CustomerSide(QWidget):
    """Fills one screen with what lies over it; `desk` is the advisor's window.

    `closed` when somebody closes it, `unplugged` when its screen is gone. It has no parent: the advisor may put their
    own window away, and the customer reads on.
    """

    closed = Signal()
    unplugged = Signal()

    def __init__(self, desk: QWidget, screen: QScreen) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        named(self, "sign.customer_side", _("The customer's screen"))
        self.setWindowTitle(_("The customer's screen"))
        self.desk, self._key = desk, ""
        self.stand_on(screen)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Qt moves the window of a lost screen to another one by itself; ours is the last word on where to.
            app.screenRemoved.connect(self._look_later)

    def stand_on(self, screen: QScreen) -> None:
        """Fill this screen and take the keys; what lies over it is left as it is, a stroke half drawn too."""
        self._key = screens.key_of(screen)
        if self.isVisible():
            self.showNormal()
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def stand_over_desk(self) -> None:
        """Go on over the advisor's window; it stays above it."""
        self.stand_on(self.desk.screen())
        mine, theirs = self.windowHandle(), self.desk.windowHandle()
        if mine is not None and theirs is not None:
            mine.setTransientParent(theirs)

    def go(self) -> None:
        """Give the screen back for good; the keys go to the advisor's window, unless somebody works elsewhere."""
        if self.isActiveWindow():
            self.desk.activateWindow()
        self.hide()
        self.deleteLater()

    def _look_later(self, _screen: QScreen) -> None:
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if self.isVisible() and all(screens.key_of(screen) != self._key for screen in screens.every()):
            self.unplugged.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn.painter_on(self).fillRect(self.rect(), theme.current().color("canvas"))


def advisors_window(widget: QWidget) -> QWidget:
    """Where the advisor is asked for a file or a printer: other customers' names may stand there."""
    window = widget.window()
    return window.desk if isinstance(window, CustomerSide) else window


class Awaiting(Cover):
    """Over the advisor's window while `signer` signs on the other screen; `wanted_back` by Esc or its button.

    It holds `side`, which has no parent: else nobody would but what lies over it, and Python takes two that only hold
    each other for garbage, before the customer's eyes.
    """

    wanted_back = Signal()

    def __init__(self, over: QWidget, *, signer: str, screen: QScreen) -> None:
        super().__init__(over, "sign.awaiting", _("The customer is signing"))
        self.side: CustomerSide | None = None
        said = EmptyState(
            "sign.awaiting.said", icon="pen",
            title=_("{name} is signing on the customer's screen").format(name=signer),
            words=_("Screen: {screen}. Taken back, nothing is signed.").format(screen=screens.name_of(screen)),
            button=_("Take it back"), key="Esc", button_name="sign.take_back",
        )  # fmt: skip
        said.pressed.connect(self.press_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(said)
        self.come_up(said)

    def press_back(self) -> None:
        self.wanted_back.emit()
