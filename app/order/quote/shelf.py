"""What of the quoted parts does not lie in the store and must be ordered."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.order.quote.queries import LineId, LineRow
from app.records.catalogue.categories import LineKind
from app.records.catalogue.queries import item_in


def to_order_in(session: Session, lines: Iterable[LineRow]) -> frozenset[LineId]:
    """The part lines of which less lies on the shelf than they need; what no catalogue knows is not asked for."""
    return frozenset(line.id for line in lines if line.kind is LineKind.PART and _is_short(session, line))


def _is_short(session: Session, line: LineRow) -> bool:
    item = item_in(session, LineKind.PART, line.code)
    return item is not None and (item.stock_milli or 0) < line.quantity_milli
