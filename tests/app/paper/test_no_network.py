"""Sealing brings no HTTP client along."""

import subprocess
import sys

import pytest

from app.paper.no_network import _NotHere

SEALING = """
import sys
import app.paper.pades
print("pyhanko" in sys.modules, "aiohttp.client" in sys.modules, "yarl" in sys.modules)
"""


def test_sealing_imports_no_http_client() -> None:
    told = subprocess.run([sys.executable, "-c", SEALING], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == ["True", "False", "False"]


def test_whoever_wanted_to_ask_over_the_network_would_be_stopped() -> None:
    stand_in = _NotHere("aiohttp")
    with pytest.raises(RuntimeError, match="network"):
        stand_in.ClientSession(timeout=5)
    assert not hasattr(stand_in, "__path__")
