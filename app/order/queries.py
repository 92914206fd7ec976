"""An order as the pages' header shows it, and its notes, flags and photographs."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.responsibility import ReworkResponsibility, is_free, is_overdue
from app.order.tables import Comeback, OrderFlag, OrderNote, OrderPhoto, ServiceOrder
from app.order.workflow import Flag, Stage
from app.records.catalogue.categories import RepairCategory
from app.records.staff.queries import names_in
from app.records.vehicles.energy import EnergyType
from app.records.vehicles.plate import PlateType

OrderId = NewType("OrderId", int)


@dataclass(frozen=True, slots=True)
class OrderHead:
    """What never scrolls away: which car, whose, until when, where it stands."""

    id: OrderId
    number: str
    stage: Stage
    vehicle_id: int
    customer_id: int
    advisor_id: int
    plate: str
    plate_type: PlateType
    vin: str
    model_name: str
    energy_type: EnergyType
    owner_name: str
    owner_phone: str
    odometer_km: int
    arrived_at: datetime
    checked_in_at: datetime
    promised_at: datetime
    summary: str
    repair_category: RepairCategory | None
    signed_at: datetime | None
    signed_total_fen: int
    rework_rounds: int
    reopen_count: int
    completed_at: datetime | None
    ready_at: datetime | None
    settled_at: datetime | None
    delivered_at: datetime | None
    version: int
    advisor_name: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class ComebackRow:
    """What is known of a comeback: to which order, who answers for it, until when that is decided, whether it costs."""

    original_number: str
    due_at: datetime
    responsibility: ReworkResponsibility
    reason: str
    decided_at: datetime | None
    decided_by: str
    charge_reason: str
    is_charged: bool

    @property
    def is_free(self) -> bool:
        """Whether the customer pays nothing."""
        return is_free(self.responsibility, is_charged=self.is_charged)

    def is_overdue(self, now: datetime) -> bool:
        """Whether nobody decided in time."""
        return is_overdue(self.responsibility, due_at=self.due_at, now=now)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What a colleague wrote."""

    written_at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photograph by its digest; the picture itself is opened from the blobs."""

    id: int
    subject: str
    caption: str
    file_sha256: str
    taken_at: datetime


_COLUMNS = tuple(
    getattr(ServiceOrder, name) for name in OrderHead.__dataclass_fields__ if name not in ("advisor_name", "flags")
)


def head_in(session: Session, order_id: int) -> OrderHead:
    """One order's head. Refuses: order.unknown."""
    row = session.execute(select(*_COLUMNS).where(ServiceOrder.id == order_id)).first()
    if row is None:
        raise Refusal("order.unknown", _("There is no such order."))
    return OrderHead(*(*row, names_in(session).get(row.advisor_id, ""), flags_in(session, order_id)))


def head(desk: Desk, order_id: int) -> OrderHead:
    """One order's head."""
    with desk.look() as session:
        return head_in(session, order_id)


def order_of_number(desk: Desk, number: str) -> OrderId:
    """The order of a number as it stands on its papers. Refuses: order.unknown."""
    with desk.look() as session:
        found = session.scalar(select(ServiceOrder.id).where(ServiceOrder.number == number.strip().upper()))
    if found is None:
        raise Refusal("order.unknown", _("There is no order {number}.").format(number=number))
    return OrderId(found)


def flags_in(session: Session, order_id: int) -> tuple[Flag, ...]:
    """The flags that are up, in the order of the list."""
    rows = session.scalars(select(OrderFlag.flag).where(OrderFlag.order_id == order_id, OrderFlag.ended_at.is_(None)))
    standing = set(rows)
    return tuple(flag for flag in Flag if flag in standing)


def comeback_in(session: Session, order_id: int) -> ComebackRow | None:
    """What this order is a comeback to; None for an ordinary visit."""
    row = session.get(Comeback, order_id)
    if row is None:
        return None
    original_id = session.scalar(select(ServiceOrder.original_order_id).where(ServiceOrder.id == order_id))
    number = session.scalar(select(ServiceOrder.number).where(ServiceOrder.id == original_id))
    return ComebackRow(
        original_number=number or "", due_at=row.due_at, responsibility=row.rework_responsibility, reason=row.reason,
        decided_at=row.decided_at, decided_by=names_in(session).get(row.decided_by or 0, ""),
        charge_reason=row.charge_reason, is_charged=row.charged_at is not None,
    )  # fmt: skip


def comeback_of(desk: Desk, order_id: int) -> ComebackRow | None:
    """The same for a page."""
    with desk.look() as session:
        return comeback_in(session, order_id)


def notes(desk: Desk, order_id: int) -> tuple[NoteRow, ...]:
    """The order's notes, newest first."""
    with desk.look() as session:
        names = names_in(session)
        query = select(OrderNote.written_at, OrderNote.written_by, OrderNote.text)
        rows = session.execute(query.where(OrderNote.order_id == order_id).order_by(OrderNote.id.desc()))
        return tuple(NoteRow(row.written_at, names.get(row.written_by, ""), row.text) for row in rows)


def photos_in(session: Session, order_id: int) -> tuple[PhotoRow, ...]:
    """The order's photographs in the order they were taken."""
    columns = (OrderPhoto.id, OrderPhoto.subject, OrderPhoto.caption, OrderPhoto.file_sha256, OrderPhoto.taken_at)
    rows = session.execute(select(*columns).where(OrderPhoto.order_id == order_id).order_by(OrderPhoto.id))
    return tuple(PhotoRow(*row) for row in rows)


def photos(desk: Desk, order_id: int) -> tuple[PhotoRow, ...]:
    """The order's photographs."""
    with desk.look() as session:
        return photos_in(session, order_id)


def open_order_of(desk: Desk, vehicle_id: int) -> str | None:
    """The number of an order of this car that is still open (H8), if there is one."""
    with desk.look() as session:
        return open_order_in(session, vehicle_id)


def open_order_in(session: Session, vehicle_id: int) -> str | None:
    """The same inside an open session."""
    done = (Stage.DELIVERED, Stage.CLOSED, Stage.CANCELLED)
    return session.scalar(
        select(ServiceOrder.number)
        .where(ServiceOrder.vehicle_id == vehicle_id, ServiceOrder.stage.not_in(done))
        .order_by(ServiceOrder.id.desc())
    )
