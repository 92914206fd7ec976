"""Reverse a signed settlement before the car has left: all payments back, by a negative paper of its own (T14)."""

from sqlalchemy import update

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.handover.tables import Handover
from app.order.moves import lower_flag, move
from app.order.settlement.credit_content import reversal_content
from app.order.settlement.credit_paper import CreditContent, typeset
from app.order.settlement.payments import book_claim, take_back
from app.order.settlement.queries import BillRow, bills_in
from app.order.settlement.refund import agreed_signatures
from app.order.settlement.tables import Bill, Refund, SettlementReversal
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.paper.issue import file, freeze, newest_of, void
from app.paper.kinds import PaperKind
from app.paper.number import Series, next_number
from app.paper.queries import newest_number_in
from app.trust.approval import Approval
from app.trust.deeds import Deed


def reverse_settlement(desk: Desk, order_id: int, *, reason: str, approval: Approval | None = None) -> str:
    """Take a settlement back, so that it can be made anew; answers the reversal's number.

    The signed list stays frozen; a handover sheet that was signed already is void, for it names that list.

    Refuses: reverse.reason, deed.needs_approval, order.stage (not settled, or the car has left).
    """
    if not reason.strip():
        raise Refusal("reverse.reason", _("Write why the settlement is taken back."), field="reverse.reason")
    with desk.deed(Deed.SETTLEMENT_REVERSE, order_id=order_id, approval=approval) as deed:
        assert approval is not None, "the desk lets nobody reverse without"
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.SETTLED)
        move(deed, order, Stage.COMPLETED)
        order.settled_at = None
        before, number = bills_in(deed.session, order_id), next_number(deed, Series.REVERSAL)
        reversal = deed.add(
            SettlementReversal(
                order_id=order_id, number=number, reason=reason.strip(), reversed_at=deed.now,
                settlement_number=newest_number_in(deed.session, order_id, PaperKind.SETTLEMENT),
                reversed_by=deed.person.id, approved_by=approval.person_id,
            )
        )  # fmt: skip
        _give_back(deed, before, number=number, approval=approval)
        _unsign_handover(deed, order_id, reason.strip())
        lower_flag(deed, order_id, Flag.ON_ACCOUNT)
        deed.note(reversal=number, settlement=reversal.settlement_number)
        deed.typed(reason=reason)
        paper_id = freeze(
            deed, PaperKind.REVERSAL, number, signatures=agreed_signatures(deed, approval),
            content=reversal_content(deed.session, deed.store, reversal, bills=before),
            in_place_of=newest_of(deed, PaperKind.SETTLEMENT),
        )  # fmt: skip
    file(desk, paper_id, kind=CreditContent, typeset=typeset)
    return number


def _give_back(deed: DeedInProgress, bills: tuple[BillRow, ...], *, number: str, approval: Approval) -> None:
    """Every payment by a negative one; claims are booked again at once, for nobody pays them at the till."""
    for row in bills:
        for payment in row.standing:
            take_back(
                deed, row.id, payment, amount_fen=payment.left_fen, reference=number, approved_by=approval.person_id
            )
        # What was refunded after settlement is part of what is given back: the bill is open whole again.
        deed.session.execute(update(Refund).where(Refund.bill_id == row.id).values(is_credit=False))
        book_claim(deed, deed.get(Bill, row.id))
    deed.touch("settlement")


def _unsign_handover(deed: DeedInProgress, order_id: int, reason: str) -> None:
    row = deed.session.get(Handover, order_id)
    if row is not None and row.signed_at is not None:
        row.signed_at = None
        void(deed, PaperKind.HANDOVER, reason=reason)
