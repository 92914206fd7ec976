"""What of the quoted parts does not lie in the store and must be ordered."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.order.quote.queries import LineId, LineRow
from app.records.catalogue.categories import LineKind
from app.records.catalogue.queries import stock_in


def to_order_in(session: Session, lines: Iterable[LineRow]) -> frozenset[LineId]:
    """The part lines of which less lies on the shelf than they need; what no catalogue knows is not asked for."""
    parts = [line for line in lines if line.kind is LineKind.PART]
    stock = stock_in(session, {line.code for line in parts})
    return frozenset(line.id for line in parts if line.code in stock and stock[line.code] < line.quantity_milli)
