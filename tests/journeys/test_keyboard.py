"""A whole visit by keyboard alone; only the strokes of a signature need a pen or a mouse, by their nature."""

from collections.abc import Iterator
from contextlib import contextmanager

from playing import VISIT, at_the_desk, deeds_of, play
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Store
from ui.order.inspection.groups import GroupList
from ui.order.inspection.item_line import ItemLine
from ui.order.inspection.item_list import ItemList
from ui.order.quote.lines_grid import KEYS, LinesGrid
from ui.tour.driver import CTRL, NONE, Driver, Key, StepFailed
from ui.tour.pictures import SCENES, open_order, sign_in
from ui.widgets.chips import Chips
from ui.widgets.segmented import Segmented

MOST_TABS = 250


class Keys(Driver):
    """Goes everywhere by Tab, presses by Space, chooses by arrows: the mouse is never moved but to sign."""

    def reach(self, widget: QWidget, name: str = "") -> None:
        """Tab until the cursor is there."""
        self.seen = []
        for _tab in range(MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
                return
            self.seen.append(f"{type(focus).__name__} {focus.objectName() if focus else ''}")
            QTest.keyClick(focus or self.window, Key.Key_Tab)
            QApplication.processEvents()
        seen = " > ".join(dict.fromkeys(self.seen))
        raise StepFailed(f"{name or widget.objectName()} is not reached by Tab: {seen}")

    def click_on(self, widget: QWidget, at: QPoint | None = None, name: str = "") -> None:
        if isinstance(widget, ItemLine):
            self._take(widget)
            return
        self.reach(widget, name)
        if isinstance(widget, GroupList):
            # The first place of the car, where the story clicks.
            for _place in widget.entries:
                self.press(Key.Key_Up)
        elif isinstance(widget, QAbstractButton | Chips):
            QTest.keyClick(QApplication.focusWidget() or widget, Key.Key_Space)
        self.rest()

    def _take(self, line: ItemLine) -> None:
        """By arrows through the lines of the place."""
        items = self.find("inspection.table")
        assert isinstance(items, ItemList)
        self.reach(items)
        for key in (Key.Key_Up, Key.Key_Down):
            for _line in items.lines:
                if items.line() is line:
                    return
                if key == Key.Key_Up and items.current == next(iter(items.lines)):
                    break
                self.press(key)
        if items.line() is not line:
            raise StepFailed(f"{line.objectName()} is not reached by arrows")

    def _decide(self, line: str, key: str) -> None:
        """By arrows to the line, then its letter."""
        grid = self.find("quote.lines")
        assert isinstance(grid, LinesGrid)
        self.reach(grid)
        at = next(at for at, one in enumerate(grid.lines) if one.name == line)
        while grid.at != at:
            self.press(Key.Key_Up if grid.at > at else Key.Key_Down)
        letter = next(letter for letter, decision in KEYS.items() if decision.value == key)
        self.press(Qt.Key(ord(letter)))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, on: str = "") -> None:
        if on:
            self.reach(self.find(on), on)
        super().press(key, modifiers)

    def choose(self, name: str, key: str) -> None:
        widget = self.find(name)
        if name.startswith("quote.decision."):
            self._decide(name.removeprefix("quote.decision."), key)
            return
        if not isinstance(widget, Segmented | Chips):
            raise StepFailed(f"{name} offers nothing to choose")
        self.reach(widget, name)
        if isinstance(widget, Segmented):
            QTest.keyClick(widget, Qt.Key(Key.Key_1.value + widget._keys().index(key)))
        else:
            for _step in widget._chips:
                QTest.keyClick(widget, Key.Key_Left)
            for chip in widget._chips:
                if chip.key == key:
                    break
                QTest.keyClick(widget, Key.Key_Right)
            QTest.keyClick(widget, Key.Key_Space)
        self.rest()


class MouseWatch(QObject):
    """Remembers what the mouse was pressed on."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = set[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.pressed.add(watched.objectName())
        return False


@contextmanager
def watched_mouse() -> Iterator[set[str]]:
    """What is pressed by mouse meanwhile."""
    watch, app = MouseWatch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        yield watch.pressed
    finally:
        app.removeEventFilter(watch)


def test_a_whole_visit_by_keyboard(qtbot: QtBot, demo_store: Store) -> None:
    with watched_mouse() as pressed:
        number = play(demo_store, Keys)
    assert deeds_of(demo_store, number) == VISIT
    assert pressed == {"sign.pad"}


def _takes_the_cursor(widget: QWidget) -> bool:
    is_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    return bool(is_stop) and widget.isVisible() and widget.isEnabled()


def _round_by_tab(driver: Driver) -> list[QWidget]:
    """Everything the cursor stands on until it is where it began; each time it can be seen."""
    seen = list[QWidget]()
    for _tab in range(MOST_TABS):
        now = QApplication.focusWidget()
        assert now is not None
        if now in seen:
            return seen
        # A scroll area lies wholly under its own viewport.
        shown = now.viewport() if isinstance(now, QAbstractScrollArea) else now
        assert not shown.visibleRegion().isEmpty(), f"{now.objectName()} has the cursor out of sight"
        seen.append(now)
        QTest.keyClick(now, Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"Tab never comes back on {driver.page.title}")


def test_tab_reaches_everything_on_every_page_and_esc_goes_back(qtbot: QtBot, demo_store: Store) -> None:
    with at_the_desk(demo_store, Driver) as driver:
        here = ""
        for scene in SCENES:
            if scene.staff_no != here:
                sign_in(driver, scene.staff_no, has_lock=bool(here))
                here = scene.staff_no
            driver.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
            if scene.order:
                open_order(driver, scene.order, scene.step)
            elif scene.place != "board":
                places = [place.key for place in driver.window.places]
                driver.press(Qt.Key(Key.Key_1.value + places.index(scene.place)), Qt.KeyboardModifier.AltModifier)
            driver.rest()
            seen = _round_by_tab(driver)
            wanted = [widget for widget in driver.window.findChildren(QWidget) if _takes_the_cursor(widget)]
            missed = [w.objectName() for w in wanted if not any(w is one or w.isAncestorOf(one) for one in seen)]
            assert not missed, f"{scene.name}: {missed}"
            assert seen, scene.name
            if scene.place != "board":
                driver.press(Key.Key_Escape)
                assert driver.window.workspace.here == "board", scene.name
        driver.press(Key.Key_L, CTRL)
        assert driver.window.is_at_sign_in()
