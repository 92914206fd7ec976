"""Move the promise, and write down how and when the customer was told (R064)."""

from datetime import datetime, timedelta

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.kernel.seen import check_only_i_wrote
from app.order.tables import PromiseNotice, ServiceOrder
from app.order.workflow import OPEN_STAGES, require
from app.trust.deeds import Deed

LATEST = timedelta(days=120)


def move_promise(
    desk: Desk, order_id: int, *, promised_at: datetime, reason: str, channel: str, answer: str,
    seen_at: datetime | None = None,
) -> None:  # fmt: skip
    """Promise another time. Told after the old time has passed, it stays late (docs/rules/promise.md).

    `seen_at` is the promise that stood before the eyes of who moves it.
    Refuses: promise.past, promise.far, promise.reason, order.stage, row.changed (a `Conflict`).
    """
    if not reason.strip():
        raise Refusal(
            "promise.reason", _("Write why the time changes: the customer is told the same."), field="promise.reason"
        )
    with desk.deed(Deed.PROMISE_MOVE, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, *OPEN_STAGES)
        if promised_at <= deed.now:
            raise Refusal(
                "promise.past", _("The promised time is already past. Choose a later one."), field="promise.at"
            )
        if promised_at - deed.now > LATEST:
            raise Refusal("promise.far", _("Nobody can promise that far ahead. Check the date."), field="promise.at")
        if seen_at is not None:
            stands = {"promised_at": order.promised_at}
            check_only_i_wrote(
                {"promised_at": promised_at}, seen={"promised_at": seen_at}, stands=stands, say=datetime.isoformat
            )
        order.promised_at = promised_at
        deed.session.add(
            PromiseNotice(
                order_id=order_id, promised_at=promised_at, notice_at=deed.now, reason=reason.strip(),
                channel=channel.strip(), answer=answer.strip(),
            )
        )  # fmt: skip
        deed.typed(reason=reason)
