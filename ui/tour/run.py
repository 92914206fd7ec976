"""`forecourt tour`: a fresh demo store, the real window, the whole main job by real keys and mouse."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.kernel.language import Language, _

if TYPE_CHECKING:
    from app.kernel.clock import Clock


def run_tour(
    *, out: Path, offscreen: bool, as_json: bool, language: Language, theme: str, clock: "Clock | None" = None
) -> int:
    """Drive the window from a customer's arrival to the gate pass; leave papers and pictures in `out`.

    Answers 0 only if every step held. `clock` is the PC's unless a test brings its own.
    """
    choose_platform(is_offscreen=offscreen)
    # Qt is loaded only now that the platform is chosen.
    from ui.tour.guide import Guide

    out.mkdir(parents=True, exist_ok=True)
    guide = Guide(out, language=language, theme=theme, clock=clock, say=None if as_json else _say)
    report = guide.go()
    for line in (report.as_json(),) if as_json else report.closing_lines(out):
        _say(line)
    return 0 if report.is_ok else 1


def choose_platform(*, is_offscreen: bool) -> None:
    """Without a display Qt would abort the process: draw into memory instead, and say so."""
    has_display = not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if is_offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not has_display and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        sys.stderr.write(_("There is no display: the tour runs offscreen.") + "\n")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
