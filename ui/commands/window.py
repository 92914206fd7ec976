"""`forecourt`: open the desk in its window; with `--demo` on a throw-away store."""

import argparse
import os
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.kernel.language import Language, _, current
from app.kernel.refusal import Trouble
from app.kernel.storage_place import unfit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desk import Store
    from app.upkeep.glance import Glance
    from app.upkeep.not_opened import NotOpened
    from ui.shell.owner import Owner
    from ui.shell.reception import GlanceAtStore, LookAtStore, OpenStore, Unlock
    from ui.theme import Appearance

DEMO_PIN, DEMO_PASSWORD = "135790", "forecourt-demo"  # as in app/upkeep/demo.py, which is not imported for words


def run(options: argparse.Namespace) -> int:
    """Show the window and stay until it is closed. Trouble: there is no display."""
    _check_display()
    from ui import collector

    collector.hold()
    from ui.settings.kept_look import keep_what_is_chosen
    from ui.start import make_application

    app = make_application(look_of(options), language_of(options))
    keep_what_is_chosen()
    if options.demo:
        with TemporaryDirectory(prefix="forecourt-demo-", ignore_cleanup_errors=True) as folder:
            words = _("Everyone's PIN is {pin}, the manager's password {password}").format(
                pin=DEMO_PIN, password=DEMO_PASSWORD
            )
            return _stay(app, lambda: _demo(Path(folder)), demo_words=words)
    if "://" in options.database:
        return _stay(app, lambda: _store(options.database))
    return _stay_alone(app, Path(options.database))


def _stay_alone(app: "QApplication", database: Path) -> int:
    """Stay as the only window of this file."""
    from ui.shell.owner import Owner

    try:
        if unfit(database.parent) is None:
            database.parent.mkdir(parents=True, exist_ok=True)
        owner = Owner(database)
        is_ours = owner.take()
    except OSError:
        # Opening it says in the window what is wrong with the folder, and may still show what lies there.
        return _stay(app, lambda: _store(database), look=partial(_look, database), database=database)
    if not is_ours:
        print(_("This store is open already; its window was brought to the front."), file=sys.stderr)
        return 0
    try:
        return _stay(
            app,
            lambda: _store(database),
            glance=lambda: _glance(database),
            owner=owner,
            look=lambda why: _look(database, why),
            database=database,
        )
    finally:
        owner.release()


def _stay(
    app: "QApplication",
    open_store: "OpenStore",
    *,
    glance: "GlanceAtStore | None" = None,
    demo_words: str = "",
    owner: "Owner | None" = None,
    look: "LookAtStore | None" = None,
    database: Path | None = None,
) -> int:
    """Show windows until one is closed for good: after a restore or a switch another is opened."""
    from ui import collector
    from ui.shell.reception import Reception
    from ui.shell.restoring import RestoreFirst
    from ui.shell.switching import SwitchFirst
    from ui.start import catch_faults

    opens: OpenStore = open_store
    while True:
        reception = Reception(
            opens, glance=glance, demo_words=demo_words, look=look, unlock=_unlocking(opens, database)
        )
        reception.settled.connect(partial(collector.settle, reception))
        catch_faults(reception.window.show_fault)
        if owner is not None:
            owner.called.connect(reception.come_forward)
            reception.ready.connect(owner.listen)
        if isinstance(opens, RestoreFirst | SwitchFirst):
            reception.say_after(opens)
        reception.open()
        code = app.exec()
        reception.close()
        if database is None:
            return code
        if reception.wanted_switch is not None:
            glance, opens = None, SwitchFirst(reception.wanted_switch, database, open_store)
        elif reception.wanted_backup:
            glance, opens = None, RestoreFirst(reception.wanted_backup, database, open_store)
        else:
            return code
        reception.window.deleteLater()


def _unlocking(opens: "OpenStore", database: Path | None) -> "Unlock | None":
    """What keeps a recovery key that is typed where the store, or the backup to be restored, cannot be opened."""
    from ui.shell.restoring import RestoreFirst
    from ui.shell.switching import unlock

    if database is None:
        return None
    return partial(unlock, database=database, backup=Path(opens.backup) if isinstance(opens, RestoreFirst) else None)


def look_of(options: argparse.Namespace) -> "Appearance":
    """The theme of the command line; without one what was last chosen."""
    from ui.settings.kept_look import kept_look
    from ui.theme import Appearance

    look = Appearance(options.theme)
    return kept_look() if look is Appearance.SYSTEM else look


def language_of(options: argparse.Namespace) -> Language:
    """The language of the command line; without one what was last chosen, else the desktop's."""
    from ui.settings.kept_look import kept_language

    return (kept_language() if options.lang is None else None) or current()


def _check_display() -> None:
    needs = sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM")
    if needs and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Trouble(
            _("There is no display to open a window on."),
            _("Start it in a graphical session, or run forecourt tour --offscreen."),
        )


def _glance(database: Path) -> "Glance | None":
    from app.upkeep.glance import glance

    return glance(database)


def _store(database: Path | str) -> "Store":
    from app.upkeep.opening import open_store

    return open_store(database, marks_open=True)


def _look(database: Path, why: "NotOpened") -> "Store":
    from app.upkeep.opening import look_at

    return look_at(database, why)


def _demo(folder: Path) -> "Store":
    from app.kernel.clock import SystemClock
    from app.upkeep.demo import make_demo

    return make_demo(folder, clock=SystemClock())
