"""Tick and explain, let the customer sign D12, then the gate pass; and the car is delivered (T11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.desk import DeedInProgress, Desk
from app.kernel.clock import business_day
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.order.handover.explanation import Grade, PassKind, Topic
from app.order.handover.gate_pass import check_odometer, issue_pass, note_odometer
from app.order.handover.gate_pass_paper import GatePassContent
from app.order.handover.gate_pass_paper import typeset as typeset_gate_pass
from app.order.handover.handover_content import handover_content
from app.order.handover.handover_paper import HandoverContent, typeset
from app.order.handover.missing import lacks_to_sign
from app.order.handover.queries import handover_in, is_clean
from app.order.handover.tables import Handover, HandoverTick
from app.order.moves import move
from app.order.queries import flags_in
from app.order.tables import ServiceOrder
from app.order.workflow import Flag, Stage, require
from app.paper.content import Signed, has_customer_signed
from app.paper.issue import earlier_of, file, freeze, newest_of
from app.paper.kinds import PaperKind, sheet_number
from app.trust.approval import Approval
from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is written down beside the list. Kilometres; empty cautions stay the usual ones."""

    out_odometer_km: int | None = None
    next_service_on: date | None = None
    next_service_km: int | None = None
    cautions: str = ""
    grade: Grade | None = None
    follow_up_wish: str = ""


def tick(desk: Desk, order_id: int, *, topic: Topic, done: bool) -> None:
    """Tick a point, or take the tick back before signing. Refuses: order.stage, handover.signed."""
    tick_all(desk, order_id, topics=(topic,), done=done)


def tick_all(desk: Desk, order_id: int, *, topics: tuple[Topic, ...], done: bool) -> None:
    """The same for several points at once. Refuses: order.stage, handover.signed."""
    with desk.deed(Deed.HANDOVER_TICK, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        _unsigned(deed, order)
        for topic in topics:
            known = deed.session.get(HandoverTick, (order_id, topic))
            if done and known is None:
                deed.session.add(HandoverTick(order_id=order_id, topic=topic, done_at=deed.now, done_by=deed.person.id))
            elif not done and known is not None:
                deed.session.delete(known)
        deed.session.flush()
        _note_ready(deed, order)
        deed.note(topics=" ".join(topics), done=done)


def _note_ready(deed: DeedInProgress, order: ServiceOrder) -> None:
    """可交车: passed and clean; it is what on-time delivery is measured by (K07)."""
    clean = is_clean(handover_in(deed.session, order.id))
    if clean and order.ready_at is None:
        order.ready_at = deed.now
    elif not clean:
        order.ready_at = None


def note_leaving(desk: Desk, order_id: int, *, leaving: Leaving) -> None:
    """Write down odometer, next service, cautions, grade. Refuses: handover.odometer, handover.signed, order.stage."""
    with desk.deed(Deed.HANDOVER_TICK, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        _unsigned(deed, order)
        check_odometer(order, leaving.out_odometer_km)
        if leaving.next_service_on is not None and leaving.next_service_on <= business_day(
            deed.now, deed.store.utc_offset_minutes
        ):
            raise Refusal(
                "handover.next_service", _("The next service lies in the future."), field="handover.next_service"
            )
        row = deed.session.get(Handover, order_id) or Handover(order_id=order_id)
        for name in Leaving.__dataclass_fields__:
            setattr(row, name, getattr(leaving, name))
        deed.session.add(row)
        deed.note(out_odometer_km=leaving.out_odometer_km, grade=leaving.grade.value if leaving.grade else None)


def sign_handover(desk: Desk, order_id: int, *, signatures: Sequence[Signed]) -> None:
    """Take the customer's signature on D12. Refuses: handover.missing, handover.signed, order.stage."""
    with desk.deed(Deed.HANDOVER_SIGN, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        _unsigned(deed, order)
        require(order.stage, Stage.SETTLED)
        missing = lacks_to_sign(handover_in(deed.session, order_id), has_signed=has_customer_signed(signatures))
        if missing:
            raise Missing(
                "handover.missing",
                _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
                fields=tuple(lack.field for lack in missing),
            )
        row = deed.get(Handover, order_id)
        row.signed_at = deed.now
        vehicle = note_odometer(deed, order, row.out_odometer_km)
        vehicle.next_service_on, vehicle.next_service_km = row.next_service_on, row.next_service_km
        deed.session.flush()
        number = sheet_number(order.number, PaperKind.HANDOVER, earlier_of(deed, PaperKind.HANDOVER))
        content, before = handover_content(deed.session, deed.store, order_id), newest_of(deed, PaperKind.HANDOVER)
        paper_id = freeze(deed, PaperKind.HANDOVER, number, content=content, signatures=signatures, in_place_of=before)
    file(desk, paper_id, kind=HandoverContent, typeset=typeset)


def release(desk: Desk, order_id: int, *, override_reason: str = "", approval: Approval | None = None) -> str:
    """Issue the gate pass: the car is delivered. Answers the pass's number.

    Where the customer is not satisfied it takes a reason, and a manager who agrees and is not the one who asks.

    Refuses: handover.unsigned (H5), handover.not_satisfied (R041), deed.needs_approval, order.stage.
    """
    reason = override_reason.strip()
    word = Deed.HANDOVER_OVERRIDE if reason else Deed.HANDOVER_RELEASE
    with desk.deed(word, order_id=order_id, approval=approval) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.SETTLED)
        row = handover_in(deed.session, order_id)
        if row.signed_at is None:
            raise Refusal("handover.unsigned", _("The customer signs the handover sheet first."), field="handover.sign")
        if row.is_unsatisfied and not reason:
            raise Refusal(
                "handover.not_satisfied",
                _("The customer is not satisfied. A manager speaks with them and lets the car go with a reason."),
                field="handover.grade",
            )
        move(deed, order, Stage.DELIVERED)
        order.delivered_at = deed.now
        order.ready_at = order.ready_at or deed.now
        if reason:
            deed.typed(reason=reason)
        on_account = Flag.ON_ACCOUNT in flags_in(deed.session, order_id)
        number, paper_id = issue_pass(deed, order, PassKind.ON_ACCOUNT if on_account else PassKind.DELIVERED)
    file(desk, paper_id, kind=GatePassContent, typeset=typeset_gate_pass)
    return number


def _unsigned(deed: DeedInProgress, order: ServiceOrder) -> None:
    require(order.stage, Stage.COMPLETED, Stage.SETTLED)
    row = deed.session.get(Handover, order.id)
    if row is not None and row.signed_at is not None:
        raise Refusal("handover.signed", _("The handover sheet is signed; it stays as it is."))
