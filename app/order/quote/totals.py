"""What a quote comes to: line amounts, discounts, totals by payer. docs/rules/rounding.md"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.kernel.language import _
from app.kernel.money import FULL_BP, discounted, part_fen, round_half_up, share, yuan
from app.kernel.refusal import Refusal
from app.records.catalogue.categories import Decision, LineKind, Payer


@dataclass(frozen=True, slots=True)
class LineAmount:
    """What a line's price is made of; labour counts hours, its `quantity_milli` is `hours_x100` times ten.

    `payable_bp` is the share that is paid (9折 = 9000); `order_discount_fen` is the line's share of a discount
    on the whole order (see `spread`).
    """

    kind: LineKind
    quantity_milli: int
    unit_price_fen: int
    payable_bp: int = FULL_BP
    payer: Payer = Payer.CUSTOMER
    decision: Decision = Decision.UNDECIDED
    order_discount_fen: int = 0

    @property
    def amount_fen(self) -> int:
        """Quantity times price, before any discount."""
        return part_fen(self.quantity_milli, self.unit_price_fen)

    @property
    def net_fen(self) -> int:
        """What is to be paid for the line."""
        return discounted(self.amount_fen, self.payable_bp) - self.order_discount_fen

    @property
    def discount_fen(self) -> int:
        """What was taken off the line."""
        return self.amount_fen - self.net_fen


@dataclass(frozen=True, slots=True)
class Totals:
    """A quote added up; labour + parts + other − discount = total = the sum over the payers, always.

    The three kinds are before discount. `accepted_customer_fen` is what the customer agreed to pay,
    `later_fen` what the customer put off.
    """

    labour_fen: int
    parts_fen: int
    other_fen: int
    discount_fen: int
    by_payer: tuple[tuple[Payer, int], ...]
    total_fen: int
    accepted_customer_fen: int
    later_fen: int


def totals(lines: Sequence[LineAmount]) -> Totals:
    """Add up a quote; payers that pay no line are left out.

    Refused and postponed lines are in the total: it is what was offered, not what was agreed.
    """
    return Totals(
        labour_fen=_amount(lines, LineKind.LABOUR),
        parts_fen=_amount(lines, LineKind.PART),
        other_fen=_amount(lines, LineKind.OTHER),
        discount_fen=sum(line.discount_fen for line in lines),
        by_payer=tuple(
            (payer, net(lines, payer=payer)) for payer in Payer if any(line.payer is payer for line in lines)
        ),
        total_fen=net(lines),
        accepted_customer_fen=net(lines, payer=Payer.CUSTOMER, decision=Decision.ACCEPTED),
        later_fen=net(lines, payer=Payer.CUSTOMER, decision=Decision.LATER),
    )


def net(
    lines: Sequence[LineAmount],
    *,
    kind: LineKind | None = None,
    payer: Payer | None = None,
    decision: Decision | None = None,
) -> int:
    """The fen to be paid for the lines of that kind, payer and decision; None means all of them."""
    return sum(
        line.net_fen
        for line in lines
        if kind in (None, line.kind) and payer in (None, line.payer) and decision in (None, line.decision)
    )


def is_discountable(line: LineAmount) -> bool:
    """Whether a discount on the whole order reaches the line: what the customer pays and has not put off."""
    return line.payer is Payer.CUSTOMER and line.decision not in (Decision.REFUSED, Decision.LATER) and line.net_fen > 0


def spread(
    discount_fen: int,
    lines: Sequence[LineAmount],
    *,
    discountable: Callable[[LineAmount], bool] = is_discountable,
    field: str = "quote.discount",
) -> tuple[int, ...]:
    """What a discount on the whole order takes off each line, in their order; the parts add up to it.

    Refuses: discount.negative, discount.too_big (more than the lines it may be taken from).
    """
    weights = [line.net_fen if discountable(line) else 0 for line in lines]
    if discount_fen < 0:
        raise Refusal("discount.negative", _("A discount is an amount above zero."), field=field)
    if discount_fen > sum(weights):
        raise Refusal(
            "discount.too_big",
            _("At most {amount} yuan can be taken off these lines.").format(amount=yuan(sum(weights))),
            field=field,
        )
    return share(discount_fen, weights)


def split_with_customer(net_fen: int, *, other_bp: int) -> tuple[int, int]:
    """A line shared with another payer: (that payer's fen, the customer's); the customer has the remainder.

    >>> split_with_customer(33_335, other_bp=7_000)
    (23335, 10000)
    """
    other_fen = round_half_up(net_fen * other_bp, FULL_BP)
    return other_fen, net_fen - other_fen


def _amount(lines: Sequence[LineAmount], kind: LineKind) -> int:
    return sum(line.amount_fen for line in lines if line.kind is kind)
