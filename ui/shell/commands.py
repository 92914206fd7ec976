"""What the window itself can do by key and by palette, wherever one is."""

from typing import TYPE_CHECKING

from app.kernel.language import _
from ui import theme
from ui.theme import Appearance
from ui.widgets.page import Command

if TYPE_CHECKING:
    from ui.shell.window import Window


def shell_commands(window: "Window") -> tuple[Command, ...]:
    """The commands of the whole window; those without words have only their key."""
    return (*_places(window), *_deeds(window), *_looks())


def _places(window: "Window") -> tuple[Command, ...]:
    return tuple(
        Command(
            _("Go to {place}").format(place=_(place.words)),
            lambda key=place.key: window.go(key),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            key=f"Alt+{number}",
            icon=place.icon,
            also=place.key,
        )
        for number, place in enumerate(window.places, start=1)
    )


def _deeds(window: "Window") -> tuple[Command, ...]:
    page = window.workspace.page()
    keys = {place.key for place in window.places}
    deeds = [
        Command("", window.primary, key="Ctrl+Enter"),
        Command("", window.workspace.step_back, key="Esc"),
        Command("", lambda: window.open_palette(), key="Ctrl+K"),
        Command("", lambda: window.top.search.setFocus(), key="F3"),
        Command(_("Lock"), window.lock, key="Ctrl+L", icon="lock", also="lock"),
        Command(_("Change my PIN"), lambda: window.go("own", "pin"), icon="key", also="my pin"),
        Command(_("Change my password"), lambda: window.go("own", "password"), icon="key", also="my password"),
        Command(_("Change person"), window.change_person, key="Ctrl+U", icon="people", also="switch user"),
    ]
    if "board" in keys:
        arrived = Command(
            _("A car has arrived"), lambda: window.go("board", "arrived"), key="F12", icon="car", also="arrival"
        )
        deeds.append(arrived)
    if "complaints" in keys:
        # Anybody may write one down, wherever they are.
        new = lambda: window.go("complaint", "new")  # noqa: E731
        deeds.append(Command(_("New complaint"), new, icon="message", also="complaint tousu"))
    if "settings" in keys:
        # Whoever sits at the till is in no settings page when the day ends.
        closing = lambda: window.go("settings", "closing")  # noqa: E731
        deeds.append(Command(_("Daily closing"), closing, icon="wallet", also="close day closing rijie"))
        screen = lambda: window.go("settings", "appearance/settings.customer_screen")  # noqa: E731
        also = "second monitor display kehuping"
        deeds.append(Command(_("Customer's screen"), screen, icon="monitor", also=also))
    if "checkin" in keys:
        deeds.append(Command(_("New check-in"), lambda: window.go("checkin"), key="F2", icon="plus", also="new"))
    if page is not None:
        deeds.append(Command(_("Read again"), page.refresh, key="F5", icon="loop", also="refresh"))
        deeds.append(Command(_("Print this page"), page.print_page, key="Ctrl+P", icon="print", also="print"))
    return tuple(deeds)


def _looks() -> tuple[Command, ...]:
    words = {
        Appearance.LIGHT: _("Light appearance"),
        Appearance.DARK: _("Dark appearance"),
        Appearance.SYSTEM: _("Appearance of the system"),
    }
    return tuple(
        Command(
            words[look],
            lambda look=look: theme.current().choose(look),  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            icon="monitor",
            also=look.value,
        )
        for look in Appearance
        if look is not theme.current().appearance
    )
