"""A delivered order goes to the archive (T12)."""

import make
import pytest
from refusing import refused

from app.desk import Store
from app.order.archive import OPEN_FLAGS, archive
from app.order.moves import raise_flag
from app.order.queries import head
from app.order.workflow import FLAG_WORDS, Flag, Stage
from app.trust.deeds import Deed


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


@pytest.mark.parametrize("flag", OPEN_FLAGS)
def test_what_somebody_still_waits_for_or_owes_keeps_it_out_of_the_archive(store: Store, flag: Flag) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    manager = make.desk(store, make.MANAGER)
    with manager.deed(Deed.FLAG_SET, order_id=order_id) as deed:
        raise_flag(deed, order_id, flag)
    with refused(store, "archive.open") as caught:
        archive(manager, order_id)
    assert FLAG_WORDS[flag] in caught.value.sentence


def test_what_kind_of_visit_it_was_does_not(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    manager = make.desk(store, make.MANAGER)
    with manager.deed(Deed.FLAG_SET, order_id=order_id) as deed:
        for flag in set(Flag) - set(OPEN_FLAGS):
            raise_flag(deed, order_id, flag)
    archive(manager, order_id)
    assert head(manager, order_id).stage is Stage.CLOSED


def test_an_advisor_does_not_archive(store: Store) -> None:
    order_id = make.order(store, stage=Stage.DELIVERED)
    with refused(store, "deed.not_allowed"):
        archive(make.desk(store), order_id)
