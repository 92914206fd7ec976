"""A car is found to be a comeback after it was received: linked from the order itself (workflow §4)."""

from collections.abc import Sequence

from app.desk import Desk
from app.kernel.clock import business_day
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.comeback.guaranteed import GuaranteedLine, guaranteed_lines_in
from app.order.comeback.receive import link_lines
from app.order.tables import Comeback, ServiceOrder
from app.order.workflow import Stage, require
from app.trust.deeds import Deed

FIELD = "comeback_link.lines"
OPEN_STAGES = (Stage.CHECKED_IN, Stage.QUOTED)


def linkable(desk: Desk, order_id: int) -> tuple[GuaranteedLine, ...]:
    """What of the car's earlier visits is still guaranteed today, at the odometer of this order."""
    offset = desk.store.utc_offset_minutes
    with desk.look() as session:
        order = session.get_one(ServiceOrder, order_id)
        return guaranteed_lines_in(
            session, order.vehicle_id, today=business_day(desk.store.clock.now(), offset),
            odometer_km=order.odometer_km, utc_offset_minutes=offset,
        )  # fmt: skip


def link_later(desk: Desk, order_id: int, *, line_ids: Sequence[int]) -> None:
    """Make it a comeback to these lines: free until it is decided, three days from now; its quote repeats them.

    What was quoted already is changed in a version of its own.
    Refuses: comeback.nothing, comeback.linked, comeback.not_guaranteed, order.stage.
    """
    if not line_ids:
        raise Refusal("comeback.nothing", _("Tick what the car comes back with."), field=FIELD)
    with desk.deed(Deed.COMEBACK_LINK, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, *OPEN_STAGES)
        if deed.session.get(Comeback, order_id) is not None:
            raise Refusal("comeback.linked", _("This order is a comeback already."), field=FIELD)
        link_lines(deed, order, line_ids, field=FIELD)
