"""Somebody presses, clicks and types nonsense for hours, as everybody in the house in turn: nothing breaks.

`FORECOURT_ACTS` says how long, `FORECOURT_SEED` where the dice begin. A crash of Qt ends the run and shows as such.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from random_hands import RandomHands
from sqlalchemy import text
from sqlalchemy.orm import Session
from whole_program import Desktop

from app.desk import Store
from app.trust import chain

ACTS, SEED = int(os.environ.get("FORECOURT_ACTS", "20000")), int(os.environ.get("FORECOURT_SEED", "20261127"))


@pytest.fixture
def desktop(qtbot: QtBot, demo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """The whole program, which opens no dialog of the system's and no other program."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given, **_named: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given, **_named: ([], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (str(tmp_path / "out.csv"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_named: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    made = Desktop(qtbot, demo_store)
    yield made
    made.reception.close()
    made.window.deleteLater()


@pytest.mark.soak
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support", extend=True)
def test_nonsense_breaks_nothing(
    desktop: Desktop, caplog: pytest.LogCaptureFixture, counted: Callable[[str], None]
) -> None:
    hands = RandomHands(desktop.window, SEED)
    while hands.acts < ACTS:
        hands.act()
        assert desktop.window.isVisible(), list(hands.lately)
        assert not caplog.get_records("call") or caplog.get_records("call")[-1].levelname != "ERROR", list(hands.lately)
    hands.stop()
    with Session(desktop.store.engine) as session:
        verdict = chain.verify(session, desktop.store.chain_key)
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert verdict.broken_seq is None
    counted(f"nonsense: {hands.acts:,} acts, {verdict.entries:,} entries of the chain, 0 faults, seed {SEED}")


@pytest.mark.expects_errors
@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support", extend=True)
def test_control_a_fault_is_seen(desktop: Desktop, caplog: pytest.LogCaptureFixture) -> None:
    """Something in the window breaks: what the campaign looks at says so."""

    def broken(_desk: object) -> None:
        raise ZeroDivisionError

    hands = RandomHands(desktop.window, SEED)
    desktop.reception.worker.do(desktop.window, broken)
    desktop.qtbot.waitUntil(lambda: any(record.levelname == "ERROR" for record in caplog.get_records("call")))
    hands.act()
    hands.stop()
    assert hands.lately
