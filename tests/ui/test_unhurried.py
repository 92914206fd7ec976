"""Imports that take their time: on one thread, for as long as it is wanted."""

import importlib
import sys
import threading
from pathlib import Path

import pytest

from ui.shell import unhurried as unhurried_module
from ui.shell.unhurried import unhurried


@pytest.fixture
def breaths(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr(unhurried_module.time, "sleep", taken.append)
    return taken


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("calm_one", "calm_two", "calm_three"):
        (tmp_path / f"{name}.py").write_text("value = 1\n")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))


def test_a_breath_is_taken_before_each_module_of_this_thread(breaths: list[float], modules: None) -> None:
    before = list(sys.meta_path)
    with unhurried():
        assert importlib.import_module("calm_one").value == 1
        importlib.import_module("calm_one")
        other = threading.Thread(target=importlib.import_module, args=("calm_two",))
        other.start()
        other.join()
    importlib.import_module("calm_three")
    assert breaths == [unhurried_module.BREATH_SECONDS], "one that is there, another thread's, and later: none"
    assert "calm_two" in sys.modules
    assert sys.meta_path == before
