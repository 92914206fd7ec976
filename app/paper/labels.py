"""Labels, figures and dates as they stand on paper, in the language of the paper."""

from datetime import date, datetime, timedelta

from app.kernel.language import Language, _, current
from app.kernel.money import yuan
from app.paper.content import Stamp

EMPTY = "—"


def english(text: str) -> str:
    """The small English beside the Chinese; empty on a paper in one language."""
    return text if current() is Language.BOTH and _(text) != text else ""


def label(text: str) -> str:
    """A label: Chinese with its English after a blank, or the one language of the paper."""
    return f"{_(text)} {text}" if english(text) else _(text)


def name_of(chinese: str, translated: str) -> str:
    """A catalogue name in the language of the paper."""
    return translated or chinese if current() is Language.ENGLISH else chinese


def dash(text: str) -> str:
    """The text, or — where it is empty."""
    return text if text.strip() else EMPTY


def money(fen: int | None) -> str:
    """Two decimals and thousands, without a sign of currency; nothing is —."""
    return EMPTY if fen is None else yuan(fen)


def discount(fen: int) -> str:
    """A discount as a negative amount; none is —."""
    return EMPTY if fen == 0 else yuan(-abs(fen))


def km(kilometres: int) -> str:
    """
    >>> km(41900)
    '41,900 km'
    """
    return f"{kilometres:,} km"


def local(at: datetime, stamp: Stamp) -> datetime:
    """The instant on the store's clock."""
    return at + timedelta(minutes=stamp.utc_offset_minutes)


def moment(at: datetime | None, stamp: Stamp) -> str:
    """Day and minute on the store's clock; nothing is —."""
    return EMPTY if at is None else f"{local(at, stamp):%Y-%m-%d %H:%M}"


def clock(at: datetime | None, stamp: Stamp) -> str:
    """The minute alone, beside a day that already stands there."""
    return EMPTY if at is None else f"{local(at, stamp):%H:%M}"


def span(start: datetime | None, end: datetime | None, stamp: Stamp) -> str:
    """Two instants; the second without its day where the day is the same.

    >>> span(None, None, None)
    '— / —'
    """
    if start is None or end is None or local(start, stamp).date() != local(end, stamp).date():
        return f"{moment(start, stamp)} / {moment(end, stamp)}"
    return f"{moment(start, stamp)} / {clock(end, stamp)}"


def day(on: date | None) -> str:
    """A business day; nothing is —."""
    return EMPTY if on is None else on.isoformat()


def comma() -> str:
    """Between two clauses; words in a row have `listed`."""
    return ", " if current() is Language.ENGLISH else "，"


def running(*sentences: str) -> str:
    """Sentences one after the other; English has a blank between them, empty ones are left out."""
    return (" " if current() is Language.ENGLISH else "").join(sentence for sentence in sentences if sentence)


def listed(words: tuple[str, ...]) -> str:
    """Words with the comma of the language between them; none is —."""
    return (", " if current() is Language.ENGLISH else "、").join(words) or EMPTY


def note(text: str) -> str:
    """A bracketed addition in the brackets of the language; empty stays empty."""
    if not text:
        return ""
    return f" ({text})" if current() is Language.ENGLISH else f"（{text}）"


def joined(*words: str) -> str:
    """Short words with a middle dot (in English a comma) between them, empty ones left out; none is —."""
    return (", " if current() is Language.ENGLISH else "·").join(word for word in words if word) or EMPTY
