"""What the user of this PC chose, theme, language and the customer's screen, kept from one start to the next."""

from PySide6.QtCore import QSettings

from app.kernel.language import Language
from ui import theme
from ui.theme import Appearance

_LOOK, _LANGUAGE, _CUSTOMER_SCREEN = "window/appearance", "window/language", "window/customer_screen"


def kept_look() -> Appearance:
    """The theme last chosen; the desktop's own where none was."""
    kept = _kept().value(_LOOK)
    return Appearance(kept) if kept in set(Appearance) else Appearance.SYSTEM


def keep_look(look: Appearance) -> None:
    """Begin with this theme next time."""
    _kept().setValue(_LOOK, look.value)


def kept_language() -> Language | None:
    """The language last chosen for the window; None where none was."""
    kept = _kept().value(_LANGUAGE)
    return Language(kept) if kept in (Language.CHINESE, Language.ENGLISH) else None


def keep_language(language: Language) -> None:
    """Begin in this language next time."""
    _kept().setValue(_LANGUAGE, language.value)


def kept_customer_screen() -> str:
    """The key of the screen that is turned to the customer (`ui/screens.py`); "" where it is the advisor's own."""
    return str(_kept().value(_CUSTOMER_SCREEN) or "")


def keep_customer_screen(key: str) -> None:
    """Let customers sign there from now on."""
    _kept().setValue(_CUSTOMER_SCREEN, key)


def keep_what_is_chosen() -> None:
    """Keep every theme chosen from now on, here or in the palette."""
    theme.current().switched.connect(_keep_current)


def stop_keeping() -> None:
    """Choices from now on hold for this run only."""
    theme.current().switched.disconnect(_keep_current)


def _keep_current() -> None:
    if theme.current().appearance is not kept_look():
        keep_look(theme.current().appearance)


def _kept() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Forecourt", "Forecourt")
