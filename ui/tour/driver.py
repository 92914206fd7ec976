"""The tour's hands: finds a widget by its object name in the real window, points, clicks, presses, types, signs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import sin, tau
from time import perf_counter, thread_time

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.shell.window import Window
from ui.widgets.chips import Chips
from ui.widgets.page import Page
from ui.widgets.segmented import Segmented
from ui.worker import Worker

PATIENCE_MS, BEAT_MS = 90_000, 5
Key = Qt.Key
STEPS = tuple(step / 12 for step in range(13))
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class StepFailed(Exception):
    """A step of the story did not hold; the sentence names the widget or what was waited for."""


class Driver:
    """Works the window as a person does. It never sleeps: it lets the window work until what it waits for is true."""

    def __init__(self, window: Window, worker: Worker) -> None:
        self.window, self.worker = window, worker
        self.faults: list[BaseException] = []
        # Hears of what deserves a picture in the middle of a step.
        self.scene: Callable[[str], object] = _nobody_looks
        self._under_way = 0
        # Seconds spent looking for widgets, and those of them worked: no person does that, so it is not the window's.
        self.aside_s, self.own_aside_s = 0.0, 0.0
        self._heart = QTimer()
        self._heart.setInterval(BEAT_MS)
        worker.busy.connect(self._busy)
        worker.fault.connect(self.faults.append)

    def _busy(self, count: int) -> None:
        self._under_way = count

    @property
    def page(self) -> Page:
        """The page in front. Fails without one."""
        page = self.window.workspace.page()
        if page is None:
            raise StepFailed("no page is open")
        return page

    # Waiting

    def until(self, is_true: Callable[[], object], what: str) -> None:
        """Let the window work until something is true. Fails with `what` after fifteen seconds."""
        watch = QElapsedTimer()
        watch.start()
        # Waking with the next event needs one to come.
        self._heart.start()
        try:
            while not is_true():
                if watch.elapsed() > PATIENCE_MS:
                    raise StepFailed(f"waited in vain for {what}")
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
                self._check_faults()
        finally:
            self._heart.stop()

    def rest(self) -> None:
        """Wait until everything asked of the desk is answered and drawn."""
        for _round in range(3):
            # What arrives may ask again: rest is when it does not.
            self.until(lambda: self._under_way == 0, "the desk to be idle")
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._check_faults()

    def pause(self, ms: int) -> None:
        """Touch nothing for a while, as somebody who talks with the customer."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()
        self._check_faults()

    def _check_faults(self) -> None:
        if self.faults:
            error = self.faults[0]
            raise StepFailed(f"fault: {type(error).__name__}: {error}") from error

    # Finding

    def look_for(self, name: str) -> QWidget | None:
        """The widget with this object name that can be seen now."""
        with self._aside():
            found = (widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible())
            return next(found, None)

    @contextmanager
    def _aside(self) -> Iterator[None]:
        began, own = perf_counter(), thread_time()
        try:
            yield
        finally:
            self.aside_s += perf_counter() - began
            self.own_aside_s += thread_time() - own

    def find(self, name: str) -> QWidget:
        """The same, waited for. Fails with the name."""
        self.until(lambda: self.look_for(name) is not None, f"widget {name}")
        found = self.look_for(name)
        assert found is not None, "it was just seen"
        return found

    def names(self, prefix: str) -> list[str]:
        """The object names in sight that begin so, from top to bottom."""
        with self._aside():
            every = [w for w in self.window.findChildren(QWidget) if w.objectName().startswith(prefix)]
            seen = [widget for widget in every if widget.isVisible()]
            seen.sort(key=lambda w: (w.mapTo(self.window, QPoint(0, 0)).y(), w.mapTo(self.window, QPoint(0, 0)).x()))
            return [widget.objectName() for widget in seen]

    def is_seen(self, name: str) -> bool:
        """Whether a widget can be seen now."""
        return self.look_for(name) is not None

    # The mouse

    def click(self, name: str, at: QPoint | None = None) -> None:
        """Click what can be seen under this name, in its middle or at a point of it. Fails where it is covered."""
        widget = self.find(name)
        self.click_on(widget, at, name)

    def click_on(self, widget: QWidget, at: QPoint | None = None, name: str = "") -> None:
        """Click a widget as the mouse would: on what lies uppermost at that place."""
        self._bring_into_sight(widget, at)
        point = at if at is not None else widget.rect().center()
        place = widget.mapTo(self.window, point)
        top = self.window.childAt(place)
        if top is None or not (top is widget or widget.isAncestorOf(top) or top.isAncestorOf(widget)):
            raise StepFailed(f"{name or widget.objectName()} is covered by {top.objectName() if top else 'nothing'}")
        if not widget.isEnabled():
            raise StepFailed(f"{name or widget.objectName()} is switched off")
        hit = top if widget.isAncestorOf(top) else widget
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, NONE, hit.mapFrom(self.window, place))
        self.rest()

    def choose(self, name: str, key: str) -> None:
        """Click one option of a segmented control or one chip, by its key."""
        widget = self.find(name)
        if not isinstance(widget, Segmented | Chips):
            raise StepFailed(f"{name} offers nothing to choose")
        self._bring_into_sight(widget, None)
        self.click(name, widget.area_of(key).center().toPoint())

    def _bring_into_sight(self, widget: QWidget, at: QPoint | None) -> None:
        above = widget.parentWidget()
        while above is not None:
            held = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and held is not None:
                inside = widget.mapTo(held, at if at is not None else widget.rect().center())
                above.ensureVisible(inside.x(), inside.y(), 24, 24)
            above = above.parentWidget()
        QApplication.processEvents()

    def write_by_hand(self, name: str = "sign.pad") -> None:
        """Write something like a name into a signing field, stroke by stroke."""
        pad = self.find(name)
        for points in _handwriting(QRectF(pad.rect())):
            QTest.mousePress(pad, Qt.MouseButton.LeftButton, NONE, points[0])
            for point in points[1:]:
                QTest.mouseMove(pad, point)
                QApplication.processEvents()
            QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, NONE, points[-1])

    # The keyboard

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, on: str = "") -> None:
        """Press a key on what has the focus, or after clicking into a widget by its name."""
        if on:
            self.find(on).setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.rest()

    def type(self, words: str) -> None:
        """Type where the cursor is: ASCII by keys, everything else as an input method commits it."""
        for run, is_ascii in runs_of(words):
            widget = QApplication.focusWidget()
            if widget is None:
                raise StepFailed(f"nothing has the cursor to type “{words}”")
            if is_ascii:
                for character in run:
                    # Between two keys of a person the window has time to answer the first.
                    QTest.keyClicks(QApplication.focusWidget() or widget, character)
                    QApplication.processEvents()
            else:
                event = QInputMethodEvent()
                event.setCommitString(run)
                QApplication.sendEvent(widget, event)
        QApplication.processEvents()

    def fill(self, name: str, words: str) -> None:
        """Click into a field and write over what stands in it."""
        self.click(name)
        QTest.keyClick(QApplication.focusWidget() or self.find(name), Key.Key_A, CTRL)
        self.type(words)
        self.rest()

    def primary(self) -> None:
        """Ctrl+Enter: the page's primary action. Fails, naming it, if something is still missing."""
        missing = self.page.missing()
        if missing:
            raise StepFailed("still missing: " + ", ".join(f"{field} ({words})" for field, words in missing))
        self.press(Key.Key_Return, CTRL)


def _nobody_looks(_name: str) -> None:
    """Where nobody takes pictures."""


def runs_of(words: str) -> list[tuple[str, bool]]:
    """The words cut where ASCII ends or begins: (words, whether they are ASCII)."""
    runs: list[tuple[str, bool]] = []
    for character in words:
        is_ascii = character.isascii()
        if runs and runs[-1][1] is is_ascii:
            runs[-1] = (runs[-1][0] + character, is_ascii)
        else:
            runs.append((character, is_ascii))
    return runs


def _handwriting(area: QRectF) -> list[list[QPoint]]:
    """Three characters of three strokes each: a bar, a falling stroke, a loop that runs on."""
    size, strokes = min(area.width() / 4.5, area.height() / 2.2), []
    for character in range(3):
        left, top = area.left() + size * (0.6 + 1.2 * character), area.top() + area.height() * 0.36
        lean = 0.12 * (character - 1)
        shapes = (
            [(0.05 + 0.9 * t, 0.22 - 0.1 * t + 0.03 * sin(tau * t)) for t in STEPS],
            [(0.5 - 0.42 * t * t, 0.05 + 0.95 * t) for t in STEPS],
            [(0.42 + 0.5 * t - 0.14 * sin(tau * t), 0.52 + 0.34 * sin(tau * t * 0.8) + 0.1 * t) for t in STEPS],
        )
        for shape in shapes:
            strokes.append([QPoint(round(left + (x - lean * y) * size), round(top + y * size)) for x, y in shape])
    return strokes
