"""All orders, newest first, a page at a time; by stage, one's own, or what was typed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.desk import Desk
from app.kernel.typed import half_width
from app.order.queries import OrderId
from app.order.tables import OrderFlag, ServiceOrder
from app.order.workflow import Flag, Stage
from app.records.staff.queries import names_in
from app.records.vehicles.plate import PlateType

PAGE = 60


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of the list."""

    id: OrderId
    number: str
    stage: Stage
    plate: str
    plate_type: PlateType
    vin: str
    model_name: str
    owner_name: str
    owner_phone: str
    summary: str
    checked_in_at: datetime
    promised_at: datetime
    delivered_at: datetime | None
    signed_total_fen: int | None
    advisor: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Some orders; `next_before` is where the next page begins, None at the end. `now` is the store's clock."""

    now: datetime
    rows: tuple[OrderRow, ...]
    next_before: int | None


_o = ServiceOrder
_COLUMNS = (
    _o.id, _o.number, _o.stage, _o.plate, _o.plate_type, _o.vin, _o.model_name, _o.owner_name, _o.owner_phone,
    _o.summary, _o.checked_in_at, _o.promised_at, _o.delivered_at, _o.signed_at, _o.signed_total_fen, _o.advisor_id,
)  # fmt: skip


def orders(
    desk: Desk,
    *,
    stages: tuple[Stage, ...] = (),
    is_mine: bool = False,
    typed: str = "",
    before: int | None = None,
    limit: int = PAGE,
) -> OrderPage:
    """One page of the list, newest first; `before` is the `next_before` of the page above."""
    query = select(*_COLUMNS).where(*_conditions(desk, stages, is_mine, typed))
    if before is not None:
        query = query.where(_o.id < before)
    with desk.look() as session:
        found = session.execute(query.order_by(_o.id.desc()).limit(limit + 1)).all()
        shown = found[:limit]
        names, flags = names_in(session), _flags(session, [row.id for row in shown])
    rows = tuple(
        OrderRow(
            OrderId(r.id), r.number, r.stage, r.plate, r.plate_type, r.vin, r.model_name, r.owner_name, r.owner_phone,
            r.summary, r.checked_in_at, r.promised_at, r.delivered_at, r.signed_total_fen if r.signed_at else None,
            names.get(r.advisor_id, ""), flags.get(r.id, ()),
        )
        for r in shown
    )  # fmt: skip
    return OrderPage(desk.store.clock.now(), rows, shown[-1].id if len(found) > limit else None)


def _conditions(desk: Desk, stages: tuple[Stage, ...], is_mine: bool, typed: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if stages:
        conditions.append(_o.stage.in_(stages))
    if is_mine:
        conditions.append(_o.advisor_id == desk.person.id)
    words = half_width(typed).replace("·", "").replace("%", "").replace("_", "")
    if words:
        columns = (_o.number, _o.plate, _o.owner_name, _o.owner_phone, _o.model_name, _o.vin, _o.summary)
        conditions.append(or_(*(column.ilike(f"%{words}%") for column in columns)))
    return conditions


def _flags(session: Session, order_ids: list[int]) -> dict[int, tuple[Flag, ...]]:
    query = select(OrderFlag.order_id, OrderFlag.flag).where(
        OrderFlag.order_id.in_(order_ids), OrderFlag.ended_at.is_(None)
    )
    standing: dict[int, set[Flag]] = {}
    for row in session.execute(query):
        standing.setdefault(row.order_id, set()).add(row.flag)
    return {order_id: tuple(flag for flag in Flag if flag in found) for order_id, found in standing.items()}
