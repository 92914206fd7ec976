"""Close a delivered order: nothing is left to do for it (T12)."""

from app.desk import Desk
from app.order.moves import move
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.trust.deeds import Deed


def archive(desk: Desk, order_id: int) -> None:
    """Move a delivered order to the archive. Refuses: order.stage."""
    with desk.deed(Deed.ORDER_ARCHIVE, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        move(deed, order, Stage.CLOSED)
        order.closed_at = deed.now
