"""pypinyin with its dictionary of phrases held in half the room.

WORKAROUND pypinyin 0.55: it holds 47,000 phrases as a list a syllable and a set of all their beginnings: 57 MiB, as
much as a bare window. Few of the syllables differ, and sorted phrases tell their beginnings. What is read is the same;
where another version is built otherwise it is taken as it is.
"""

import json
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

_PACKAGE, _PHRASES = "pypinyin", "pypinyin.phrases_dict"
_lock = Lock()


def pinyin() -> "Callable[..., list[list[str]]]":
    """pypinyin's own function; its dictionaries come in with the first call."""
    with _lock:
        return _pinyin()


@cache
def _pinyin() -> "Callable[..., list[list[str]]]":
    spec = find_spec(_PACKAGE)
    file = Path(spec.origin).with_name("phrases_dict.json") if spec is not None and spec.origin else None
    if _PACKAGE in sys.modules or file is None or not file.exists():
        from pypinyin import pinyin as as_it_is

        return as_it_is
    phrases = ModuleType(_PHRASES)
    phrases.__dict__["phrases_dict"] = _phrases(file)
    # In the place of the module that would read the same file.
    sys.modules[_PHRASES] = phrases
    from pypinyin import pinyin
    from pypinyin.seg import mmseg

    vars(mmseg.p_set)["_set"] = _Beginnings(phrases.__dict__["phrases_dict"])
    return pinyin


def _phrases(file: Path) -> dict[str, list[list[str]]]:
    """Phrase → syllables. All is copied, so that nothing keeps the room in which the file was read."""
    syllables: dict[str, list[str]] = {}

    def once(readings: Sequence[str]) -> list[str]:
        key = "|".join(readings)
        if key not in syllables:
            syllables[_copied(key)] = _copied(key).split("|")
        return syllables[key]

    read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return {_copied(phrase): [once(readings) for readings in spoken] for phrase, spoken in read.items()}


def _copied(words: str) -> str:
    return words.encode("utf-8").decode("utf-8")


class _Beginnings:
    """Whether a phrase begins so."""

    def __init__(self, phrases: Sequence[str] | dict[str, list[list[str]]]) -> None:
        self._sorted = sorted(phrases)

    def __contains__(self, words: str) -> bool:
        at = bisect_left(self._sorted, words)
        return at < len(self._sorted) and self._sorted[at].startswith(words)

    def add(self, _words: str) -> None:
        """Nothing: pypinyin adds what it already has."""
