"""Fen: how an amount is rounded, shared, discounted, taxed, read and written. docs/rules/rounding.md"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.typed import half_width, scaled

FULL_BP = 10_000
MINUS = "\N{MINUS SIGN}"
# Ten million yuan: above it a digit was typed twice, no workshop bill reaches it.
ABSURD_FEN = 1_000_000_000


@dataclass(frozen=True, slots=True)
class VatSplit:
    """A price with tax, cut in two; the two add up to it."""

    net_fen: int
    tax_fen: int


def round_half_up(numerator: int, denominator: int) -> int:
    """The quotient to the nearest whole number, a half away from zero; `denominator` is positive.

    A refund rounds like the bill it takes back: the sign is set aside and put on again (rules.md §3).

    >>> round_half_up(5, 2), round_half_up(-5, 2), round_half_up(7, 3)
    (3, -3, 2)
    """
    if denominator <= 0:
        raise ValueError(f"denominator {denominator} is not positive")
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def share(total_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """The total in whole fen by weight; what the floors leave goes to the largest remainders, ties by order.

    The shares always add up to the total. Weights are not negative and not all zero, unless the total is zero.

    >>> share(100, [333, 333, 334])
    (33, 33, 34)
    """
    whole = sum(weights)
    if min(weights, default=0) < 0 or (whole == 0 and total_fen != 0):
        raise ValueError(f"{total_fen} fen cannot be shared by {tuple(weights)}")
    if whole == 0:
        return (0,) * len(weights)
    size = abs(total_fen)
    floors = [size * weight // whole for weight in weights]
    remainders = [size * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: -remainders[at])
    for at in by_remainder[: size - sum(floors)]:
        floors[at] += 1
    return tuple(floors) if total_fen >= 0 else tuple(-part for part in floors)


def discounted(fen: int, payable_bp: int) -> int:
    """What remains to be paid; `payable_bp` is the share that is paid, 9折 = 9000.

    >>> discounted(19_800, 9_500)
    18810
    """
    return round_half_up(fen * payable_bp, FULL_BP)


def vat_split(gross_fen: int, rate_bp: int) -> VatSplit:
    """Net and tax of a price that includes tax; 13 % = 1300. Once per invoice, never per line.

    >>> vat_split(10_000, 1_300)
    VatSplit(net_fen=8850, tax_fen=1150)
    """
    net_fen = round_half_up(gross_fen * FULL_BP, FULL_BP + rate_bp)
    return VatSplit(net_fen, gross_fen - net_fen)


def labour_fen(hours_x100: int, rate_fen: int) -> int:
    """Hours in hundredths times the hourly rate.

    >>> labour_fen(130, 20_000)
    26000
    """
    return round_half_up(hours_x100 * rate_fen, 100)


def part_fen(quantity_milli: int, price_fen: int) -> int:
    """A quantity in thousandths times the price of one.

    >>> part_fen(4_250, 9_950)
    42288
    """
    return round_half_up(quantity_milli * price_fen, 1_000)


def yuan(fen: int) -> str:
    """The amount as it is read: groups of three, two decimals, a true minus.

    >>> yuan(123_450), yuan(-110)
    ('1,234.50', '−1.10')
    """
    whole, rest = divmod(abs(fen), 100)
    return f"{MINUS if fen < 0 else ''}{whole:,}.{rest:02d}"


def parse_yuan(text: str, *, field: str | None = None) -> int:
    """Fen from what was typed in yuan: full-width digits, commas, ¥ and 元 are understood, a minus too.

    Refuses: money.unreadable, money.absurd (ten million yuan and more).

    >>> parse_yuan("￥１，２３４．５"), parse_yuan("-1.1元")
    (123450, -110)
    """
    fen = scaled(_bare(text), 2)
    if fen is None:
        raise Refusal(
            "money.unreadable",
            _("“{typed}” is not an amount. Type yuan with at most two decimals, such as 1,234.50.").format(typed=text),
            field=field,
        )
    if abs(fen) >= ABSURD_FEN:
        raise Refusal(
            "money.absurd",
            _("{amount} yuan cannot be right here. Check the digits.").format(amount=yuan(fen)),
            field=field,
        )
    return fen


def _bare(text: str) -> str:
    signed = half_width(text).removesuffix("元").strip()
    sign = "-" if signed.startswith("-") else ""
    return sign + signed.removeprefix("-").strip().removeprefix("¥").strip()
