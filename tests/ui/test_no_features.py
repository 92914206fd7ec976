"""PySide does not read, and Python does not keep, the source of whatever is imported."""

import subprocess
import sys

TOLD = """
import linecache
import ui.start
import app.order.queries, reportlab.platypus
print(sum(1 for name in linecache.cache if name.endswith(("queries.py", "doctemplate.py"))))
"""


def kept(program: str) -> int:
    return int(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)


def test_no_source_is_kept_of_what_is_imported() -> None:
    assert kept(TOLD) == 0


def test_without_us_it_would_be() -> None:
    """The day this fails PySide reads no sources any more, and ui/no_features.py can go."""
    assert kept(TOLD.replace("import ui.start", "import PySide6.QtCore")) > 0
