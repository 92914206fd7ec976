"""Close a delivered order: nothing is left to do for it (T12)."""

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.moves import move
from app.order.queries import flags_in
from app.order.tables import ServiceOrder
from app.order.workflow import FLAG_WORDS, Flag, Stage, require
from app.trust.deeds import Deed

# What somebody still waits for or owes; the other flags only tell what kind of visit it was.
OPEN_FLAGS = (
    Flag.WAITING_PARTS, Flag.WAITING_CUSTOMER, Flag.WAITING_INSURANCE, Flag.PAUSED_OTHER, Flag.SUPPLEMENT_PENDING,
    Flag.ON_ACCOUNT, Flag.OPEN_CASE,
)  # fmt: skip


def archive(desk: Desk, order_id: int) -> None:
    """Move a delivered order to the archive. Refuses: order.stage, archive.open."""
    with desk.deed(Deed.ORDER_ARCHIVE, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.DELIVERED)
        still = open_flags(flags_in(deed.session, order_id))
        if still:
            raise Refusal(
                "archive.open",
                _("Something is still open: {flags}. Bring it to an end first.").format(
                    flags=_(", ").join(_(FLAG_WORDS[flag]) for flag in still)
                ),
            )
        move(deed, order, Stage.CLOSED)
        order.closed_at = deed.now


def open_flags(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    """Those that keep an order out of the archive."""
    return tuple(flag for flag in flags if flag in OPEN_FLAGS)
