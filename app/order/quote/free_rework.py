"""A comeback costs its customer nothing: who pays its lines, and which line each of them repeats (R072)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.queries import ComebackRow, comeback_in
from app.order.quote.queries import LineRow
from app.order.quote.tables import OrderLine
from app.order.tables import ComebackLink
from app.records.catalogue.categories import Decision, Payer

# Whose money it is either way: what is redeemed from a package was paid by the customer too.
THEIR_MONEY = frozenset({Payer.CUSTOMER, Payer.PACKAGE})


def take_in(session: Session, line: OrderLine) -> None:
    """A new line of a comeback: the store pays it while it is free, and it knows the line it repeats."""
    comeback = comeback_in(session, line.order_id)
    if comeback is None:
        return
    original = select(OrderLine.id).join(ComebackLink, ComebackLink.original_line_id == OrderLine.id)
    again = original.where(ComebackLink.order_id == line.order_id, OrderLine.code == line.code)
    line.original_line_id = session.scalar(again.limit(1))
    if comeback.is_free and line.payer in THEIR_MONEY:
        line.payer, line.decision = Payer.INTERNAL, Decision.ACCEPTED
        line.reason = line.reason or _("Comeback to {number}").format(number=comeback.original_number)


def check_payer(session: Session, order_id: int, payer: Payer | None) -> None:
    """Whether a line may be given this payer. Refuses: comeback.free."""
    comeback = comeback_in(session, order_id)
    if comeback is not None and comeback.is_free and payer in THEIR_MONEY:
        raise _free(comeback)


def check_lines(session: Session, order_id: int, lines: Iterable[LineRow]) -> None:
    """Whether nothing of a free comeback costs the customer: it may have been decided anew. Refuses: comeback.free."""
    comeback = comeback_in(session, order_id)
    if comeback is not None and comeback.is_free and any(line.payer in THEIR_MONEY for line in lines):
        raise _free(comeback)


def _free(comeback: ComebackRow) -> Refusal:
    return Refusal(
        "comeback.free",
        _(
            "A comeback to {number} is free for the customer. “Charge the comeback” in the menu of the order asks a "
            "manager for it."
        ).format(number=comeback.original_number),
        field="quote.lines",
    )
