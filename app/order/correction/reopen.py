"""Reopen a completed order before settlement: back to work, the certificate is void, the checks begin anew (T13)."""

from sqlalchemy import delete, select

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.handover.tables import HandoverTick
from app.order.moves import move
from app.order.qc.check import open_next_round
from app.order.qc.tables import CompletionCertificate
from app.order.tables import ServiceOrder
from app.order.workflow import Stage, require
from app.order.workshop.work import send_back
from app.paper.issue import void
from app.paper.kinds import PaperKind
from app.records.staff.queries import members_in
from app.trust.approval import Approval
from app.trust.deeds import Deed
from app.trust.roles import together


def reopen(desk: Desk, order_id: int, *, reason: str, approval: Approval | None = None) -> None:
    """Send a completed order back to work; manager and inspector do it together, whoever of them asks.

    The certificate's number stays used, its paper is marked void. The record of the checks (D07) stays as it is;
    what was ticked for the handover is asked again. Payments already taken stay with their bills. Head and board
    say that it is rework; the indicator of internal rework (K03) counts failed checks only.

    Refuses: reopen.reason, deed.needs_approval, reopen.posts, order.stage.
    """
    if not reason.strip():
        raise Refusal("reopen.reason", _("Write why the car goes back to work."), field="reopen.reason")
    with desk.deed(Deed.ORDER_REOPEN, order_id=order_id, approval=approval) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.COMPLETED)
        _check_posts(deed, approval)
        move(deed, order, Stage.IN_WORK)
        order.completed_at = order.ready_at = None
        order.reopen_count += 1
        send_back(deed, order_id)
        round_no = open_next_round(deed, order)
        _void_certificate(deed, order_id, reason.strip())
        deed.session.execute(delete(HandoverTick).where(HandoverTick.order_id == order_id))
        deed.touch("handover")
        deed.typed(reason=reason)
        deed.note(round=round_no, reopen_count=order.reopen_count)


def _check_posts(deed: DeedInProgress, approval: Approval | None) -> None:
    """Both posts, whichever of the two people holds which."""
    second = approval.person_id if approval is not None else 0
    agreed = {role for member in members_in(deed.session) if member.id == second for role in member.roles}
    if together(Deed.ORDER_REOPEN) - deed.person.roles - agreed:
        raise Refusal(
            "reopen.posts",
            _("It takes a manager and a quality inspector together: one asks, the other agrees."),
            field="step_up.person",
        )


def _void_certificate(deed: DeedInProgress, order_id: int, reason: str) -> None:
    query = select(CompletionCertificate).where(
        CompletionCertificate.order_id == order_id, CompletionCertificate.voided_at.is_(None)
    )
    for certificate in deed.session.scalars(query):
        certificate.voided_at, certificate.void_reason = deed.now, reason
        deed.note(voided=certificate.number)
    void(deed, PaperKind.CERTIFICATE, reason=reason)
