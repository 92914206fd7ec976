"""What is frozen on D16, from the rows as they stand; and the record to read before it is issued."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.care.complaints.complaint_paper import (
    ComplaintContent,
    ContactRecord,
    HeadGrant,
    SolutionRecord,
    typeset,
)
from app.care.complaints.queries import ComplaintId, SolutionRow, clocks_of, contacts_in, hours_in, solutions_in
from app.care.complaints.tables import Complaint, ComplaintSolution
from app.desk import Desk
from app.kernel.digest import canonical, sha256, thaw
from app.kernel.language import Language
from app.order.paper_parts import car_block, store_block
from app.order.tables import ServiceOrder
from app.paper.content import CarBlock, PartyBlock, Stamp, Strokes
from app.paper.head import NO_CAR
from app.records.staff.queries import names_in
from app.records.staff.tables import StoreHead
from app.records.vehicles.tables import Vehicle


def complaint_content(session: Session, row: Complaint, *, now: datetime) -> ComplaintContent:
    """The content of D16 as it would be frozen at this instant."""
    names = names_in(session)
    return ComplaintContent(
        store=store_block(session), car=_car(session, row), party=PartyBlock(row.name, row.phone), number=row.number,
        state=row.state, level=row.level, channel=row.channel, received_at=row.received_at,
        registered_by=names.get(row.registered_by, ""), about=names.get(row.about_id or 0, ""), claim=row.claim,
        wish=row.wish, authority_reference=row.authority_reference, authority_due_at=row.authority_due_at,
        clocks=clocks_of(row, hours_in(session)), stands_at=row.ended_at or now, reply=row.reply,
        replied_by=names.get(row.replied_by or 0, ""), facts=row.facts, heard=row.heard, evidence=row.evidence,
        cause=row.cause, responsibility=row.responsibility,
        investigated_by=names.get(row.investigated_by or 0, ""),
        solutions=tuple(_solution(session, row, one) for one in solutions_in(session, row.id)),
        contacts=tuple(
            ContactRecord(one.at, one.by, one.channel, one.outcome, one.grade, one.words)
            for one in contacts_in(session, row.id)
        ),
        reopen_count=row.reopen_count, ended_reason=row.ended_reason, authority_decision=row.authority_decision,
        investigated_at=row.findings_at,
    )  # fmt: skip


def preview_complaint(desk: Desk, complaint_id: ComplaintId, *, language: Language = Language.BOTH) -> bytes:
    """The PDF of D16 as it stands now, marked as a draft."""
    with desk.look() as session:
        row = session.get_one(Complaint, complaint_id)
        content = complaint_content(session, row, now=desk.store.clock.now())
    stamp = Stamp(
        number=content.number, issued_at=desk.store.clock.now(), printed_by=desk.person.name,
        digest=sha256(canonical(content)), chain_head="", is_draft=True, is_demo=desk.store.is_demo,
        utc_offset_minutes=desk.store.utc_offset_minutes,
    )  # fmt: skip
    return typeset(content, stamp=stamp, language=language)


def _car(session: Session, row: Complaint) -> CarBlock:
    """The order's snapshot of the car, else the car as it is."""
    if row.order_id is not None:
        return car_block(session, session.get_one(ServiceOrder, row.order_id))
    if row.vehicle_id is None:
        return NO_CAR
    car = session.get_one(Vehicle, row.vehicle_id)
    return CarBlock(
        plate=car.plate, plate_type=car.plate_type.value, vin=car.vin, model_name=car.model_name, colour=car.colour,
        energy_type=car.energy_type.value, odometer_km=car.odometer_km or 0, order_number="",
    )  # fmt: skip


def _solution(session: Session, row: Complaint, one: SolutionRow) -> SolutionRecord:
    return SolutionRecord(
        one.solution, one.explanation, one.compensation, one.amount_fen, one.told_at, one.told_channel,
        one.proposed_by, one.approved_by, _head(session, row.id, one), one.answered_at, one.is_accepted, one.answer,
        one.executed_at, one.executed_by, one.execution, one.preventive_measure,
    )  # fmt: skip


def _head(session: Session, complaint_id: int, one: SolutionRow) -> HeadGrant | None:
    if not one.head_name:
        return None
    of_it = (ComplaintSolution.complaint_id == complaint_id, ComplaintSolution.ordinal == one.ordinal)
    kept = session.scalars(select(ComplaintSolution).where(*of_it)).one()
    grant = HeadGrant(one.head_name, one.told_at, thaw(kept.head_strokes, Strokes), kept.head_digest)
    naming = session.get(StoreHead, kept.head_id) if kept.head_id is not None else None
    if naming is None:
        return grant
    return replace(grant, named_at=naming.named_at, named_by=names_in(session).get(naming.named_by, ""))
