"""The lines of a car's earlier visits that are still guaranteed, and how often it came back with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import business_day
from app.kernel.language import _
from app.order.agreement.guarantee import STORE_LABOUR, Guarantee, guarantee, is_inside, part_guarantee
from app.order.quote.queries import LineId, LineRow, agreed_lines_in
from app.order.quote.tables import OrderLine
from app.order.tables import ComebackLink, ServiceOrder
from app.order.workflow import Stage

LEFT = (Stage.DELIVERED, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class GuaranteedLine:
    """A line that may be come back with. `root_id` is the line first repaired, `comebacks` how often it came back."""

    id: LineId
    root_id: LineId
    order_id: int
    number: str
    left_on: date
    code: str
    name_zh: str
    name_en: str
    ends: Guarantee
    days_left: int
    comebacks: int


def guaranteed_lines_in(
    session: Session, vehicle_id: int, *, today: date, odometer_km: int | None, utc_offset_minutes: int
) -> tuple[GuaranteedLine, ...]:
    """The newest visit first. Without an odometer the kilometres are not judged yet."""
    query = select(ServiceOrder).where(ServiceOrder.vehicle_id == vehicle_id, ServiceOrder.stage.in_(LEFT))
    found = []
    for order in session.scalars(query.order_by(ServiceOrder.delivered_at.desc(), ServiceOrder.id.desc())):
        left_on = business_day(order.delivered_at or order.checked_in_at, utc_offset_minutes)
        out_km = order.out_odometer_km or order.odometer_km
        km = max(odometer_km or 0, out_km)
        for line in agreed_lines_in(session, order.id):
            ends = line_ends(line, left_on=left_on, out_km=out_km)
            if ends is not None and is_inside(ends, on=today, odometer_km=km):
                found.append(_guaranteed(session, order, line, left_on, ends, today))
    return tuple(found)


def line_ends(line: LineRow, *, left_on: date, out_km: int) -> Guarantee | None:
    """When the store's promise for a line ends; None for what is not guaranteed (other costs, the customer's own part).

    Labour by its category, a part by its own promise.
    """
    if line.quality_class is not None:
        return part_guarantee(
            line.quality_class, months=line.guarantee_months, km=line.guarantee_km, left_on=left_on, odometer_km=out_km
        )
    if line.repair_category is not None:
        return guarantee(line.repair_category, left_on=left_on, odometer_km=out_km, periods=STORE_LABOUR)
    return None


def _guaranteed(
    session: Session, order: ServiceOrder, line: LineRow, left_on: date, ends: Guarantee, today: date
) -> GuaranteedLine:
    root_id = session.scalar(select(OrderLine.original_line_id).where(OrderLine.id == line.id)) or line.id
    count = select(func.count(ComebackLink.id)).where(ComebackLink.original_line_id == root_id)
    return GuaranteedLine(
        id=line.id, root_id=LineId(root_id), order_id=order.id, number=order.number, left_on=left_on, code=line.code,
        name_zh=line.name_zh, name_en=line.name_en or line.name_zh, ends=ends, days_left=(ends.last_on - today).days,
        comebacks=session.scalar(count) or 0,
    )  # fmt: skip


def again(lines: Iterable[GuaranteedLine]) -> int:
    """Which comeback to the same line this would be, the highest of them; 0 without a line."""
    return max((line.comebacks + 1 for line in lines), default=0)


def again_words(count: int) -> str:
    """What the desk notices from the second comeback on; the first needs no word.

    The text tells what to check and never what must be done: the rule is read differently (rules.md §1).
    """
    if count < 2:
        return ""
    if count == 2:
        return _("Second comeback with the same work: have it looked at by another technician.")
    words = _("Comeback no. {count} with the same work: another repairer at the store's cost may be due. Check.")
    return words.format(count=count)
