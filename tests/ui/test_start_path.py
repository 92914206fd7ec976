"""The way to the first paint: nothing slow is imported, the log is opened by its first line, work is cut in slices."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.log import LogFile
from ui.shell.slices import Slices

SLOW = ("sqlalchemy", "sqlcipher3", "alembic", "reportlab", "openpyxl", "pypinyin", "msgspec", "PySide6.QtNetwork",
        "PySide6.QtSvg", "importlib.resources", "concurrent.futures", "ui.shell.palette", "ui.board",
        "ui.order")  # fmt: skip
PAINT = """
import sys
from app.kernel.language import Language
from ui.start import make_application
from ui.theme import Appearance
from ui.shell.reception import Reception

app = make_application(Appearance.LIGHT, Language.CHINESE)
reception = Reception(lambda: None)
reception.window.painted.disconnect()
reception.window.painted.connect(app.quit)
reception.open()
app.exec()
print(" ".join(sys.modules))
"""


def test_nothing_slow_is_imported_before_the_first_paint() -> None:
    told = subprocess.run([sys.executable, "-c", PAINT], capture_output=True, text=True, check=True, timeout=60)
    modules = set(told.stdout.split())
    assert "ui.shell.signin" in modules
    assert sorted(modules.intersection(SLOW)) == []


def test_the_log_file_is_made_by_its_first_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LogFile, "path", tmp_path / "logs" / "forecourt.log")
    handler = LogFile()
    assert not list(tmp_path.iterdir())
    handler.handle(logging.LogRecord("forecourt", logging.INFO, "", 0, "下雨 %s", ("了",), None))
    handler.close()
    assert "INFO forecourt 下雨 了" in (tmp_path / "logs" / "forecourt.log").read_text("utf-8")


def test_a_log_that_cannot_be_written_goes_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("in the way")
    monkeypatch.setattr(LogFile, "path", tmp_path / "logs" / "forecourt.log")
    handler = LogFile()
    handler.handle(logging.LogRecord("forecourt", logging.INFO, "", 0, "here", (), None))
    handler.close()
    assert "here" in capsys.readouterr().err


def test_slices_run_one_a_turn_and_then_call(qtbot: QtBot) -> None:
    heard: list[str] = []

    def work() -> Iterator[None]:
        for word in ("first", "second"):
            heard.append(word)
            yield

    parent = QObject()
    slices = Slices(parent, work())
    slices.then(lambda: heard.append("then"))
    assert heard == []
    slices.start()
    qtbot.waitUntil(lambda: heard == ["first", "second", "then"])
    slices.then(lambda: heard.append("at once"))
    assert heard[-1] == "at once"
