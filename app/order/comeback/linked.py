"""What a comeback is linked to, for its pages: the lines first repaired."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.desk import Desk
from app.order.quote.tables import OrderLine
from app.order.tables import ComebackLink, ServiceOrder


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """A line the car came back with; `comeback_no` says which comeback with it this one is."""

    number: str
    code: str
    name_zh: str
    name_en: str
    comeback_no: int


def linked_lines(desk: Desk, order_id: int) -> tuple[LinkedLine, ...]:
    """The lines this order is a comeback to; none for an ordinary visit."""
    each = aliased(ComebackLink)
    so_far = select(func.count(each.id)).where(each.original_line_id == OrderLine.id, each.order_id <= order_id)
    query = (
        select(ServiceOrder.number, OrderLine.code, OrderLine.name_zh, OrderLine.name_en, so_far.scalar_subquery())
        .select_from(ComebackLink)
        .join(OrderLine, OrderLine.id == ComebackLink.original_line_id)
        .join(ServiceOrder, ServiceOrder.id == OrderLine.order_id)
        .where(ComebackLink.order_id == order_id)
        .order_by(ComebackLink.id)
    )
    with desk.look() as session:
        return tuple(
            LinkedLine(number, code, zh, en or zh, count) for number, code, zh, en, count in session.execute(query)
        )
