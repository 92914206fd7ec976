"""Which parts of an order still have to be ordered."""

from sqlalchemy import select

from app.desk import Desk
from app.order.quote.queries import LineId, supplements_in, versions_in
from app.order.quote.shelf import to_order_in
from app.order.tables import ServiceOrder
from app.order.workflow import BEFORE_COMPLETION
from app.order.workshop.tables import PartIssue


def parts_to_order(desk: Desk, order_id: int) -> frozenset[LineId]:
    """The part lines, of every version, that the shelf cannot serve now; those handed out are served.

    Of a car whose work is done nothing is ordered any more.
    """
    with desk.look() as session:
        stage = session.scalar(select(ServiceOrder.stage).where(ServiceOrder.id == order_id))
        if stage not in BEFORE_COMPLETION:
            return frozenset()
        every = (*versions_in(session, order_id), *supplements_in(session, order_id))
        short = to_order_in(session, (line for version in every for line in version.lines))
        issued = session.scalars(select(PartIssue.line_id).where(PartIssue.order_id == order_id))
        return short.difference(issued)
