"""Everything the store holds of one person, gathered for that person's own copy."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.care.complaints.queries import solutions_in
from app.care.complaints.tables import Complaint
from app.order.checkin.tables import CheckIn
from app.order.handover.tables import Handover
from app.order.quote.queries import supplements_in, versions_in
from app.order.settlement.tables import Bill, Payment
from app.order.supplement.tables import Supplement
from app.order.tables import OrderNote, OrderPhoto, PromiseNotice, ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.tables import Paper, PaperSignature
from app.privacy.their_complaints import surely_theirs
from app.records.customers.consents import ConsentRow, consents_in
from app.records.customers.tables import Customer
from app.records.vehicles.earlier_visits import EarlierVisitRow, earlier_visits_in
from app.records.vehicles.tables import OdometerReading, PlateHistory, Vehicle


@dataclass(frozen=True, slots=True)
class CarCopy:
    """A car of theirs. Kilometres; instants in UTC."""

    plate: str
    vin: str
    model: str
    colour: str
    invoice_on: date | None
    earlier_plates: tuple[str, ...]
    odometer: tuple[tuple[datetime, int], ...]
    earlier_visits: tuple[EarlierVisitRow, ...]


@dataclass(frozen=True, slots=True)
class VisitCopy:
    """One visit. Amounts in fen; instants in UTC."""

    number: str
    stage: str
    plate: str
    vin: str
    odometer_km: int
    arrived_at: datetime
    left_at: datetime | None
    brought_by: str
    their_words: str
    fault_interview: str
    lines: tuple[tuple[str, int], ...]
    payments: tuple[tuple[datetime, str, int], ...]
    promises: tuple[datetime, ...]
    notes: tuple[str, ...]
    grade: str
    papers: tuple[str, ...]
    photos: int


@dataclass(frozen=True, slots=True)
class ComplaintCopy:
    """One complaint of theirs. Amounts in fen; instants in UTC."""

    number: str
    state: str
    received_at: datetime
    order_number: str
    phone: str
    claim: str
    wish: str
    reply: str
    facts: str
    cause: str
    solutions: tuple[tuple[str, int], ...]
    ended_at: datetime | None
    ended_reason: str


@dataclass(frozen=True, slots=True)
class PersonCopy:
    """What is held of one person, in the order in which it is told."""

    customer_no: str
    name: str
    is_company: bool
    contact_name: str
    gender: str
    birthday: date | None
    mobile: str
    credit_code: str
    preferred_channel: str
    preferences: str
    known_since: datetime
    consents: tuple[ConsentRow, ...]
    cars: tuple[CarCopy, ...]
    visits: tuple[VisitCopy, ...]
    complaints: tuple[ComplaintCopy, ...]


def person_copy_in(session: Session, customer: Customer) -> PersonCopy:
    """Gather it."""
    cars = session.scalars(select(Vehicle).where(Vehicle.customer_id == customer.id).order_by(Vehicle.id))
    visits = session.scalars(select(ServiceOrder).where(ServiceOrder.customer_id == customer.id))
    return PersonCopy(
        customer.customer_no, customer.name, customer.is_company, customer.contact_name, customer.gender,
        customer.birthday, customer.mobile, customer.uscc, customer.preferred_channel, customer.preferences,
        customer.created_at, consents_in(session, customer.id), tuple(_car(session, car) for car in cars),
        tuple(_visit(session, order) for order in visits), _complaints(session, customer.id),
    )  # fmt: skip


def papers_in(session: Session, customer_id: int) -> list[Paper]:
    """Every paper of their visits and complaints, oldest first."""
    return list(session.scalars(select(Paper).where(_of_person(session, customer_id)).order_by(Paper.id)))


def _of_person(session: Session, customer_id: int) -> ColumnElement[bool]:
    """Whether a paper is of one of their visits, or the record of one of their complaints."""
    visits = select(ServiceOrder.id).where(ServiceOrder.customer_id == customer_id)
    numbers = select(Complaint.number).where(Complaint.id.in_(surely_theirs(session, customer_id)))
    is_record = (Paper.kind == PaperKind.COMPLAINT.value) & Paper.number.in_(numbers)
    return or_(Paper.order_id.in_(visits), is_record)


def messages_in(session: Session, customer_id: int) -> list[tuple[str, str]]:
    """The messages with which they agreed to additional work: the paper's number, the digest of the picture."""
    of_theirs = select(ServiceOrder.id).where(ServiceOrder.customer_id == customer_id)
    query = select(Supplement.paper_number, Supplement.evidence_file_sha256).where(
        Supplement.order_id.in_(of_theirs), Supplement.evidence_file_sha256 != ""
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Supplement.id))]


def scans_in(session: Session, customer_id: int) -> list[tuple[Paper, str]]:
    """The papers they signed with a pen, each with the digest of its scan."""
    of_theirs = select(ServiceOrder.id).where(ServiceOrder.customer_id == customer_id)
    query = (
        select(Paper, PaperSignature.scan_file_sha256)
        .join(PaperSignature, PaperSignature.paper_id == Paper.id)
        .where(Paper.order_id.in_(of_theirs), PaperSignature.scan_file_sha256 != "")
        .distinct()
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Paper.id))]


def photos_in(session: Session, customer_id: int) -> list[OrderPhoto]:
    """Every photograph of their visits."""
    of_theirs = select(ServiceOrder.id).where(ServiceOrder.customer_id == customer_id)
    return list(session.scalars(select(OrderPhoto).where(OrderPhoto.order_id.in_(of_theirs)).order_by(OrderPhoto.id)))


def _car(session: Session, car: Vehicle) -> CarCopy:
    plates = session.scalars(select(PlateHistory.plate).where(PlateHistory.vehicle_id == car.id))
    columns = (OdometerReading.read_at, OdometerReading.odometer_km)
    readings = session.execute(select(*columns).where(OdometerReading.vehicle_id == car.id).order_by(columns[0]))
    return CarCopy(
        car.plate, car.vin, car.model_name, car.colour, car.invoice_on, tuple(plates),
        tuple((row.read_at, row.odometer_km) for row in readings), earlier_visits_in(session, car.id),
    )  # fmt: skip


def _visit(session: Session, order: ServiceOrder) -> VisitCopy:
    checkin = session.get(CheckIn, order.id)
    handover = session.get(Handover, order.id)
    numbers = session.scalars(select(Paper.number).where(Paper.order_id == order.id).order_by(Paper.id))
    notes = session.scalars(select(OrderNote.text).where(OrderNote.order_id == order.id).order_by(OrderNote.id))
    promises = session.scalars(select(PromiseNotice.promised_at).where(PromiseNotice.order_id == order.id))
    photos = session.scalars(select(OrderPhoto.id).where(OrderPhoto.order_id == order.id))
    return VisitCopy(
        order.number, order.stage.value, order.plate, order.vin, order.odometer_km, order.arrived_at,
        order.delivered_at, checkin.representative_name if checkin else "",
        checkin.customer_statement if checkin else "", checkin.fault_interview if checkin else "",
        _lines(session, order.id), _payments(session, order.id), tuple(promises), tuple(notes),
        handover.grade.value if handover and handover.grade else "", tuple(numbers), len(list(photos)),
    )  # fmt: skip


def _lines(session: Session, order_id: int) -> tuple[tuple[str, int], ...]:
    """Those of the newest quotation and of the additional work since."""
    every = (*versions_in(session, order_id)[-1:], *supplements_in(session, order_id))
    return tuple((line.name_zh, line.unit_price_fen) for version in every for line in version.lines)


def _payments(session: Session, order_id: int) -> tuple[tuple[datetime, str, int], ...]:
    query = (
        select(Payment.paid_at, Payment.method, Payment.amount_fen)
        .join(Bill, Bill.id == Payment.bill_id)
        .where(Bill.order_id == order_id)
        .order_by(Payment.id)
    )
    return tuple((row.paid_at, row.method.value, row.amount_fen) for row in session.execute(query))


def _complaints(session: Session, customer_id: int) -> tuple[ComplaintCopy, ...]:
    query = select(Complaint, ServiceOrder.number).outerjoin(ServiceOrder, ServiceOrder.id == Complaint.order_id)
    rows = session.execute(query.where(Complaint.id.in_(surely_theirs(session, customer_id))).order_by(Complaint.id))
    return tuple(
        ComplaintCopy(
            row.number, row.state.value, row.received_at, order_number or "", row.phone, row.claim, row.wish,
            row.reply, row.facts, row.cause,
            tuple((one.solution, one.amount_fen) for one in solutions_in(session, row.id)), row.ended_at,
            row.ended_reason,
        )
        for row, order_number in rows
    )  # fmt: skip
