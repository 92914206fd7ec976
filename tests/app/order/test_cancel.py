"""An order ends before anything was dispatched (T5)."""

import make
import pytest
from refusing import refused
from sqlalchemy.orm import Session

from app.desk import Store
from app.order.cancel import cancel
from app.order.queries import head
from app.order.tables import ServiceOrder
from app.order.workflow import Stage
from app.order.workshop.dispatch import issue_parts
from app.order.workshop.queries import work


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.QUOTED])
def test_an_advisor_cancels_before_the_customer_has_signed(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    cancel(make.desk(store), order_id, reason=" 客户临时有事 ")
    assert head(make.desk(store), order_id).stage is Stage.CANCELLED
    with Session(store.engine) as session:
        order = session.get_one(ServiceOrder, order_id)
        assert (order.cancel_reason, order.cancelled_at) == ("客户临时有事", store.clock.now())


def test_once_signed_only_a_manager_cancels(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    with refused(store, "cancel.manager"):
        cancel(make.desk(store), order_id, reason="客户改主意")
    cancel(make.desk(store, make.MANAGER), order_id, reason="客户改主意")
    assert head(make.desk(store), order_id).stage is Stage.CANCELLED


@pytest.mark.parametrize("stage", [Stage.IN_WORK, Stage.IN_QC, Stage.COMPLETED, Stage.SETTLED, Stage.DELIVERED])
def test_once_dispatched_nobody_cancels(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        cancel(make.desk(store, make.MANAGER), order_id, reason="客户改主意")


def test_what_was_handed_out_for_an_order_keeps_it(store: Store) -> None:
    order_id = make.order(store, stage=Stage.AUTHORIZED)
    clerk = make.desk(store, make.PARTS_CLERK)
    issue_parts(clerk, order_id, line_ids=tuple(part.line_id for part in work(clerk, order_id).parts))
    with refused(store, "cancel.parts"):
        cancel(make.desk(store, make.MANAGER), order_id, reason="客户改主意")


def test_an_order_is_cancelled_with_a_reason(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "cancel.reason", field="cancel.reason"):
        cancel(make.desk(store), order_id, reason="  ")


def test_a_technician_cancels_nothing(store: Store) -> None:
    order_id = make.order(store)
    with refused(store, "deed.not_allowed"):
        cancel(make.desk(store, make.TECHNICIAN), order_id, reason="客户改主意")
