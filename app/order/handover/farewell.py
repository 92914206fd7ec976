"""What the advisor has before the eyes when the car leaves: everything of the handover page, in one look."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.clock import business_day
from app.kernel.language import _
from app.order.archive import open_flags
from app.order.checkin.choices import OldParts, Wash
from app.order.checkin.form import Lack
from app.order.checkin.parties import party_block
from app.order.checkin.tables import CheckIn, ValuableItem
from app.order.handover.cautions import usual_cautions
from app.order.handover.hand_over import Leaving
from app.order.handover.handover_content import agreed_from_afar_in
from app.order.handover.handover_paper import AgreedFromAfar
from app.order.handover.left_undone import LeftUndone, left_undone_in
from app.order.handover.missing import lacks_to_sign
from app.order.handover.next_service import SETTING, NextService, chosen_intervals, next_service
from app.order.handover.queries import HandoverRow, handover_in
from app.order.queries import flags_in
from app.order.quote.queries import LineRow, agreed_lines_in
from app.order.settlement.counter import Promised, promised
from app.order.tables import ServiceOrder
from app.order.workflow import FLAG_WORDS, Flag, Stage
from app.paper.content import SignerRole
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_of
from app.records.catalogue.categories import RepairCategory
from app.records.store.tables import Setting


@dataclass(frozen=True, slots=True)
class ReturnedThing:
    """A thing of value named at check-in."""

    name: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Farewell:
    """One order at the door; kilometres, fen. `cautions` are the usual ones for this work, a line each."""

    stage: Stage
    number: str
    plate: str
    plate_type: str
    vin: str
    odometer_km: int
    now: datetime
    today: date
    handover: HandoverRow
    done: tuple[LineRow, ...]
    left_undone: tuple[LeftUndone, ...]
    valuables: tuple[ReturnedThing, ...]
    key_count: int
    wash: Wash
    old_parts: OldParts
    proposal: NextService
    cautions: str
    promised: Promised
    repair_category: RepairCategory | None
    papers: tuple[PaperRow, ...]
    signer: str
    signer_role: SignerRole
    agreed_from_afar: tuple[AgreedFromAfar, ...]
    delivered_at: datetime | None
    out_odometer_km: int | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    still_open: tuple[Flag, ...] = ()

    def missing(self, leaving: Leaving) -> tuple[Lack, ...]:
        """What stands in the way of the customer's signature, with what is typed; the signature is asked for last."""
        unsettled = (Lack("order.step.settlement", _("Settlement")),) if self.stage is Stage.COMPLETED else ()
        row = replace(
            self.handover, out_odometer_km=leaving.out_odometer_km, next_service_on=leaving.next_service_on,
            next_service_km=leaving.next_service_km, grade=leaving.grade,
        )  # fmt: skip
        return (*unsettled, *lacks_to_sign(row, has_signed=True))

    def lacks_to_archive(self) -> tuple[Lack, ...]:
        """What keeps it out of the archive (T12): somebody waits, owes or complains."""
        return tuple(Lack("order.header", _(FLAG_WORDS[flag])) for flag in self.still_open)

    def paper(self, kind: PaperKind) -> PaperRow | None:
        """The newest paper of a kind."""
        return next((paper for paper in reversed(self.papers) if paper.kind is kind), None)


def farewell(desk: Desk, order_id: int) -> Farewell:
    """The order as it stands at the door."""
    papers = papers_of(desk, order_id)
    with desk.look() as session:
        order, check_in = session.get_one(ServiceOrder, order_id), session.get_one(CheckIn, order_id)
        lines, party = agreed_lines_in(session, order_id), party_block(session, order)
        row = handover_in(session, order_id)
        now = desk.store.clock.now()
        today = business_day(now, desk.store.utc_offset_minutes)
        names = [name for line in lines for name in (line.name_zh, line.name_en)]
        return Farewell(
            stage=order.stage, number=order.number, plate=order.plate, plate_type=order.plate_type.value, vin=order.vin,
            odometer_km=order.odometer_km, now=now, today=today, handover=row, done=lines,
            left_undone=left_undone_in(session, order_id), valuables=_valuables(session, order_id),
            key_count=check_in.key_count, wash=check_in.wash, old_parts=check_in.old_parts,
            proposal=_proposal(session, order, row, today), cautions=usual_cautions(names),
            promised=promised(order.repair_category, lines), repair_category=order.repair_category,
            papers=papers, signer=party.bringer,
            signer_role=SignerRole.REPRESENTATIVE if party.representative_name else SignerRole.CUSTOMER,
            agreed_from_afar=agreed_from_afar_in(session, order_id),
            delivered_at=order.delivered_at, out_odometer_km=order.out_odometer_km, cancelled_at=order.cancelled_at,
            cancel_reason=order.cancel_reason, still_open=open_flags(flags_in(session, order_id)),
        )  # fmt: skip


def _proposal(session: Session, order: ServiceOrder, row: HandoverRow, today: date) -> NextService:
    chosen = session.scalars(select(Setting).where(Setting.key.startswith(SETTING)))
    settings = {each.key: each.value for each in chosen}
    return next_service(
        order.energy_type, left_on=today, odometer_km=row.out_odometer_km or order.odometer_km,
        intervals=chosen_intervals(settings),
    )  # fmt: skip


def _valuables(session: Session, order_id: int) -> tuple[ReturnedThing, ...]:
    query = select(ValuableItem.name, ValuableItem.quantity).where(ValuableItem.order_id == order_id)
    return tuple(ReturnedThing(*row) for row in session.execute(query.order_by(ValuableItem.id)))
