"""An order's head, found by its number."""

import make
from refusing import refused

from app.desk import Store
from app.order.queries import head, open_order_of, order_of_number
from app.order.workflow import Stage


def test_a_number_is_found_as_it_is_typed(store: Store) -> None:
    order_id = make.order(store)
    assert order_of_number(make.desk(store), " wx2026000001 ") == order_id


def test_an_unknown_order_is_said_to_be_unknown(store: Store) -> None:
    with refused(store, "order.unknown"):
        order_of_number(make.desk(store), "WX2099000001")
    with refused(store, "order.unknown"):
        head(make.desk(store), 4711)


def test_an_open_order_of_a_car_is_known_until_it_leaves(store: Store) -> None:
    desk = make.desk(store)
    order_id = make.order(store, stage=Stage.SETTLED)
    vehicle_id = head(desk, order_id).vehicle_id
    assert open_order_of(desk, vehicle_id) == "WX2026000001"
    delivered = make.order(store, stage=Stage.DELIVERED, form=make.another_car())
    assert open_order_of(desk, head(desk, delivered).vehicle_id) is None


def test_the_head_names_the_advisor(store: Store) -> None:
    assert head(make.desk(store), make.order(store)).advisor_name == "林晓岚"
