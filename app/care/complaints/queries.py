"""Complaints as frozen rows: the list with its clocks, and one complaint with all that was done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import NewType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.care.complaints.clocks import Clock, ClockState, Deadline, Escalation, clocks, escalation, next_clock
from app.care.complaints.not_about_you import about_in
from app.care.complaints.states import (
    OPEN_STATES,
    CompensationKind,
    ComplaintChannel,
    ComplaintLevel,
    ComplaintResponsibility,
    ComplaintState,
    ContactOutcome,
)
from app.care.complaints.tables import Complaint, ComplaintContact, ComplaintSolution
from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.handover.explanation import Grade
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.queries import PaperRow, papers_among
from app.paper.tables import Paper
from app.records.customers.phone import masked
from app.records.customers.tables import Customer
from app.records.staff.queries import MemberRow, members_in, names_in
from app.records.staff.store_head import head_in
from app.records.store.rules import COMPENSATION_MANAGER, COMPLAINT_ATTEMPTS, COMPLAINT_CLOCKS, rule_in
from app.records.vehicles.plate import PlateType
from app.records.vehicles.tables import Vehicle

ComplaintId = NewType("ComplaintId", int)
MOST_ENDED = 200
CLAIM_SHOWN = 80
ONE_ATTEMPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint of the list. `stands_at` is now, or when it ended: its clocks stand still then."""

    id: ComplaintId
    number: str
    state: ComplaintState
    level: ComplaintLevel
    received_at: datetime
    name: str
    claim: str
    about: str
    plate: str
    plate_type: PlateType
    order_number: str
    waits_for_answer: bool
    has_solution: bool  # one was told since what was found last
    clocks: tuple[Clock, ...]
    stands_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether something has still to be done."""
        return self.state in OPEN_STATES

    @property
    def next(self) -> Clock | None:
        """What is due next; None for one that has ended."""
        return next_clock(self.clocks) if self.is_open else None

    @property
    def is_overdue(self) -> bool:
        """Whether something open is past its time."""
        late = (clock.state(self.stands_at) is ClockState.OVERDUE for clock in self.clocks)
        return self.is_open and any(late)

    @property
    def due_at(self) -> datetime:
        """Until when what is due next is done; for one that has ended when it did."""
        return self.next.target_at if self.next is not None else self.stands_at

    @property
    def escalation(self) -> Escalation:
        """Who has to look after it."""
        return escalation(self.clocks, self.stands_at) if self.is_open else Escalation.ADVISOR


@dataclass(frozen=True, slots=True)
class ComplaintList:
    """Open ones, what is overdue first, then by what is due next; or ended ones, the newest first."""

    rows: tuple[ComplaintRow, ...]
    open: int
    overdue: int
    now: datetime


@dataclass(frozen=True, slots=True)
class SolutionRow:
    """One solution and what became of it; amounts in fen."""

    ordinal: int
    solution: str
    explanation: str
    compensation: CompensationKind
    amount_fen: int
    told_at: datetime
    told_channel: ComplaintChannel
    proposed_by: str
    approved_by: str
    head_name: str
    answered_at: datetime | None
    is_accepted: bool | None
    answer: str
    executed_at: datetime | None
    executed_by: str
    execution: str
    preventive_measure: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One time the customer was asked whether it is good now."""

    at: datetime
    by: str
    channel: ComplaintChannel
    outcome: ContactOutcome
    grade: Grade | None
    words: str


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """All that the page needs of one complaint; the telephone stands masked (R121)."""

    row: ComplaintRow
    channel: ComplaintChannel
    registered_by: str
    about_id: int | None
    about_ids: frozenset[int]  # whom it is or ever was about
    phone: str
    has_phone: bool
    customer: str  # whose it is, as far as we know them; empty where nobody was linked
    whole_claim: str
    wish: str
    authority_reference: str
    authority_due: str  # its deadline as it is typed, by the store's clock
    replied_at: datetime | None
    replied_by: str
    reply: str
    findings_at: datetime | None
    investigated_by: str
    facts: str
    heard: str
    evidence: str
    cause: str
    responsibility: ComplaintResponsibility | None
    reopen_count: int
    ended_at: datetime | None
    ended_by: str
    ended_reason: str
    authority_decision: str
    merged_into: str
    duplicates: tuple[str, ...]
    solutions: tuple[SolutionRow, ...]
    contacts: tuple[ContactRow, ...]
    papers: tuple[PaperRow, ...]
    staff: tuple[MemberRow, ...]
    manager_limit_fen: int
    head_name: str  # who heads the store; empty where nobody was named
    least_attempts: int
    now: datetime

    @property
    def solution(self) -> SolutionRow | None:
        """The newest one."""
        return self.solutions[-1] if self.solutions else None

    @property
    def attempts(self) -> int:
        """How often the store tried and did not come to an agreement."""
        return attempts(self.solutions, self.contacts)


def attempts(solutions: Sequence[SolutionRow], contacts: Sequence[ContactRow]) -> int:
    """A solution that was refused, a contact after which it was not good, or that reached nobody.

    Contacts within an hour of one that counted are the same attempt.
    """
    counted = sum(row.is_accepted is False for row in solutions)
    last: datetime | None = None
    for row in contacts:
        if row.outcome is not ContactOutcome.SATISFIED and (last is None or row.at - last >= ONE_ATTEMPT):
            counted, last = counted + 1, row.at
    return counted


def complaints(desk: Desk, *, is_open: bool = True) -> ComplaintList:
    """The list of the rail's place 投诉."""
    now = desk.store.clock.now()
    with desk.look() as session:
        every = select(Complaint).where(Complaint.state.in_(OPEN_STATES))
        going = rows_in(session, session.scalars(every).all(), now)
        ended = select(Complaint).where(Complaint.state.not_in(OPEN_STATES))
        newest = ended.order_by(Complaint.ended_at.desc(), Complaint.id.desc()).limit(MOST_ENDED)
        rows = going if is_open else rows_in(session, session.scalars(newest).all(), now)
    if is_open:
        rows = tuple(sorted(rows, key=lambda row: (not row.is_overdue, row.due_at)))
    return ComplaintList(rows, len(going), sum(row.is_overdue for row in going), now)


def rows_in(session: Session, found: Sequence[Complaint], now: datetime) -> tuple[ComplaintRow, ...]:
    """These complaints as rows of the list."""
    names, hours = names_in(session), hours_in(session)
    cars = _cars(session, found)
    orders = _order_numbers(session, found)
    ids = [one.id for one in found]
    asked, told = _waiting_for_answer(session, ids), _told_last(session, ids)
    rows = []
    for one in found:
        plate, plate_type = cars.get(one.vehicle_id or 0, ("", PlateType.NONE))
        rows.append(
            ComplaintRow(
                ComplaintId(one.id), one.number, one.state, one.level, one.received_at, one.name,
                " ".join(one.claim.split())[:CLAIM_SHOWN], names.get(one.about_id or 0, ""), plate, plate_type,
                orders.get(one.order_id or 0, ""), one.id in asked,
                one.id in told and told[one.id] >= (one.findings_at or one.received_at), clocks_of(one, hours),
                one.ended_at or now,
            )
        )  # fmt: skip
    return tuple(rows)


def hours_in(session: Session) -> tuple[int, ...]:
    """The store's own deadlines, in hours."""
    return tuple(rule_in(session, rule) for rule in COMPLAINT_CLOCKS)


def clocks_of(one: Complaint, hours: tuple[int, ...]) -> tuple[Clock, ...]:
    """The four clocks of a complaint, and where an authority set a deadline that one: it is met by the end.

    One that was merged has not met it: it goes on as the other, which took it along.
    """
    met = (one.replied_at, one.investigated_at, one.told_at, one.verified_at)
    found = clocks(one.received_at, one.level, hours=hours, met=met)
    if one.authority_due_at is None:
        return found
    ended_at = one.ended_at if one.state is not ComplaintState.MERGED else None
    return (*found, Clock(Deadline.AUTHORITY, one.authority_due_at, ended_at))


def _cars(session: Session, found: Sequence[Complaint]) -> dict[int, tuple[str, PlateType]]:
    columns = (Vehicle.id, Vehicle.plate, Vehicle.vin, Vehicle.plate_type)
    ids = [one.vehicle_id for one in found if one.vehicle_id is not None]
    rows = session.execute(select(*columns).where(Vehicle.id.in_(ids)))
    return {row.id: (row.plate or row.vin[-8:], row.plate_type) for row in rows}


def _order_numbers(session: Session, found: Sequence[Complaint]) -> dict[int, str]:
    ids = [one.order_id for one in found if one.order_id is not None]
    rows = session.execute(select(ServiceOrder.id, ServiceOrder.number).where(ServiceOrder.id.in_(ids)))
    return {row.id: row.number for row in rows}


def _waiting_for_answer(session: Session, ids: Sequence[int]) -> set[int]:
    query = select(ComplaintSolution.complaint_id).where(ComplaintSolution.answered_at.is_(None))
    return set(session.scalars(query.where(ComplaintSolution.complaint_id.in_(ids))))


def _told_last(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    """When the newest solution of each of these complaints was told."""
    newest = select(ComplaintSolution.complaint_id, func.max(ComplaintSolution.told_at))
    these = newest.where(ComplaintSolution.complaint_id.in_(ids)).group_by(ComplaintSolution.complaint_id)
    return {row[0]: row[1] for row in session.execute(these)}


@dataclass(frozen=True, slots=True)
class Known:
    """Whose a complaint about an order is unless somebody else is named; the phone is masked."""

    name: str
    phone: str


def known_of_order(desk: Desk, number: str) -> Known:
    """Who is taken from this order; empty where there is no such order."""
    with desk.look() as session:
        order = session.scalar(select(ServiceOrder).where(ServiceOrder.number == number.strip().upper()))
        customer = session.get(Customer, order.customer_id) if order is not None else None
        if order is None or customer is None:
            return Known("", "")
        return Known(customer.name, masked(order.owner_phone))


def complaint_of_number(desk: Desk, number: str) -> ComplaintId:
    """The complaint of a number as it stands on its papers. Refuses: complaint.unknown."""
    with desk.look() as session:
        return ComplaintId(of_number_in(session, number).id)


def open_complaint_of_order(desk: Desk, number: str) -> ComplaintId:
    """The newest complaint about this order that has not ended. Refuses: complaint.unknown."""
    with desk.look() as session:
        query = select(Complaint.id).join(ServiceOrder, ServiceOrder.id == Complaint.order_id)
        is_it = (ServiceOrder.number == number) & Complaint.state.in_(OPEN_STATES)
        found = session.scalar(query.where(is_it).order_by(Complaint.id.desc()).limit(1))
        if found is None:
            raise Refusal("complaint.unknown", _("There is no complaint {number}.").format(number=number))
        return ComplaintId(found)


def of_number_in(session: Session, number: str, *, field: str | None = None) -> Complaint:
    """The same as a row, inside a session. Refuses: complaint.unknown."""
    found = session.scalar(select(Complaint).where(Complaint.number == number.strip().upper()))
    if found is None:
        raise Refusal("complaint.unknown", _("There is no complaint {number}.").format(number=number), field=field)
    return found


def complaint_view(desk: Desk, complaint_id: int) -> ComplaintView:
    """One complaint. Refuses: row.gone."""
    with desk.look() as session:
        one = session.get(Complaint, complaint_id)
        if one is None:
            raise Refusal("row.gone", _("This record is no longer there. Press F5 and look again."))
        return _view(session, one, desk.store.clock.now(), desk.store.utc_offset_minutes)


def due_words(at: datetime | None, utc_offset_minutes: int) -> str:
    """An authority's deadline as it stands in its field; empty for none."""
    return f"{at.astimezone(timezone(timedelta(minutes=utc_offset_minutes))):%Y-%m-%d %H:%M}" if at else ""


def _view(session: Session, one: Complaint, now: datetime, offset: int) -> ComplaintView:
    names = names_in(session)

    def name(member_id: int | None) -> str:
        return names.get(member_id or 0, "")

    main = session.get(Complaint, one.merged_into_id) if one.merged_into_id is not None else None
    double = session.scalars(select(Complaint.number).where(Complaint.merged_into_id == one.id))
    return ComplaintView(
        row=rows_in(session, (one,), now)[0], channel=one.channel, registered_by=name(one.registered_by),
        about_id=one.about_id, about_ids=about_in(session, one.id), phone=masked(one.phone),
        has_phone=bool(one.phone), customer=_known(session, one), whole_claim=one.claim, wish=one.wish,
        authority_reference=one.authority_reference, authority_due=due_words(one.authority_due_at, offset),
        replied_at=one.replied_at, replied_by=name(one.replied_by), reply=one.reply, findings_at=one.findings_at,
        investigated_by=name(one.investigated_by), facts=one.facts, heard=one.heard, evidence=one.evidence,
        cause=one.cause, responsibility=one.responsibility, reopen_count=one.reopen_count, ended_at=one.ended_at,
        ended_by=name(one.ended_by), ended_reason=one.ended_reason, authority_decision=one.authority_decision,
        merged_into=main.number if main is not None else "", duplicates=tuple(double.all()),
        solutions=solutions_in(session, one.id), contacts=contacts_in(session, one.id),
        papers=papers_among(session, (Paper.kind == PaperKind.COMPLAINT.value) & (Paper.number == one.number)),
        staff=members_in(session), manager_limit_fen=rule_in(session, COMPENSATION_MANAGER),
        head_name=head.name if (head := head_in(session)) else "",
        least_attempts=rule_in(session, COMPLAINT_ATTEMPTS), now=now,
    )  # fmt: skip


def _known(session: Session, one: Complaint) -> str:
    customer = session.get(Customer, one.customer_id) if one.customer_id is not None else None
    return " ".join(dict.fromkeys((customer.customer_no, customer.name))) if customer is not None else ""


def solutions_in(session: Session, complaint_id: int) -> tuple[SolutionRow, ...]:
    """Every solution of a complaint, oldest first."""
    names = names_in(session)
    query = select(ComplaintSolution).where(ComplaintSolution.complaint_id == complaint_id)
    return tuple(
        SolutionRow(
            row.ordinal, row.solution, row.explanation, row.compensation, row.amount_fen, row.told_at,
            row.told_channel, names.get(row.proposed_by, ""), names.get(row.approved_by or 0, ""), row.head_name,
            row.answered_at, row.is_accepted, row.answer, row.executed_at, names.get(row.executed_by or 0, ""),
            row.execution, row.preventive_measure,
        )
        for row in session.scalars(query.order_by(ComplaintSolution.ordinal))
    )  # fmt: skip


def contacts_in(session: Session, complaint_id: int) -> tuple[ContactRow, ...]:
    """Every contact that asked whether it is good now, oldest first."""
    names = names_in(session)
    query = select(ComplaintContact).where(ComplaintContact.complaint_id == complaint_id)
    return tuple(
        ContactRow(row.at, names.get(row.by, ""), row.channel, row.outcome, row.grade, row.words)
        for row in session.scalars(query.order_by(ComplaintContact.id))
    )
