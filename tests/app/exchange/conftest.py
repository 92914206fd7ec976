"""A second store, into which what went out of the first comes in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import make
import pytest

from app.desk import Desk
from app.kernel.clock import FrozenClock
from app.upkeep.opening import FILE_NAME, open_store


@pytest.fixture
def other(furnished_template: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Desk]:
    """A manager in another store, which has a catalogue and nobody in the house."""
    shutil.copytree(furnished_template, tmp_path / "other")
    store = open_store(tmp_path / "other" / FILE_NAME, clock=clock)
    yield make.desk(store, make.MANAGER)
    store.engine.dispose()
