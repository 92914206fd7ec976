"""pyHanko without the HTTP client it brings: no paper asks anybody over a network.

WORKAROUND pyHanko 0.38: whoever signs imports aiohttp with it, for time stamps and keys held elsewhere: 10 MiB and a
hundred milliseconds for what is never called here.
"""

import sys
from types import ModuleType
from typing import NoReturn

_NAME = "aiohttp"


class _NotHere(ModuleType):
    """Has whatever name is asked for, and nothing that can be used."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {"__init__": _refuse})


def _refuse(*_given: object, **_named: object) -> NoReturn:
    raise RuntimeError("a paper was to be sealed or checked over the network")


sys.modules.setdefault(_NAME, _NotHere(_NAME))
