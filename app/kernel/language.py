"""The language of a screen and, apart from it, of a paper: gettext over the compiled Chinese words.

Source texts are English; `_` answers in the language in force where it is called.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache

from resources import FOLDER


class Language(StrEnum):
    """What people can choose; `BOTH` is for papers only: Chinese with small English."""

    CHINESE = "zh_CN"
    ENGLISH = "en"
    BOTH = "both"


# The window's language is one for the process (set once, at start); a paper being typeset speaks its own.
_window = Language.CHINESE
_paper: ContextVar[Language | None] = ContextVar("paper_language", default=None)


@cache
def _words(language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    # The file itself: gettext.translation would first read the system's table of locales.
    with (FOLDER / "locale" / Language.CHINESE.value / "LC_MESSAGES" / "forecourt.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def use(language: Language) -> None:
    """Set the language of the window and of refusals."""
    global _window
    _window = language


def current() -> Language:
    """The language in force here: the paper's inside `speaking`, else the window's."""
    return _paper.get() or _window


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Everything inside is said in `language`, whatever the window speaks."""
    token = _paper.set(language)
    try:
        yield
    finally:
        _paper.reset(token)


def translate(text: str, language: Language) -> str:
    """The words for `text` in one language; an empty text stays empty (gettext would answer its header)."""
    return _words(language).gettext(text) if text else ""


def _(text: str) -> str:
    """`text` in the language in force."""
    return translate(text, current())


def plural(one: str, many: str, n: int) -> str:
    """The form for `n` of a counted thing, in the language in force."""
    return _words(current()).ngettext(one, many, n)


def counted(one: str, many: str, n: int, **further: object) -> str:
    """The same with the number put in for `{count}`, and what else the sentence names."""
    return plural(one, many, n).format(count=n, **further)


def mark(text: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return text
