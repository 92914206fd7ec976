"""Decide who answers for a comeback, and let a manager agree that the customer pays (R072, R076)."""

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.responsibility import AGAINST_CUSTOMER, ReworkResponsibility
from app.order.tables import Comeback, ServiceOrder
from app.order.workflow import Stage, require
from app.trust.approval import Approval
from app.trust.deeds import Deed

LONGEST_REASON = 500
CHARGED_IN = (Stage.CHECKED_IN, Stage.QUOTED, Stage.AUTHORIZED, Stage.IN_WORK)  # while a price may still be signed
_DECIDED_IN = tuple(stage for stage in Stage if stage is not Stage.CANCELLED)


def decide_responsibility(desk: Desk, order_id: int, *, responsibility: ReworkResponsibility, reason: str) -> None:
    """Write down who answers for it; may be decided anew, the audit keeps both, also after the car has left.

    Refuses: comeback.undecided, comeback.reason, comeback.none, order.stage (cancelled).
    """
    if responsibility is ReworkResponsibility.UNDECIDED:
        raise Refusal(
            "comeback.undecided", _("Choose who answers for it; undecided it is already."),
            field="responsibility.choice",
        )  # fmt: skip
    words = _checked(reason, field="responsibility.reason")
    with desk.deed(Deed.COMEBACK_DECIDE, order_id=order_id) as deed:
        require(deed.get(ServiceOrder, order_id).stage, *_DECIDED_IN)
        comeback = _comeback(deed, order_id)
        comeback.rework_responsibility, comeback.reason = responsibility, words
        comeback.decided_at, comeback.decided_by = deed.now, deed.person.id
        deed.note(responsibility=responsibility.value)
        deed.typed(reason=words)


def charge_comeback(desk: Desk, order_id: int, *, reason: str, approval: Approval | None = None) -> None:
    """From now on the customer may be given a price, signed for as ever; a manager agrees to it.

    Under repair that is additional work; what was agreed to as free stays free.

    Refuses: comeback.reason, comeback.none, comeback.priced_already, order.stage, deed.needs_approval.
    """
    words = _checked(reason, field="charge.reason")
    with desk.deed(Deed.COMEBACK_CHARGE, order_id=order_id, approval=approval) as deed:
        require(deed.get(ServiceOrder, order_id).stage, *CHARGED_IN)
        comeback = _comeback(deed, order_id)
        if comeback.charged_at is not None or comeback.rework_responsibility in AGAINST_CUSTOMER:
            raise Refusal("comeback.priced_already", _("The customer may be given a price already."))
        comeback.charged_at, comeback.charge_reason = deed.now, words
        comeback.charge_agreed_by = approval.person_id if approval is not None else None
        deed.typed(reason=words)


def _checked(reason: str, *, field: str) -> str:
    words = " ".join(reason.split())
    if not 0 < len(words) <= LONGEST_REASON:
        raise Refusal(
            "comeback.reason",
            _("Write why, in at most {most} characters.").format(most=LONGEST_REASON),
            field=field,
        )
    return words


def _comeback(deed: DeedInProgress, order_id: int) -> Comeback:
    comeback = deed.session.get(Comeback, order_id)
    if comeback is None:
        raise Refusal("comeback.none", _("This order is no comeback."))
    return comeback
