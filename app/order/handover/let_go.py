"""A cancelled order lets its car go: odometer, keys, valuables, and a gate pass of its own kind (T5, D11)."""

from dataclasses import dataclass

from app.desk import DeedInProgress, Desk
from app.kernel.language import _
from app.kernel.refusal import Missing, Refusal
from app.order.handover.explanation import PassKind, Topic
from app.order.handover.gate_pass import check_odometer, issue_pass, note_odometer
from app.order.handover.gate_pass_paper import GatePassContent, typeset
from app.order.handover.missing import lacks_to_let_go
from app.order.handover.queries import handover_in
from app.order.handover.tables import HandoverTick
from app.order.tables import ServiceOrder
from app.order.workflow import Stage, require
from app.paper.issue import file
from app.trust.deeds import Deed


@dataclass(frozen=True, slots=True)
class Unrepaired:
    """What is seen to when a car leaves without repair: kilometres, and what was given back."""

    out_odometer_km: int | None = None
    given_back: frozenset[Topic] = frozenset()


def let_go(desk: Desk, order_id: int, *, leaving: Unrepaired) -> str:
    """Issue the gate pass of a cancelled order, once; answers its number. Nothing is signed: nothing was done.

    Refuses: gate_pass.issued, let_go.missing, handover.odometer, order.stage.
    """
    with desk.deed(Deed.HANDOVER_LET_GO, order_id=order_id) as deed:
        order = deed.get(ServiceOrder, order_id)
        require(order.stage, Stage.CANCELLED)
        row = handover_in(deed.session, order_id)
        if row.gate_pass is not None:
            raise Refusal(
                "gate_pass.issued",
                _("Gate pass {number} was issued for this leaving already.").format(number=row.gate_pass.number),
            )
        missing = lacks_to_let_go(row.topics, leaving.out_odometer_km, leaving.given_back)
        if missing:
            raise Missing(
                "let_go.missing",
                _("Still missing: {names}.").format(names=_(", ").join(lack.name for lack in missing)),
                fields=tuple(lack.field for lack in missing),
            )
        check_odometer(order, leaving.out_odometer_km, field="let_go.odometer")
        note_odometer(deed, order, leaving.out_odometer_km)
        _tick(deed, order_id, leaving.given_back)
        deed.note(out_odometer_km=leaving.out_odometer_km)
        number, paper_id = issue_pass(deed, order, PassKind.NO_REPAIR)
    file(desk, paper_id, kind=GatePassContent, typeset=typeset)
    return number


def _tick(deed: DeedInProgress, order_id: int, topics: frozenset[Topic]) -> None:
    """On the handover list as well: who gave what back, and when."""
    for topic in topics:
        deed.session.add(HandoverTick(order_id=order_id, topic=topic, done_at=deed.now, done_by=deed.person.id))
    deed.session.flush()
