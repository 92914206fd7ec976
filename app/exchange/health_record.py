"""The vehicle health record 维修电子档案: delivered orders of a period, marked as told (R177)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import DeedInProgress, Desk
from app.exchange.kinds import TableKind
from app.exchange.table_file import check_ending
from app.exchange.tables import ExportedRecord
from app.exchange.take_out import TakenOut, check_reason, write_table
from app.exchange.visits import AT_A_TIME, LEFT, line_words
from app.kernel import cells
from app.kernel.clock import business_day
from app.kernel.database import troubles
from app.kernel.language import _
from app.kernel.refusal import Refusal
from app.order.quote.queries import agreed_lines_of
from app.order.settlement.tables import Bill
from app.order.tables import ServiceOrder
from app.paper.kinds import PaperKind
from app.paper.tables import Paper
from app.records.catalogue.categories import LineKind
from app.trust.deeds import Deed

HEALTH_RECORD_COLUMNS = (
    "order_no", "settlement_no", "plate", "vin", "model_name", "energy_type", "arrived_on", "settled_on", "left_on",
    "odometer_in_km", "odometer_out_km", "repair_category", "labour", "parts", "total_fen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """The days of leaving, both included; None is without an end. `again`: also what was told before."""

    first: date | None = None
    last: date | None = None
    again: bool = False


def export_health_record(desk: Desk, file: Path, *, period: Period, reason: str, in_words: bool = False) -> TakenOut:
    """Write the orders that left in a period and were not told yet, and mark them; no names, no telephone numbers.

    Refuses: table.reason, table.ending, table.period, deed.not_allowed, deed.needs_password. Trouble: the place cannot
    be written.
    """
    check_reason(reason)
    check_ending(file)
    if period.first and period.last and period.first > period.last:
        raise Refusal("table.period", _("The period ends before it begins."), field="tables.last")
    with desk.deed(Deed.TABLE_EXPORT) as deed, troubles():
        deed.typed(reason=reason)
        orders = _orders(deed, period)
        rows = _rows(deed.session, orders, deed.store.utc_offset_minutes)
        kind = TableKind.HEALTH_RECORD
        taken = write_table(deed, kind, file, HEALTH_RECORD_COLUMNS, rows, in_words=in_words)
        _mark(deed, orders, taken.sha256)
    return taken


def _orders(deed: DeedInProgress, period: Period) -> list[ServiceOrder]:
    query = select(ServiceOrder).where(ServiceOrder.stage.in_(LEFT), ServiceOrder.delivered_at.is_not(None))
    if not period.again:
        query = query.where(ServiceOrder.id.not_in(select(ExportedRecord.order_id)))
    offset = deed.store.utc_offset_minutes
    return [
        order
        for order in deed.session.scalars(query.order_by(ServiceOrder.delivered_at, ServiceOrder.id))
        if order.delivered_at is not None
        and (period.first or date.min) <= business_day(order.delivered_at, offset) <= (period.last or date.max)
    ]


def _mark(deed: DeedInProgress, orders: list[ServiceOrder], file_sha256: str) -> None:
    """Each was told by this file; what was told before is told by this one now."""
    for some in _some(orders):
        query = select(ExportedRecord).where(ExportedRecord.order_id.in_([order.id for order in some]))
        before = {record.order_id: record for record in deed.session.scalars(query)}
        for order in some:
            record = before.get(order.id) or ExportedRecord(order_id=order.id)
            record.exported_at, record.file_sha256 = deed.now, file_sha256
            deed.session.add(record)


def _some(orders: list[ServiceOrder]) -> Iterator[list[ServiceOrder]]:
    return (orders[begin : begin + AT_A_TIME] for begin in range(0, len(orders), AT_A_TIME))


def _rows(session: Session, orders: list[ServiceOrder], utc_offset_minutes: int) -> Iterator[tuple[str, ...]]:
    for some in _some(orders):
        yield from _rows_of(session, some, utc_offset_minutes)


def _rows_of(session: Session, orders: list[ServiceOrder], utc_offset_minutes: int) -> Iterator[tuple[str, ...]]:
    order_ids = [order.id for order in orders]
    settlements, totals = _settlements(session, order_ids), _totals(session, order_ids)
    every = agreed_lines_of(session, order_ids)

    def day(at: datetime | None) -> date | None:
        return None if at is None else business_day(at, utc_offset_minutes)

    for order in orders:
        lines = every[order.id]
        work = [line_words(line) for line in lines if line.kind is not LineKind.PART]
        parts = [line_words(line) for line in lines if line.kind is LineKind.PART]
        yield cells.row_of((
            order.number, settlements.get(order.id, ""), order.plate, order.vin, order.model_name, order.energy_type,
            day(order.arrived_at), day(order.settled_at), day(order.delivered_at), order.odometer_km,
            order.out_odometer_km, order.repair_category, "; ".join(work), "; ".join(parts),
            totals.get(order.id, 0),
        ))  # fmt: skip


def _settlements(session: Session, order_ids: list[int]) -> dict[int, str]:
    """The settlement that stands, by order: one that was voided is not it."""
    query = select(Paper.order_id, Paper.number).where(
        Paper.order_id.in_(order_ids), Paper.kind == PaperKind.SETTLEMENT, Paper.voided_at.is_(None)
    )
    return {order_id: number for order_id, number in session.execute(query.order_by(Paper.id)) if order_id}


def _totals(session: Session, order_ids: list[int]) -> dict[int, int]:
    query = select(Bill.order_id, func.sum(Bill.due_fen)).where(Bill.order_id.in_(order_ids)).group_by(Bill.order_id)
    return {order_id: int(fen) for order_id, fen in session.execute(query)}
