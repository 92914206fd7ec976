"""The unified social credit code of a company: 18 characters, the last one checks the others."""

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width

LENGTH = 18
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_OLD_TAX_NUMBER = 15


def check_uscc(text: str) -> bool:
    """Whether the stored text is a right code: length, letters, check character (rules.md §4).

    >>> check_uscc("91350100M000100Y43"), check_uscc("91350100M000100Y44")
    (True, False)
    """
    return len(text) == LENGTH and set(text) <= set(_ALPHABET) and check_character(text[:-1]) == text[-1]


def check_character(body: str) -> str:
    """The 18th character for the first 17; a remainder of zero gives 0.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(weight * _ALPHABET.index(sign) for weight, sign in zip(_WEIGHTS, body, strict=True))
    return _ALPHABET[-total % 31]


def read_uscc(typed: str, *, field: str | None = None) -> str:
    """The code in what was typed; full-width, lower case and blanks are understood.

    An invoice waits for a right code; elsewhere the caller shows the sentence as a warning and keeps the text.
    Refuses: uscc.length (also the old 15-digit tax number), uscc.letters, uscc.check.

    >>> read_uscc("9199 9999 ma00 0000 1n")
    '91999999MA0000001N'
    """
    text = "".join(half_width(typed).upper().split())
    fault = _fault(text)
    if fault is not None:
        raise Refusal(*fault, field=field)
    return text


def _fault(text: str) -> tuple[str, str] | None:
    if len(text) == _OLD_TAX_NUMBER:
        return "uscc.length", _("This is an old tax number of 15 digits. Ask for the credit code of 18 characters.")
    if len(text) != LENGTH:
        return "uscc.length", _("A credit code has 18 characters, this one has {count}.").format(count=len(text))
    strange = next((sign for sign in text if sign not in _ALPHABET), None)
    if strange is not None:
        return "uscc.letters", _("“{character}” cannot stand in a credit code.").format(character=strange)
    if not check_uscc(text):
        return "uscc.check", _("The credit code does not add up. Compare it with the licence, sign by sign.")
    return None
