"""What a customer reads and signs: on the customer's screen where there is one, else over the advisor's window."""

from PySide6.QtWidgets import QWidget

from app.kernel.language import _
from ui import screens
from ui.order.cover import Cover
from ui.order.customer_side import Awaiting, CustomerSide
from ui.widgets.pill import Kind
from ui.widgets.toast import Toast


class CustomerCover(Cover):
    """Tells the lock that the screen is given away, and when it is back; the advisor's window names `signer` meanwhile.

    When the customer's screen is lost, it goes on on the advisor's, with all that was ticked and written.
    """

    def __init__(self, over: QWidget, name: str, title: str, *, signer: str) -> None:
        super().__init__(over, name, title)
        self._signer = signer
        self._desk, self._is_given = over.window(), False
        self._side: CustomerSide | None = None
        self._awaiting: Awaiting | None = None

    def come_up(self, focus: QWidget) -> None:
        super().come_up(focus)
        if self._is_given and screens.is_missing():
            self._say(_("The customer's screen is not connected. Please sign here."))

    def take_back(self) -> None:
        """The advisor wants it back from the other screen."""
        self.cancel()

    def leave(self) -> None:
        if self.is_over:
            return
        super().leave()
        self._close_side()
        self._give_screen(False)

    def _place(self) -> QWidget:
        self._give_screen(True)
        screen = screens.customers(self._desk.screen())
        if screen is None:
            return self._desk
        self._awaiting = Awaiting(self._over, signer=self._signer, screen=screen)
        self._awaiting.wanted_back.connect(self.take_back)
        self._side = self._awaiting.side = side = CustomerSide(self._desk, screen)
        side.closed.connect(self.take_back)
        side.unplugged.connect(self._come_home)
        return side

    def _come_home(self) -> None:
        if self._side is not None:
            self._side.stand_over_desk()
            self._say(_("The other screen is gone. Nothing is lost, please go on here."))

    def _close_side(self) -> None:
        if self._awaiting is not None:
            self._awaiting.leave()
        if self._side is not None:
            self._side.go()
        self._side = self._awaiting = None

    def _say(self, words: str) -> None:
        Toast(self, "sign.toast").say(words, kind=Kind.INFO)

    def _give_screen(self, is_given: bool) -> None:
        watch = getattr(self._desk, "lock_watch", None)
        if watch is not None and is_given is not self._is_given:
            watch.give_screen(is_given)
        self._is_given = is_given
