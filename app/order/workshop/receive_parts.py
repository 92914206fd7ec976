"""What an order waited for has come and lies on the shelf: from now on it can be issued."""

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.quote.queries import LineId
from app.order.tables import ServiceOrder
from app.order.workflow import Stage, require
from app.order.workshop.queries import work_in
from app.records.catalogue.tables import Part
from app.trust.deeds import Deed


def receive_parts(desk: Desk, order_id: int, *, line_ids: tuple[LineId, ...]) -> None:
    """Raise the shelf by what these part lines still lack; the order waits on until its parts are issued.

    What came beyond it, from whom and how good it is, is the goods receipt's to tell (R083).

    Refuses: order.stage, parts.not_short.
    """
    with desk.deed(Deed.PART_RECEIVE, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, Stage.AUTHORIZED, Stage.IN_WORK)
        short = {part.line_id: part for part in work_in(deed.session, order_id).parts if part.is_short}
        if not line_ids or any(line_id not in short for line_id in line_ids):
            raise Refusal("parts.not_short", _("Enough of it lies on the shelf already. Issue it."))
        for line_id in line_ids:
            shelf = deed.get(Part, short[line_id].code)
            shelf.stock_milli = max(shelf.stock_milli, short[line_id].quantity_milli)
        deed.note(lines=len(line_ids))
