"""End an order before anything was dispatched (T5)."""

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.moves import move
from app.order.supplement.price import end_with_order
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.trust.deeds import Deed
from app.trust.queries import who_did
from app.trust.roles import Role


def cancel(desk: Desk, order_id: int, *, reason: str) -> None:
    """Cancel an order; once it is signed only a manager may, once dispatched nobody (H2).

    Refuses: order.stage, cancel.reason, cancel.manager, cancel.parts.
    """
    if not reason.strip():
        raise Refusal("cancel.reason", _("Write why the order ends here."), field="cancel.reason")
    with desk.deed(Deed.ORDER_CANCEL, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        if order.stage is Stage.AUTHORIZED and Role.SERVICE_MANAGER not in deed.person.roles:
            raise Refusal("cancel.manager", _("The agreement is signed: a manager cancels it."))
        move(deed, order, Stage.CANCELLED)
        if who_did(deed.session, order_id, Deed.PART_ISSUE):
            raise Refusal("cancel.parts", _("Parts were handed out for this order already: it cannot be cancelled."))
        order.cancelled_at, order.cancel_reason = deed.now, reason.strip()
        end_with_order(deed, order_id, reason=order.cancel_reason)
