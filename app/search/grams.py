"""Search by pieces: what is written into the index for a row, and how a query asks for it.

The index (FTS5, contentless) holds pieces of one to three characters; so a single Chinese character, the middle
of a plate and the end of a telephone number are all found at once.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from app.kernel.typed import half_width

LONGEST_QUERY = 60
_PIECE = 3


def grams(*, texts: Sequence[str], phone: str = "", tail: str = "") -> str:
    """The pieces of a row, blank between them: one to three characters of the texts, three of phone and tail.

    `texts` are names, pinyin, plates, order numbers; `tail` is the end of the VIN. The same row gives the same
    text, so that it can be taken out of the index again.

    >>> grams(texts=["刘𬭎"], phone="14000")
    '刘 𬭎 刘𬭎 140 400 000'
    """
    found: list[str] = []
    for text in map(folded, texts):
        for size in range(1, _PIECE + 1):
            found += _pieces(text, size)
    for digits in (folded(phone), folded(tail)):
        found += _pieces(digits, _PIECE)
    return " ".join(dict.fromkeys(found))


def match(query: str) -> str | None:
    """The index's own question for what was typed; None if nothing was typed that could be found.

    Words of up to three characters are answered exactly. Longer ones find every row that has all their pieces,
    which `is_hit` must confirm.

    >>> match("8k2m '刘\\""), match("·")
    ('"8k2" AND "k2m" AND "刘"', None)
    """
    pieces = [piece for word in words(query) for piece in (_pieces(word, _PIECE) or [word])]
    return " AND ".join(f'"{piece}"' for piece in dict.fromkeys(pieces)) or None


def words(query: str) -> tuple[str, ...]:
    """What was typed, cut at blanks and folded; each word must be found.

    >>> words("  苏A·8K2M6　刘 ")
    ('苏a8k2m6', '刘')
    """
    cut = half_width(query)[:LONGEST_QUERY].split()
    return tuple(filter(None, map(folded, cut)))


def is_hit(query: str, texts: Iterable[str]) -> bool:
    """Whether each word of the query stands in one of the row's texts (phone and VIN among them)."""
    stored = [folded(text) for text in texts]
    return all(any(word in text for text in stored) for word in words(query))


def folded(text: str) -> str:
    """Lower case, half width, letters and digits only: dots, blanks and quotes play no part in a search.

    >>> folded("苏Ａ·8K2 m6")
    '苏a8k2m6'
    """
    # casefold and not lower, whose Σ depends on its neighbours: a piece must be the same alone and in its word.
    plain = unicodedata.normalize("NFC", half_width(text)).casefold()
    return "".join(filter(str.isalnum, plain))


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(len(text) - size + 1)]
