"""A discount as people type and read it: `9.5折`, `95折`, `5%` off; kept as the share that is paid."""

from app.kernel.language import Language, _, current
from app.kernel.money import FULL_BP, MINUS
from app.kernel.quantity import quantity
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width, scaled


def read_discount(typed: str, *, field: str = "quote.lines") -> int:
    """Basis points to be paid; nothing, 0, 10 and 100 mean no discount, a bare number is 折.

    Refuses: discount.unreadable.

    >>> read_discount("9.5折"), read_discount("95"), read_discount("5%"), read_discount("")
    (9500, 9500, 9500, 10000)
    """
    text = half_width(typed).replace(" ", "").lstrip("-")
    if text in ("", "0", "—"):
        return FULL_BP
    if text.endswith("%"):
        off = scaled(text.removesuffix("%"), 2)
        paid = None if off is None else FULL_BP - off
    else:
        paid = _paid(scaled(text.removesuffix("折"), 3))
    if paid is None or not 0 <= paid <= FULL_BP:
        raise Refusal(
            "discount.unreadable",
            _("“{typed}” is not a discount. Type 9.5折, or 5% to take off.").format(typed=typed),
            field=field,
        )
    return paid


def _paid(typed_milli: int | None) -> int | None:
    """`9.5` and `95` are the same 折; None for what is neither."""
    if typed_milli is None or typed_milli <= FULL_BP:
        return typed_milli
    return typed_milli // 10 if typed_milli % 10 == 0 else None


def discount_words(payable_bp: int) -> str:
    """`9.5折` in Chinese, `−5%` otherwise; nothing without a discount.

    >>> discount_words(10_000)
    ''
    """
    if payable_bp == FULL_BP:
        return ""
    if current() is Language.CHINESE:
        return f"{quantity(payable_bp)}折"
    return f"{MINUS}{quantity((FULL_BP - payable_bp) * 10)}%"
