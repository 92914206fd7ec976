"""Stages are moved, flags raised and lowered, times kept in order (H7)."""

from datetime import timedelta

import make
import pytest
from refusing import refused
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.clock import FrozenClock
from app.order.cancel import cancel
from app.order.moves import lower_flag, raise_flag
from app.order.queries import head
from app.order.tables import OrderFlag, ServiceOrder
from app.order.workflow import Flag, Stage
from app.trust.deeds import Deed


def test_a_clock_that_was_set_back_moves_nothing(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    clock.advance(timedelta(hours=-1))
    with refused(store, "order.clock"):
        cancel(make.desk(store, make.MANAGER), order_id, reason="重复录入")


def test_a_flag_stands_once_and_its_duration_stays(store: Store, clock: FrozenClock) -> None:
    order_id = make.order(store)
    desk = make.desk(store)
    for minutes in (0, 10):
        clock.advance(minutes=minutes)
        with desk.deed(Deed.FLAG_SET, order_id=order_id) as deed:
            raise_flag(deed, order_id, Flag.IS_ACCIDENT, reason="追尾")
    assert head(desk, order_id).flags == (Flag.IS_ACCIDENT,)
    with desk.deed(Deed.FLAG_SET, order_id=order_id) as deed:
        lower_flag(deed, order_id, Flag.IS_ACCIDENT)
        lower_flag(deed, order_id, Flag.IS_ONSITE)
    assert head(desk, order_id).flags == ()
    with Session(store.engine) as session:
        flag = session.scalars(select(OrderFlag)).one()
        assert flag.ended_at is not None
        assert flag.ended_at - flag.started_at == timedelta(minutes=10)


@pytest.mark.parametrize("stage", [Stage.DELIVERED, Stage.SETTLED, Stage.IN_QC])
def test_the_times_of_a_visit_never_go_backwards(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage, minutes_a_step=3)
    names = (
        "arrived_at", "reception_started_at", "checked_in_at", "signed_at", "dispatched_at", "completed_at",
        "settled_at", "delivered_at",
    )  # fmt: skip
    with Session(store.engine) as session:
        order = session.get_one(ServiceOrder, order_id)
        times = [at for name in names if (at := getattr(order, name)) is not None]
    assert times == sorted(times)
