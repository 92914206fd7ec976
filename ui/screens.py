"""The screens of this PC: how each is called, and which of them is turned to the customer."""

from PySide6.QtGui import QGuiApplication, QScreen

from app.kernel.language import _
from ui import formats
from ui.settings.kept_look import kept_customer_screen

MINE = ""


def every() -> list[QScreen]:
    """All that are connected, as they stand from left to right."""
    return sorted(QGuiApplication.screens(), key=lambda screen: (screen.geometry().x(), screen.geometry().y()))


def key_of(screen: QScreen) -> str:
    """What it is known by from one start to the next: its connector and what it says of itself.

    Plugged in elsewhere it is another one: nobody knows that it still stands where the customer sits.
    """
    return " ".join(filter(None, (screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber())))


def words_of(screen: QScreen, *, mine: QScreen) -> str:
    """Name, size in pixels, and where it stands: `HDMI-1 · 1920 × 1080 · to the right of mine`."""
    area, ratio = screen.geometry(), screen.devicePixelRatio()
    size = f"{round(area.width() * ratio)} × {round(area.height() * ratio)}"
    return formats.joined(name_of(screen), size, _place(screen, mine))


def name_of(screen: QScreen) -> str:
    """The connector, with the model where the screen tells it."""
    name, model = screen.name().removeprefix("\\\\.\\"), screen.model().strip()
    return f"{name} {model}" if model and model not in name else name or _("Screen")


def _place(screen: QScreen, mine: QScreen) -> str:
    if screen is mine:
        return _("this one")
    here, there = mine.geometry().center(), screen.geometry().center()
    across, down = there.x() - here.x(), there.y() - here.y()
    if abs(across) >= abs(down):
        return _("to the right of mine") if across > 0 else _("to the left of mine")
    return _("below mine") if down > 0 else _("above mine")


def is_missing() -> bool:
    """Whether a screen was chosen for the customer that is not connected now."""
    kept = kept_customer_screen()
    return kept != MINE and all(key_of(screen) != kept for screen in every())


def customers(mine: QScreen) -> QScreen | None:
    """The customer's screen; None where it is the advisor's own, or shows the same, or is not connected."""
    kept = kept_customer_screen()
    if kept == MINE:
        return None
    found = next((screen for screen in every() if key_of(screen) == kept), None)
    return None if found is None or found.geometry().intersects(mine.geometry()) else found
