"""The application: faces, theme, language, and what happens with our own mistakes. Imports nothing slow."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

import ui.no_features  # noqa: F401  # first of all: see there
from app.kernel import language as languages
from app.kernel.language import Language
from ui import dress, theme
from ui.theme import Appearance
from ui.widgets.halo import HaloKeeper

log = logging.getLogger("forecourt")

SWITCH_SECONDS = 0.001
ICON_MS = 200


def make_application(appearance: Appearance, language: Language, arguments: list[str] | None = None) -> QApplication:
    """The dressed application; a second call in one process answers the first one, dressed anew."""
    # Papers are made on another thread: short turns keep the window smooth meanwhile.
    sys.setswitchinterval(SWITCH_SECONDS)
    languages.use(language)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Before there is an application: afterwards Qt would make the desktop's style first and throw it away.
        QApplication.setStyle("Fusion")
        app = QApplication(arguments or sys.argv[:1])
        app.setApplicationName("Forecourt")
        app.setApplicationDisplayName("Forecourt 4S 服务台")
        HaloKeeper(app)
        theme.current().follow_system()
    _speak(app, language)
    theme.current().choose(appearance)
    dress.put_on(app)
    # Six pictures that nobody sees in the window itself: after it is painted.
    QTimer.singleShot(ICON_MS, app, lambda: _set_icon(app))
    return app


def _speak(app: QApplication, language: Language) -> None:
    """Qt's own dialogs in the window's language, numbers and days as that language writes them."""
    code = "zh_CN" if language is Language.CHINESE else "en"
    QLocale.setDefault(QLocale(code))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code == "zh_CN" and translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def _set_icon(app: QApplication) -> None:
    from ui.shell.logo import icon

    app.setWindowIcon(icon())


def catch_faults(show: Callable[[BaseException], object]) -> None:
    """Log what nobody caught, on any thread, and show it: Qt would print it and go on as if nothing had been."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("Unexpected", exc_info=(kind, error, trace))
        show(error)

    sys.excepthook = caught
    threading.excepthook = lambda args: log.error("Unexpected on %s", args.thread, exc_info=args.exc_value)
