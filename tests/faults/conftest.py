"""Fault campaigns say their counts where the run is read, captured or not."""

import sys
from collections.abc import Callable

import pytest


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Write a line of counts past the capture."""

    def write(line: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n  {line}\n")

    return write
