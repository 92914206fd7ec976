"""Frozen contents: canonical JSON of plain values and its SHA-256.

Canonical means: UTF-8, keys sorted, no blanks. Two equal contents give the same bytes on any machine.
"""

import hashlib
from typing import TypeVar

import msgspec

T = TypeVar("T")


def canonical(content: object) -> str:
    """The canonical JSON of a frozen dataclass (or plain value).

    >>> canonical({"b": 1, "a": "车"})
    '{"a":"车","b":1}'
    """
    return msgspec.json.encode(content, order="sorted").decode()


def thaw(text: str, kind: type[T]) -> T:
    """The frozen dataclass that `canonical` wrote."""
    return msgspec.json.decode(text, type=kind)


def sha256(data: str | bytes) -> str:
    """64 hex digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def short(digest: str) -> str:
    """What a person can compare: the first 24 hex digits in groups of four.

    >>> short("b8de4328fbb05622dea8e1dc" + "0" * 40)
    'b8de 4328 fbb0 5622 dea8 e1dc'
    """
    return " ".join(digest[i : i + 4] for i in range(0, min(len(digest), 24), 4))
