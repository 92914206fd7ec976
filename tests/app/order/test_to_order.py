"""Which parts must be ordered, as the quote's page says it and the quotation prints it."""

import make
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.queries import OrderId
from app.order.quote.queries import LineId, versions
from app.order.quote.quote_content import quote_content
from app.order.quote.quote_paper import TO_ORDER
from app.order.workflow import Stage
from app.order.workshop.dispatch import issue_parts
from app.order.workshop.queries import work
from app.order.workshop.to_order import parts_to_order
from app.records.catalogue.tables import Part


def shelf(store: Store, stock_milli: int) -> None:
    with Session(store.engine) as session, session.begin():
        session.execute(update(Part).where(Part.part_number == make.OIL).values(stock_milli=stock_milli))


def the_part(store: Store, order_id: OrderId) -> LineId:
    (version,) = versions(make.desk(store), order_id)
    return next(line.id for line in version.lines if line.code == make.OIL)


@pytest.mark.parametrize(("stock_milli", "is_due"), [(0, True), (1_999, True), (2_000, False), (5_000, False)])
def test_less_on_the_shelf_than_the_line_needs_must_be_ordered(store: Store, stock_milli: int, is_due: bool) -> None:
    order_id = make.order(store, stage=Stage.QUOTED, lines=(make.labour(), make.part(times=2)))
    shelf(store, stock_milli)
    assert parts_to_order(make.desk(store), order_id) == ({the_part(store, order_id)} if is_due else frozenset())
    with Session(store.engine) as session:
        (part,) = quote_content(session, store, order_id).parts
    assert part.availability == (TO_ORDER if is_due else "")


def test_what_was_handed_out_is_ordered_no_more(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    shelf(store, 1_000)
    (part,) = work(make.desk(store), order_id).parts
    issue_parts(make.desk(store, make.PARTS_CLERK), order_id, line_ids=(part.line_id,))
    assert parts_to_order(make.desk(store), order_id) == frozenset()


def test_for_a_car_that_is_done_nothing_is_ordered(store: Store) -> None:
    order_id = make.order(store, stage=Stage.COMPLETED)
    with Session(store.engine) as session, session.begin():
        session.execute(update(Part).values(stock_milli=0))
    assert parts_to_order(make.desk(store), order_id) == frozenset()
