"""Move an order to another stage; raise and lower its flags; keep its times in order."""

from sqlalchemy import select

from app.desk import DeedInProgress
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.tables import OrderFlag, ServiceOrder
from app.order.workflow import Flag, Stage, check_move

_TIMES = (
    "arrived_at",
    "reception_started_at",
    "checked_in_at",
    "signed_at",
    "dispatched_at",
    "completed_at",
    "settled_at",
)


def move(deed: DeedInProgress, order: ServiceOrder, to: Stage) -> None:
    """Change the stage. Refuses: order.stage, order.clock (the PC's clock was set back, H7)."""
    check_move(order.stage, to)
    latest = max(at for name in _TIMES if (at := getattr(order, name)) is not None)
    if deed.now < latest:
        raise Refusal(
            "order.clock",
            _("The computer's clock stands before the last step of this order. Set it right, then go on."),
        )
    order.stage = to
    deed.note(stage=to.value)


def raise_flag(deed: DeedInProgress, order_id: int, flag: Flag, *, reason: str = "") -> None:
    """Raise a flag; one that is up already stays as it is."""
    if _standing(deed, order_id, flag) is None:
        deed.session.add(OrderFlag(order_id=order_id, flag=flag, started_at=deed.now, reason=reason))
        deed.note(flag=flag.value)


def lower_flag(deed: DeedInProgress, order_id: int, flag: Flag) -> None:
    """End a flag, if it is up; its duration stays."""
    standing = _standing(deed, order_id, flag)
    if standing is not None:
        standing.ended_at = deed.now


def _standing(deed: DeedInProgress, order_id: int, flag: Flag) -> OrderFlag | None:
    query = select(OrderFlag).where(
        OrderFlag.order_id == order_id, OrderFlag.flag == flag, OrderFlag.ended_at.is_(None)
    )
    return deed.session.scalar(query)
