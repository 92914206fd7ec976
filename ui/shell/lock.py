"""When the desk locks by itself, and how nothing stays readable then."""

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

GIVEN_MS = 30_000
SESSION_MS = 12 * 60 * 60_000
PULSE_MS, SLEPT_SECONDS = 15_000, 60
# A key repeat or a stuck popup must not hold the lock up for ever.
MOST_POPUPS = 20


class Lock(QObject):
    """`due` when the desk has to be locked: nobody touched it, twelve hours are over, or the PC slept.

    Thirty seconds after the screen was given to the customer the desk is locked *behind* what the customer reads: they
    go on undisturbed, and who comes back to the desk signs in.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.idle, self.given, self.session, self.pulse = (QTimer(self) for _ in range(4))
        for timer in (self.idle, self.given, self.session):
            timer.setSingleShot(True)
        self.session.setInterval(SESSION_MS)
        self.given.setInterval(GIVEN_MS)
        self.pulse.setInterval(PULSE_MS)
        self.idle.timeout.connect(self._untouched)
        self.session.timeout.connect(self.due.emit)
        self.pulse.timeout.connect(self._beat)
        self._given_to, self._is_timed, self._seen_at = 0, False, 0.0

    def begin(self, minutes: int) -> None:
        """Somebody sits down; 0 minutes: the desk never locks by itself."""
        self.end()
        if minutes:
            self.idle.start(minutes * 60_000)
            self.session.start()
            self._seen_at = time.time()
            self.pulse.start()

    def end(self) -> None:
        """The desk is locked already."""
        self._given_to = 0
        for timer in (self.idle, self.given, self.session, self.pulse):
            timer.stop()

    def touched(self) -> None:
        """A key, a click: somebody is there."""
        if self.idle.isActive():
            self.idle.start()

    def give_screen(self, is_given: bool) -> None:
        """One more thing stands before the customer, or one less; with the last of them the screen is ours again."""
        if is_given:
            self._given_to += 1
            if self._given_to == 1:
                self._is_timed = self.idle.isActive()
                self.given.start() if self._is_timed else self.given.stop()
        elif self._given_to:
            self._given_to -= 1
            if not self._given_to and self._is_timed:
                was_long = not self.given.isActive()
                self.given.stop()
                if was_long:
                    self.due.emit()

    def _untouched(self) -> None:
        """Who reads what is before them touches nothing: the desk is locked when they give the screen back."""
        if not self._given_to:
            self.due.emit()

    def _beat(self) -> None:
        """Timers stand still while the PC sleeps: a gap in its clock says that it did."""
        now, before = time.time(), self._seen_at
        self._seen_at = now
        if now - before > SLEPT_SECONDS + PULSE_MS / 1000:
            self.due.emit()


def put_away_all_but(window: QWidget) -> None:
    """Close what lies over or beside the window: lists, menus, dialogs, tips, the reception screen."""
    for _time in range(MOST_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.reject() if isinstance(widget, QDialog) else widget.close()
    QToolTip.hideText()
