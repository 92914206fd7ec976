"""Quantities in thousandths and hours in hundredths: 1.5 pieces, 4.25 l, 1.2 h, read and written."""

from app.kernel.language import _
from app.kernel.money import MINUS
from app.kernel.refusal import Refusal
from app.kernel.typed import scaled

# A hundred thousand pieces or hours: above it the decimal point was forgotten.
_ABSURD = 100_000


def quantity(milli: int) -> str:
    """Thousandths as people write them, without zeros at the end.

    >>> quantity(1_500), quantity(1_000), quantity(-4_250)
    ('1.5', '1', '−4.25')
    """
    return _written(milli, 3)


def hours(x100: int) -> str:
    """Hundredths of an hour as people write them.

    >>> hours(120), hours(75), hours(200)
    ('1.2', '0.75', '2')
    """
    return _written(x100, 2)


def parse_quantity(text: str, *, field: str | None = None) -> int:
    """Thousandths from what was typed, at most three decimals.

    Refuses: quantity.unreadable, quantity.negative, quantity.absurd (a hundred thousand and more).

    >>> parse_quantity("４。２５")
    4250
    """
    return _read(text, 3, field)


def parse_hours(text: str, *, field: str | None = None) -> int:
    """Hundredths of an hour from what was typed, at most two decimals; refuses like `parse_quantity`.

    >>> parse_hours("1.2")
    120
    """
    return _read(text, 2, field)


def _written(value: int, places: int) -> str:
    whole, rest = divmod(abs(value), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0")
    return f"{MINUS if value < 0 else ''}{whole}{'.' if decimals else ''}{decimals}"


def _read(text: str, places: int, field: str | None) -> int:
    value = scaled(text, places)
    if value is None:
        raise Refusal(
            "quantity.unreadable",
            _("“{typed}” is not a number with at most {places} decimals.").format(typed=text, places=places),
            field=field,
        )
    if value < 0:
        raise Refusal("quantity.negative", _("Type a number that is not below zero."), field=field)
    if value >= _ABSURD * 10**places:
        raise Refusal(
            "quantity.absurd", _("“{typed}” is too much here. Check the digits.").format(typed=text), field=field
        )
    return value
