"""What is asked for every day reads no table of the store's past from end to end, however long that past is."""

import make
from sqlalchemy import text

from app.care.complaints.queries import complaint_view, complaints
from app.closing.close_day import close_day
from app.closing.queries import closing
from app.desk import Store
from app.order.quote.edit import remove_line
from app.order.supplement.queries import supplement_standing
from app.order.workflow import Stage
from app.order.workshop.shop import shop
from app.overview.audit import AuditForm, audit_page
from app.overview.board import board
from app.overview.car_history import car_history
from app.overview.order_view import order_view
from app.overview.orders import orders
from app.overview.search_box import search
from app.overview.standing import standing
from app.overview.timeline import timeline
from app.overview.unfinished import unfinished
from app.overview.whole_order import whole_order
from app.paper.queries import who_issued
from app.upkeep.demo import demo_desk
from app.upkeep.visit import add_line
from tests.whole_reads import whole_reads


def test_pages_and_lists(demo_store: Store) -> None:
    desk = demo_desk(demo_store, "S01")
    with whole_reads() as found:
        page = orders(desk)
        orders(desk, before=page.next_before)
        for row in page.rows:
            order_view(desk, row.id)
            timeline(desk, row.id)
            supplement_standing(desk, row.id)
            whole_order(desk, row.number)
        for row in complaints(desk).rows:
            complaint_view(desk, row.id)
        board(desk), shop(desk), standing(desk), unfinished(desk), closing(desk), car_history(desk, 1)
        audit_page(desk, AuditForm())
        search(desk, "8K2")
        who_issued(desk, "0" * 64)
    assert found == set()


def test_a_visit_and_the_end_of_its_day(store: Store) -> None:
    with whole_reads() as found:
        order_id = make.order(store)
        advisor = make.desk(store)
        remove_line(advisor, order_id, line_id=add_line(advisor, order_id, make.part()))
        make.go_on(store, order_id, stage=Stage.DELIVERED)
        close_day(make.desk(store, make.CASHIER))
    assert found == set()


def test_it_is_seen_when_it_happens(store: Store) -> None:
    with whole_reads() as found, make.desk(store).look() as session:
        session.execute(text("SELECT id FROM paper WHERE printed_by = 'x'"))
        session.execute(text("SELECT id FROM paper ORDER BY id DESC LIMIT 1"))
        session.execute(text("SELECT name FROM store_profile"))
    assert found == {"SELECT id FROM paper WHERE printed_by = 'x'"}
