"""The keys of the whole window: Enter goes on, Esc one step back, Ctrl+Enter is the page's primary action."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MODIFIER_KEYS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}

# A key that is held down asks once: what it asked for may be booked before it repeats.
PRESSED_ONCE = {"Ctrl+Enter", *(f"F{number}" for number in range(1, 13))}

TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}


def sequence_of(event: QKeyEvent) -> str:
    """A key press as it is written: `Ctrl+Enter`, `F2`, `Alt+1`; the keypad's Enter is Enter."""
    key = Qt.Key.Key_Enter if event.key() in ENTER else Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(modifiers.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)


def is_command(sequence: str) -> bool:
    """Whether a key press may be a command: plain letters and digits never are, they belong to the text."""
    return sequence.startswith(("Ctrl+", "Alt+", "Esc")) or (sequence[:1] == "F" and sequence[1:].isdigit())


class Listener(QObject):
    """Hears first what a window and the widget with the focus hear; whatever is made later hears even before.

    It follows the focus: a filter on the application would have Python called for every event of every widget, which
    takes longer than making a page does. `heard` answers whether the event ends here.
    """

    def __init__(self, app: QApplication, window: QWidget, heard: Callable[[QWidget, QEvent], bool]) -> None:
        # A child of the window, so that it ends with it.
        super().__init__(window)
        self._app, self._window, self._heard = app, window, heard
        self._focused: QWidget | None = None
        window.installEventFilter(self)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def stop(self) -> None:
        """Hear nothing more."""
        self._app.focusChanged.disconnect(self._follow)
        self._follow(None, None)
        self._window.removeEventFilter(self)
        self.deleteLater()

    def _follow(self, _left: QWidget | None, now: QWidget | None) -> None:
        if self._is_cleared():
            return
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = now if now is not self._window else None
        if self._focused is not None:
            self._focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return not self._is_cleared() and isinstance(watched, QWidget) and self._heard(watched, event)

    def _is_cleared(self) -> bool:
        """Whether Python is clearing a whole window away as garbage: its parts are emptied before they end."""
        return "_heard" not in vars(self)


class KeyWatch(QObject):
    """The keys of the window; it takes none while an input method is composing.

    A widget with the property `keys_are_own` keeps all its keys: a list is open under it.

    `pressed(sequence)` answers whether someone took the key; `touched` hears of every key and click.
    """

    def __init__(
        self,
        app: QApplication,
        window: QWidget,
        pressed: Callable[[str], bool],
        *,
        touched: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(window)
        self._pressed, self._touched, self._is_composing = pressed, touched, False
        self._front: QWindow | None = None
        self._listener = Listener(app, window, self._heard)
        app.focusWindowChanged.connect(self._watch_front)
        self._watch_front(app.focusWindow())

    def _watch_front(self, front: QWindow | None) -> None:
        """Clicks come to the system's window before they come to a widget."""
        if "_front" not in vars(self):
            return  # cleared away as garbage, like a listener
        if self._front is not None and shiboken6.isValid(self._front):
            self._front.removeEventFilter(self)
        self._front = front
        if front is not None:
            front.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and self._touched is not None:
            self._touched()
        return False

    def _heard(self, widget: QWidget, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
            self._is_composing = False
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._touched is not None:
                self._touched()
            return self._key(widget, event)
        return False

    def _key(self, widget: QWidget, event: QKeyEvent) -> bool:
        is_own = widget.property("keys_are_own")
        if self._is_composing or is_own or Qt.Key(event.key()) in MODIFIER_KEYS or _is_elsewhere():
            return False
        sequence = sequence_of(event)
        if event.isAutoRepeat() and sequence in PRESSED_ONCE:
            return True
        if sequence == "Enter" and _moves_on(widget):
            widget.focusNextPrevChild(True)
            return True
        return is_command(sequence) and self._pressed(sequence)


def _is_elsewhere() -> bool:
    """A menu, a drop-down or a dialog is open: the keys are its own."""
    return QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None


def _moves_on(widget: QWidget) -> bool:
    """Whether Enter goes to the next field here; a box that searches as one types keeps it (`enter_is_own`)."""
    if widget.property("enter_is_own"):
        return False
    return isinstance(widget, QLineEdit | QAbstractSpinBox) or bool(widget.property("enter_moves_on"))
