"""PySide without its `from __feature__ import …`, which reads the source of every module that anybody imports.

WORKAROUND PySide6 6.11: to know who might be using such a feature, its import hook looks for “PySide6” in the source of
each new module, and Python keeps what was read: after a visit the text of 1,100 files, 20 MiB. Nobody here uses one. A
built program ships no sources, and reads none.
"""

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401  # brings the hook

_NAME = "shibokensupport.feature"


def _uses_none(_module: ModuleType) -> bool:
    """In the place of shiboken's own look into the source: no module switches a feature."""
    return False


if _NAME in sys.modules:
    sys.modules[_NAME]._mod_uses_pyside = _uses_none  # type: ignore[attr-defined]
