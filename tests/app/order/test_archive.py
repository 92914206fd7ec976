"""A delivered order goes to the archive (T12)."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.archive import archive
from app.order.queries import head
from app.order.workflow import Stage


def test_a_delivered_order_is_closed(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    archive(make.desk(store, make.CASHIER), order_id)
    assert head(make.desk(store), order_id).stage is Stage.CLOSED


@pytest.mark.parametrize("stage", [Stage.CHECKED_IN, Stage.IN_WORK, Stage.SETTLED])
def test_a_car_that_is_still_here_is_not_archived(store: Store, stage: Stage) -> None:
    order_id = make.order(store, stage=stage)
    with refused(store, "order.stage"):
        archive(make.desk(store, make.MANAGER), order_id)


def test_nothing_is_archived_twice(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    archive(make.desk(store, make.MANAGER), order_id)
    with refused(store, "order.stage"):
        archive(make.desk(store, make.MANAGER), order_id)


def test_an_advisor_does_not_archive(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    with refused(store, "deed.not_allowed"):
        archive(make.desk(store), order_id)
